"""Who and what an article names, and in which words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articles.models import Entity, Mention


@dataclass(frozen=True, slots=True)
class Named:
    entity: Entity
    count: int
    surfaces: list[tuple[str, int]]  # most frequent first


def names_in(mentions: Iterable[Mention]) -> list[Named]:
    """Return the entities mentioned, the most mentioned first.

    Mentions come with their entities.
    """
    entities: dict[int, Entity] = {}
    surfaces: dict[int, Counter[str]] = {}
    for mention in mentions:
        entities[mention.entity_id] = mention.entity
        surfaces.setdefault(mention.entity_id, Counter())[mention.surface] += 1
    named = [
        Named(entities[key], words.total(), words.most_common())
        for key, words in surfaces.items()
    ]
    return sorted(named, key=lambda name: (-name.count, name.entity.name))


@dataclass(frozen=True, slots=True)
class Row:
    """How often one outlet writes each surface form."""

    slug: str  # empty for articles of no known outlet
    name: str
    counts: list[int]
    total: int


@dataclass(frozen=True, slots=True)
class NameTable:
    surfaces: list[str]  # most frequent first
    rows: list[Row]
    totals: list[int]


def name_table(counts: Iterable[dict[str, Any]]) -> NameTable:
    """Return outlets by surface forms, from `MentionQuerySet.by_outlet`."""
    words: Counter[str] = Counter()
    outlets: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    for row in counts:
        slug = row["article__outlet__slug"] or ""
        names[slug] = row["article__outlet__name"] or ""
        outlets.setdefault(slug, Counter())[row["surface"]] += row["count"]
        words[row["surface"]] += row["count"]
    surfaces = sorted(words, key=lambda surface: (-words[surface], surface))
    rows = [
        Row(slug, names[slug], [by[surface] for surface in surfaces], by.total())
        for slug, by in outlets.items()
    ]
    rows.sort(key=lambda row: (-row.total, row.name))
    return NameTable(surfaces, rows, [words[surface] for surface in surfaces])
