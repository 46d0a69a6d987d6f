"""One file → its raw documents."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from articles.read.errors import NotReadable, explain
from articles.read.files import show
from articles.read.text import Decoded, decode_text
from articles.records import RawDocument, Rejection

MAX_FILE_BYTES = 20_000_000


def read(path: Path) -> Iterator[RawDocument | Rejection]:
    """Yield the raw documents of one file, and what of it could not be taken.

    No content of a file raises; nor does a file that can't be opened.
    """
    try:
        _check_is_file(path)
        yield from _read_one(path)
    except NotReadable as error:
        yield Rejection(show(path), str(error))
    except OSError as error:
        yield Rejection(show(path), explain(error))


def _check_is_file(path: Path) -> None:
    """Look before opening: opening a pipe waits for ever, a device may act."""
    try:
        mode = path.stat().st_mode
    except ValueError as error:
        raise NotReadable("not a possible path: check the path") from error
    if stat.S_ISDIR(mode):
        raise NotReadable("a folder, not a file")
    if not stat.S_ISREG(mode):
        raise NotReadable("not a regular file but a pipe, socket or device")


def _read_one(path: Path) -> Iterator[RawDocument]:
    yield _make(path, _load(path), "text/plain", decode_text)


def _load(path: Path) -> bytes:
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(MAX_FILE_BYTES + 1) if size <= MAX_FILE_BYTES else None
    if data is None or len(data) > MAX_FILE_BYTES:
        limit = f"{MAX_FILE_BYTES // 1_000_000} MB"
        raise NotReadable(f"larger than {limit}: split it, one article a file")
    return data


def _make(
    path: Path, data: bytes, media_type: str, decode: Callable[[bytes], Decoded]
) -> RawDocument:
    decoded = decode(data)
    return RawDocument(
        name=show(path.name),
        path=show(path),
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        encoding=decoded.encoding,
        text=decoded.text,
        is_encoding_guessed=decoded.is_guessed,
    )
