"""Entries with their names, as CSV or JSON."""

import csv
import io
import json
from typing import Any

from articles.exchange.tables import (
    TABLES,
    NotReadableError,
    Row,
    Table,
    is_truth,
    tell_all,
)
from articles.models import Entity, Source

FORMS = ("csv", "json")
# What spreadsheets take for a formula,
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = ("=", "+", "-", "@", "\t", "\r")
YES, NO = "yes", "no"


def write(model: type[Source] | type[Entity], form: str) -> str:
    """Return all entries of a model as a file, in one order."""
    table = TABLES[model]
    entries = list(tell_all(table, model._default_manager.all()))
    if form == "json":
        return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.headers())
    for entry in entries:
        for part in entry[table.parts] or [{}]:
            cells = [entry[name] for name in table.columns]
            cells += [part.get(name, "") for name in table.part_columns]
            writer.writerow([_guard(cell) for cell in cells])
    return out.getvalue()


def read(model: type[Source] | type[Entity], text: str) -> list[Row]:
    """Return the entries of a file, JSON or CSV; raises NotReadableError in words."""
    table = TABLES[model]
    is_json = text.lstrip().startswith("[")
    rows = _read_json(table, text) if is_json else _read_csv(table, text)
    for place, row in enumerate(rows, 1):
        _check(table, row, place)
    return rows


def _read_json(table: Table, text: str) -> list[Row]:
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"The file is no JSON: {error}"
        raise NotReadableError(message) from error
    rows = []
    for place, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise _unreadable(place, "it is no object")
        parts = entry.get(table.parts, [])
        if not isinstance(parts, list) or not all(isinstance(p, dict) for p in parts):
            raise _unreadable(place, f"“{table.parts}” is no list of objects")
        row = {name: entry[name] for name in table.columns if name in entry}
        rows.append(row | {table.parts: [_part(table, part) for part in parts]})
    return rows


def _read_csv(table: Table, text: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    try:
        lines = list(reader)
    except csv.Error as error:
        message = f"The file is no CSV: {error}"
        raise NotReadableError(message) from error
    headers = table.headers()
    if not lines or lines[0] != headers:
        message = f"The first line has to be: {','.join(headers)}"
        raise NotReadableError(message)
    rows: dict[str, Row] = {}
    for place, line in enumerate(lines[1:], 2):
        if len(line) != len(headers):
            raise _unreadable(place, f"it has {len(line)} cells, not {len(headers)}")
        cells = dict(zip(headers, map(_unguard, line), strict=True))
        row = {name: cells[name] for name in table.columns}
        first = rows.setdefault(row["slug"], row | {table.parts: []})
        if any(first[name] != row[name] for name in table.columns):
            raise _unreadable(place, f"it differs from another of “{row['slug']}”")
        part = {name: cells[f"{table.parts}.{name}"] for name in table.part_columns}
        if any(part.values()):
            first[table.parts].append(_part(table, part))
    return list(rows.values())


def _part(table: Table, part: Row) -> Row:
    return {
        name: _truth(part[name]) if is_truth(name) else part[name]
        for name in table.part_columns
        if name in part
    }


def _truth(value: Any) -> Any:
    return {"True": True, "False": False, YES: True, NO: False}.get(value, value)


def _check(table: Table, row: Row, place: int) -> None:
    """Say what is of the wrong kind, before the database does."""
    for name in table.columns:
        if not _is_text(row.get(name, "")):
            raise _unreadable(place, f"“{name}” is no text")
    if not row.get("slug") or not row.get("name", "given before"):
        raise _unreadable(place, "it has no slug or no name")
    kinds = table.model.Kind.values
    if row.get("kind", kinds[0]) not in kinds:
        raise _unreadable(place, f"its kind is none of {', '.join(kinds)}")
    for part in row[table.parts]:
        _check_part(table, part, place)


def _check_part(table: Table, part: Row, place: int) -> None:
    if not all(part.get(name) for name in table.key):
        raise _unreadable(place, f"one of its {table.parts} has no name")
    for name, value in part.items():
        is_right = isinstance(value, bool) if is_truth(name) else _is_text(value)
        if not is_right:
            said = "yes or no" if is_truth(name) else "text"
            raise _unreadable(place, f"“{table.parts}.{name}” is no {said}")


def _is_text(value: Any) -> bool:
    """Whether a database can hold it: no half characters, and no NUL."""
    return (
        isinstance(value, str)
        and "\0" not in value
        and not any("\ud800" <= character <= "\udfff" for character in value)
    )


def _unreadable(place: int, why: str) -> NotReadableError:
    return NotReadableError(f"Entry {place}: {why}.")


def _guard(cell: Any) -> str:
    """Return a cell that no spreadsheet runs; `_unguard` gives it back."""
    if isinstance(cell, bool):
        return YES if cell else NO
    text = str(cell)
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def _unguard(cell: str) -> str:
    is_guarded = cell.startswith("'") and cell[1:].startswith((*FORMULA, "'"))
    return cell[1:] if is_guarded else cell
