"""Gzipped bytes → bytes, bounded: a small file can unpack to terabytes."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from articles.read.errors import NotReadable

# No text starts with these: 0x8B can't follow 0x1F in UTF-8 or UTF-16 with a mark,
# and 0x1F is no character of a Windows-1252 text.
_MAGIC = b"\x1f\x8b"
_MEMBER = _MAGIC + b"\x08"

MAX_UNPACKED_BYTES = 20_000_000

BLOCK_BYTES = 65_536
# Text shrinks to a fifth, the emptiest pages to a fiftieth; bombs to a thousandth.
_MAX_RATIO = 200
_FREE_BYTES = 20_000_000


def is_gzipped(data: bytes) -> bool:
    """Tell whether `data` starts as gzip does."""
    return data.startswith(_MAGIC)


def unpack(data: bytes, *, limit: int = MAX_UNPACKED_BYTES) -> bytes:
    """Return `data`, unpacked if it is gzipped; raises `NotReadable`.

    At most `limit` bytes are unpacked, whatever comes after them.
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


def unpack_stream(file: BinaryIO) -> Iterator[bytes | NotReadable]:
    """Yield blocks of what `file` unpacks to, and what is wrong where it is damaged.

    Crawls are one gzip member a record, so reading goes on with the next member.
    """
    member = _begin_member()
    is_begun = False
    taken = given = 0
    packed = b""
    while packed := packed or file.read(BLOCK_BYTES):
        try:
            block = member.decompress(packed, BLOCK_BYTES)
        except zlib.error as error:
            yield NotReadable(f"damaged gzip data: {error}")
            packed = _skip_to_member(file, packed[1:])
            member, is_begun = _begin_member(), False
            continue
        left = member.unused_data if member.eof else member.unconsumed_tail
        taken += len(packed) - len(left)
        given += len(block)
        if given > _FREE_BYTES + taken * _MAX_RATIO:
            yield NotReadable("unpacks to far more than any crawl does")
            return
        yield block
        packed, is_begun = left, not member.eof
        if member.eof:
            packed, member = left.lstrip(b"\0"), _begin_member()
    if is_begun:
        yield NotReadable("cut-off gzip data: fetch the file again")


def _begin_member() -> "zlib._Decompress":
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)


def _skip_to_member(file: BinaryIO, packed: bytes) -> bytes:
    """Return what follows from the next member's first byte on."""
    while True:
        found = packed.find(_MEMBER)
        if found >= 0:
            return packed[found:]
        block = file.read(BLOCK_BYTES)
        if not block:
            return b""
        packed = packed[-len(_MEMBER) + 1 :] + block
