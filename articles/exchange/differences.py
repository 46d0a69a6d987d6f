"""What a file says and the archive does not: shown, and taken in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from articles.exchange.tables import (
    TABLES,
    NotReadableError,
    Row,
    Table,
    is_truth,
    key_of,
    tell_all,
)
from articles.log import log_change, tell
from articles.models import Entity, Source

Entry = Source | Entity


@dataclass(slots=True)
class Difference:
    """What a file says of one entry that the archive does not."""

    slug: str
    is_new: bool
    # Column → from what, to what.
    changes: dict[str, list[Any]] = field(default_factory=dict)
    # The name → the same of its columns.
    parts: dict[str, dict[str, list[Any]]] = field(default_factory=dict)


def compare(
    model: type[Source] | type[Entity], rows: Sequence[Row]
) -> list[Difference]:
    """Return what taking the rows in would change, and nothing else."""
    table = TABLES[model]
    known = _find_known(table, rows)
    found = (
        _compare(table, _fill(table, row, known), known.get(row["slug"]))
        for row in rows
    )
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
    known = _find_known(table, rows)
    for given in rows:
        if given["slug"] not in differing:
            continue
        row = _fill(table, given, known)
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


def _find_known(table: Table, rows: Sequence[Row]) -> dict[str, Row]:
    """Return what the archive says of the rows' entries, by their slugs."""
    slugs = [row["slug"] for row in rows]
    stored = table.model._default_manager.filter(slug__in=slugs)
    return {entry["slug"]: entry for entry in tell_all(table, stored)}


def _fill(table: Table, row: Row, known: Mapping[str, Row]) -> Row:
    """Return the row with what it leaves out, as the archive says it."""
    before = known.get(row["slug"], {})
    parts = {key_of(table, part): part for part in before.get(table.parts, ())}
    filled = {name: row.get(name, before.get(name, "")) for name in table.columns}
    if not filled["name"] or not filled["kind"]:
        message = f"“{row['slug']}” is new, and has no name or no kind."
        raise NotReadableError(message)
    return filled | {
        table.parts: [
            {
                name: part.get(
                    name, parts.get(key_of(table, part), {}).get(name, default)
                )
                for name, default in _defaults(table).items()
            }
            for part in row[table.parts]
        ]
    }


def _defaults(table: Table) -> Row:
    return {
        name: name == "is_active" if is_truth(name) else ""
        for name in table.part_columns
    }


def _compare(table: Table, row: Row, known: Row | None) -> Difference:
    before = known or {}
    found = Difference(row["slug"], known is None)
    found.changes = _changes(table.columns, before, row)
    stored = {key_of(table, part): part for part in before.get(table.parts, ())}
    for part in row[table.parts]:
        key = key_of(table, part)
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
