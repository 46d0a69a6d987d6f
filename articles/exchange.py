"""Sources and entities with their names, as files: written, compared, taken in.

A file adds and changes, and never deletes: a name is turned off by saying so.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction

from articles.log import log_change, tell
from articles.models import Alias, Entity, Source, SourceName

FORMS = ("csv", "json")
# What spreadsheets take for a formula, https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = ("=", "+", "-", "@", "\t", "\r")
YES, NO = "yes", "no"

Entry = Source | Entity
Row = dict[str, Any]


class NotReadableError(ValueError):
    """A file that can't be taken in; says why, and where."""


@dataclass(frozen=True, slots=True)
class Table:
    """What of a model is exchanged."""

    model: type[Source] | type[Entity]
    columns: tuple[str, ...]
    part: type[SourceName] | type[Alias]
    owner: str  # the part's field that names the entry
    parts: str  # the entry's names, in JSON
    part_columns: tuple[str, ...]
    key: tuple[str, ...]  # of a part, among its entry's

    def headers(self) -> list[str]:
        return [*self.columns, *(f"{self.parts}.{name}" for name in self.part_columns)]


TABLES = {
    Entity: Table(
        Entity,
        ("slug", "kind", "name", "wikidata_id", "description"),
        Alias,
        "entity",
        "aliases",
        ("name", "language", "needs_context", "is_active"),
        ("name",),
    ),
    Source: Table(
        Source,
        ("slug", "kind", "name", "language", "country", "homepage"),
        SourceName,
        "source",
        "names",
        ("kind", "value", "is_primary", "is_active"),
        ("kind", "value"),
    ),
}


@dataclass(slots=True)
class Difference:
    """What a file says of one entry that the archive does not."""

    slug: str
    is_new: bool
    # Column → from what, to what.
    changes: dict[str, list[Any]] = field(default_factory=dict)
    # The name → the same of its columns.
    parts: dict[str, dict[str, list[Any]]] = field(default_factory=dict)


def write(model: type[Source] | type[Entity], form: str) -> str:
    """Return all entries of a model as a file, in one order."""
    table = TABLES[model]
    entries = list(_tell_all(table, model._default_manager.all()))
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


def compare(
    model: type[Source] | type[Entity], rows: Sequence[Row]
) -> list[Difference]:
    """Return what taking the rows in would change, and nothing else."""
    table = TABLES[model]
    slugs = [row["slug"] for row in rows]
    stored = model._default_manager.filter(slug__in=slugs)
    known = {entry["slug"]: entry for entry in _tell_all(table, stored)}
    found = (_compare(table, row, known.get(row["slug"])) for row in rows)
    return [each for each in found if each.is_new or each.changes or each.parts]


@transaction.atomic
def take(
    model: type[Source] | type[Entity],
    rows: Sequence[Row],
    *,
    by: User,
    reason: str,
) -> int:
    """Take the rows in; return how many entries that made or changed."""
    table = TABLES[model]
    differing = {each.slug: each for each in compare(model, rows)}
    for row in rows:
        if row["slug"] not in differing:
            continue
        entry: Any = model._default_manager.filter(slug=row["slug"]).first() or model()
        before = tell(entry) if entry.pk else {}
        for name in table.columns:
            setattr(entry, name, row[name])
        _save(entry, by=by, reason=reason)
        for part in row[table.parts]:
            _take_part(table, entry, part, by=by, reason=reason)
        log_change(entry, before, by=by, reason=reason)
    return len(differing)


def _take_part(table: Table, entry: Entry, part: Row, *, by: User, reason: str) -> None:
    key = {name: part[name] for name in table.key} | {table.owner: entry}
    stored = table.part._default_manager.filter(**key).first()
    row: Any = stored or table.part(**key)
    if stored and all(getattr(row, name) == part[name] for name in table.part_columns):
        return
    for name in table.part_columns:
        setattr(row, name, part[name])
    _save(row, by=by, reason=reason)


def _save(entry: Any, *, by: User, reason: str) -> None:
    try:
        entry.full_clean()
    except ValidationError as error:
        message = f"{entry}: {' '.join(error.messages)}"
        raise NotReadableError(message) from error
    entry._history_user = by
    entry._change_reason = reason
    entry.save()


def _tell_all(table: Table, entries: models.QuerySet) -> Iterator[Row]:
    ordered = entries.order_by("slug").prefetch_related(table.parts)
    for entry in ordered:
        parts = sorted(
            (
                {name: getattr(part, name) for name in table.part_columns}
                for part in getattr(entry, table.parts).all()
            ),
            key=lambda part: [part[name] for name in table.key],
        )
        told = {name: getattr(entry, name) for name in table.columns}
        yield told | {table.parts: parts}


def _compare(table: Table, row: Row, known: Row | None) -> Difference:
    before = known or {}
    found = Difference(row["slug"], known is None)
    found.changes = _changes(table.columns, before, row)
    stored = {_key(table, part): part for part in before.get(table.parts, ())}
    for part in row[table.parts]:
        key = _key(table, part)
        changes = _changes(table.part_columns, stored.get(key, {}), part)
        if changes:
            found.parts[" ".join(key)] = changes
    return found


def _changes(columns: Iterable[str], before: Row, after: Row) -> dict[str, list[Any]]:
    return {
        name: [before.get(name), after[name]]
        for name in columns
        if before.get(name) != after[name]
    }


def _key(table: Table, part: Row) -> tuple[str, ...]:
    return tuple(part[name] for name in table.key)


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
        row = {name: entry.get(name, "") for name in table.columns}
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
        name: _truth(part.get(name, name == "is_active"))
        if name.startswith(("is_", "needs_"))
        else part.get(name, "")
        for name in table.part_columns
    }


def _truth(value: Any) -> Any:
    return {"True": True, "False": False, YES: True, NO: False}.get(value, value)


def _check(table: Table, row: Row, place: int) -> None:
    """Say what is of the wrong kind, before the database does."""
    for name in table.columns:
        if not _is_text(row[name]):
            raise _unreadable(place, f"“{name}” is no text")
    if not row["slug"] or not row["name"]:
        raise _unreadable(place, "it has no slug or no name")
    kinds = table.model.Kind.values
    if row["kind"] not in kinds:
        raise _unreadable(place, f"its kind is none of {', '.join(kinds)}")
    for part in row[table.parts]:
        for name in table.part_columns:
            is_truth = name.startswith(("is_", "needs_"))
            if not (isinstance(part[name], bool) if is_truth else _is_text(part[name])):
                said = "yes or no" if is_truth else "text"
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
