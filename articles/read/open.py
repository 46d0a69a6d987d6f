"""One file → its raw documents."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from articles.read.text import decode
from articles.records import RawDocument, Rejection


def read(path: Path) -> Iterator[RawDocument | Rejection]:
    """Yield the raw documents of one file, and what of it could not be taken."""
    data = path.read_bytes()
    yield RawDocument(
        name=path.name,
        path=str(path),
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        encoding="utf-8",
        text=decode(data, "utf-8"),
    )
