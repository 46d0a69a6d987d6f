"""Records for tests of forms; a call names only what matters to its test."""

from datetime import UTC, datetime
from typing import Any

from articles.dates import parse_published
from articles.exports import Export, Record, Thing

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
EXPORT = Export(
    site="https://archive.example",
    address="https://archive.example/?outlet=harian",
    query="outlet=harian",
    at=AT,
)
HARIAN = Thing("Harian Contoh", "harian", "https://archive.example/outlets/harian/")


def make_record(published: str = "", **values: Any) -> Record:
    """A record, published on an EDTF date, of which nothing else is known."""
    when = parse_published(published, "stated") if published else None
    known = {
        "id": 7,
        "url": "https://archive.example/articles/7-judul/",
        "headline": "",
        "lead": "",
        "outlet": None,
        "host": "",
        "wire": (),
        "authors": (),
        "editors": (),
        "edtf": published,
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "basis": "stated" if when else "unknown",
        "language": "id",
        "review_status": "unreviewed",
        "source_url": "",
        "extractor_version": "1",
        "updated_at": AT,
    }
    return Record(**{**known, **values})
