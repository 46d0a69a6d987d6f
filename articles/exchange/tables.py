"""What of sources and entities is exchanged."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from articles.models import Alias, Entity, Source, SourceName

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
        (
            "slug",
            "kind",
            "name",
            "indonesian_name",
            "wikidata_id",
            "description",
            "indonesian_description",
        ),
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


def tell_all(table: Table, entries: models.QuerySet) -> Iterator[Row]:
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


def key_of(table: Table, part: Row) -> tuple[str, ...]:
    return tuple(part[name] for name in table.key)


def is_truth(column: str) -> bool:
    return column.startswith(("is_", "needs_"))
