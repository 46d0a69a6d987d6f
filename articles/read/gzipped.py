"""Gzipped bytes → bytes, never more than asked for."""

import gzip
import io
import zlib

from articles.read.errors import NotReadable

# No text starts with these: 0x8B can't follow 0x1F in UTF-8 or UTF-16 with a mark,
# and 0x1F is no character of a Windows-1252 text.
_MAGIC = b"\x1f\x8b"

MAX_UNPACKED_BYTES = 20_000_000


def is_gzipped(data: bytes) -> bool:
    """Tell whether `data` starts as gzip does."""
    return data.startswith(_MAGIC)


def unpack(data: bytes, *, limit: int = MAX_UNPACKED_BYTES) -> bytes:
    """Return `data`, unpacked if it is gzipped; raises `NotReadable`.

    A small file can unpack to terabytes, so at most `limit` bytes ever are.
    """
    if not is_gzipped(data):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            unpacked = packed.read(limit + 1)
    except EOFError as error:
        raise NotReadable("cut-off gzip data: fetch the file again") from error
    except (OSError, zlib.error) as error:
        raise NotReadable(f"damaged gzip data: {error}") from error
    if len(unpacked) > limit:
        raise NotReadable(f"unpacks to more than {limit // 1_000_000} MB")
    return unpacked
