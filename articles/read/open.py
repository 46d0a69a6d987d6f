"""One file → its raw documents."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from articles.read.blocks import BlockReader
from articles.read.capture import MAX_RECORD_BYTES, find_capture
from articles.read.crawl import Damage, split_crawl
from articles.read.errors import NotReadable, explain
from articles.read.files import CRAWL_SUFFIXES, PAGE_SUFFIXES, TEXT_SUFFIXES, show
from articles.read.page import decode_page, starts_as_page
from articles.read.text import Decoded, decode_text
from articles.records import RawDocument, Rejection

MAX_FILE_BYTES = 20_000_000

_SUFFIXES = {"text": TEXT_SUFFIXES, "page": PAGE_SUFFIXES, "crawl": CRAWL_SUFFIXES}
_START_BYTES = 1024
# What a record of a raw file can hold; of a longer name the end tells more.
_MAX_NAME = 255


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


def _read_one(path: Path) -> Iterator[RawDocument | Rejection]:
    kind = _find_kind(path)
    if kind == "crawl":
        yield from _read_crawl(path)
    elif kind == "page":
        data = _load(path)
        yield _make(path, data, "text/html", decode_page(data))
    else:
        data = _load(path)
        yield _make(path, data, "text/plain", decode_text(data))


def _find_kind(path: Path) -> str:
    """Tell a file's kind by its suffix, or else by how it begins."""
    name = path.name.lower()
    for kind, suffixes in _SUFFIXES.items():
        if name.endswith(suffixes):
            return kind
    with path.open("rb") as file:
        start = BlockReader(file).read(_START_BYTES)
    if start.startswith(b"WARC/"):
        return "crawl"
    return "page" if starts_as_page(start) else "text"


def _read_crawl(path: Path) -> Iterator[RawDocument | Rejection]:
    """Yield the pages of a WARC or ARC file; what is no page is passed over."""
    is_empty = True
    with path.open("rb") as file:
        for record in split_crawl(file, limit=MAX_RECORD_BYTES):
            is_empty = False
            part = f"#{record.offset}"
            if isinstance(record, Damage):
                yield Rejection(show(path) + part, record.reason)
                continue
            try:
                page = find_capture(record)
                if page is None:
                    continue
                decoded = decode_page(page.data, page.charset)
            except NotReadable as error:
                yield Rejection(show(path) + part, str(error))
            else:
                yield _make(path, page.data, "text/html", decoded, part, page.url)
    if is_empty:
        raise NotReadable("empty: no record in it")


def _load(path: Path) -> bytes:
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(MAX_FILE_BYTES + 1) if size <= MAX_FILE_BYTES else None
    if data is None or len(data) > MAX_FILE_BYTES:
        limit = f"{MAX_FILE_BYTES // 1_000_000} MB"
        raise NotReadable(f"larger than {limit}: split it, one article a file")
    return data


def _make(
    path: Path,
    data: bytes,
    media_type: str,
    decoded: Decoded,
    part: str = "",
    url: str | None = None,
) -> RawDocument:
    return RawDocument(
        name=(show(path.name) + part)[-_MAX_NAME:],
        path=show(path),
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        encoding=decoded.encoding,
        text=decoded.text,
        url=url,
        is_encoding_guessed=decoded.is_guessed,
    )
