"""Tables: CSV for spreadsheets, JSON Lines for notebooks; a row is an article."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from io import StringIO
from typing import Any

from articles.exports.record import Export, Record

# Spreadsheets take a cell that begins so for a formula:
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What some of them pass by before they look for one.
PASSED_BY = " \u00a0\u200b\u2060\ufeff"
# Between several values of one cell.
SEPARATOR = " | "
# Excel takes a file without this mark for one of its own old encodings.
BYTE_ORDER_MARK = "\ufeff"

COLUMNS: dict[str, Callable[[Record], Any]] = {
    "id": lambda record: record.id,
    "permalink": lambda record: record.url,
    "headline": lambda record: record.headline or None,
    "lead": lambda record: record.lead or None,
    "outlet": lambda record: record.outlet and record.outlet.name,
    "outlet_slug": lambda record: record.outlet and record.outlet.slug,
    "host": lambda record: record.host or None,
    "wire": lambda record: list(record.wire),
    "authors": lambda record: list(record.authors),
    "editors": lambda record: list(record.editors),
    "published": lambda record: record.edtf or None,
    "published_earliest": lambda record: _iso(record.earliest),
    "published_latest": lambda record: _iso(record.latest),
    "published_basis": lambda record: record.basis,
    "language": lambda record: record.language or None,
    "review_status": lambda record: record.review_status,
    "events": lambda record: [event.slug for event in record.events],
    "entities": lambda record: [entity.name for entity in record.entities],
    "entity_slugs": lambda record: [entity.slug for entity in record.entities],
    "url": lambda record: record.source_url or None,
    "extractor_version": lambda record: record.extractor_version or None,
}


def write_csv(batches: Iterable[list[Record]], export: Export) -> Iterator[str]:
    yield BYTE_ORDER_MARK + to_csv([column_names(export)])
    for batch in batches:
        yield to_csv(cells(make_row(record, export).values()) for record in batch)


def write_json_lines(batches: Iterable[list[Record]], export: Export) -> Iterator[str]:
    for batch in batches:
        rows = (make_row(record, export) for record in batch)
        yield "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def make_row(record: Record, export: Export) -> dict[str, Any]:
    """Return an article's values by column.

    Each row says where it is from, so that it still does when rows are cut out.
    """
    row = make_values(record)
    row["query"] = export.query
    row["exported_at"] = export.at.isoformat(timespec="seconds") if export.at else None
    if export.has_bodies:
        row["body"] = record.body
    return row


def make_values(record: Record) -> dict[str, Any]:
    """Return what each column says of the article itself."""
    return {name: value(record) for name, value in COLUMNS.items()}


def column_names(export: Export) -> list[str]:
    """Return the keys of `make_row`, in their order."""
    body = ["body"] if export.has_bodies else []
    return [*COLUMNS, "query", "exported_at", *body]


def cells(values: Iterable[Any]) -> list[str]:
    """Return a row's values as text that no spreadsheet calculates with."""
    return [_cell(value) for value in values]


def to_csv(rows: Iterable[list[str]]) -> str:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        value = SEPARATOR.join(value)
    text = "" if value is None else str(value)
    is_formula = text.lstrip(PASSED_BY).startswith(FORMULA_STARTS)
    return f"'{text}" if is_formula else text


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
