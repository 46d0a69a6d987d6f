"""Pages of a list, found by the sort key and never by counting rows.

A list is tiers, best first, and each is newest first: one tier where only the date
counts. What is added meanwhile moves no place.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Self

from django.db.models import QuerySet
from django.http import QueryDict

from articles.filters import DATE, ArticleFilter
from articles.models import Article
from articles.search import Query, make_tiers
from articles.settle import day_pos
from articles.walk import keys_after, keys_before, walk_page

# `pos` is a 64-bit integer.
LIMIT = 2**63
# "1.30321": the second tier, at that `pos`; the first goes without its number.
PLACE = re.compile(r"(?:(?P<tier>[0-9])\.)?(?P<pos>-?[0-9]{1,19})", re.ASCII)

# A tier's parts, each newer than the next, as `articles.walk` makes them.
Tier = Callable[[], Sequence[QuerySet]]


@dataclass(frozen=True, slots=True)
class Place:
    """An article's in the list."""

    tier: int
    pos: int

    def __str__(self) -> str:
        return f"{self.tier}.{self.pos}" if self.tier else str(self.pos)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        found = PLACE.fullmatch(text)
        if not found or not -LIMIT < int(found["pos"]) < LIMIT - 1:
            return None
        return cls(int(found["tier"] or 0), int(found["pos"]))


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: `?after=` a place, or `?before=` it to go back."""

    place: Place | None = None
    is_backwards: bool = False
    is_valid: bool = True

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        name = "before" if "before" in query else "after"
        if name not in query:
            return cls()
        place = Place.parse(str(query[name]))
        if place is None:
            return cls(is_valid=False)
        return cls(place, is_backwards=name == "before")


@dataclass(frozen=True, slots=True)
class Page:
    articles: list[Article]
    newer: Place | None  # what `before` must be for the page of newer or better ones
    older: Place | None  # what `after` must be for the page of older or lesser ones


def jump(query: QueryDict) -> str:
    """Return the address of the list from the day `jump` back, newest first.

    What is no day becomes a place that does not exist, and the list says so.
    """
    query = query.copy()
    (typed,) = query.pop("jump")[-1:]
    query.pop("before", None)
    try:
        query["after"] = str(day_pos(date.fromisoformat(typed).toordinal() + 1))
    except ValueError:
        query["after"] = typed
    if query.get("q"):
        query["sort"] = DATE
    return f"?{query.urlencode()}"


def make_page(articles: ArticleFilter, cursor: Cursor, size: int) -> Page:
    """Return the page of the list that `cursor` points at."""
    queries: Sequence[Query | None] = [None]
    if articles.query and articles.is_best_first:
        queries = make_tiers(articles.query)
    tiers = [partial(walk_page, articles, query) for query in queries]
    return cut_page(tiers, articles.queryset, cursor, size)


def cut_page(
    tiers: Sequence[Tier], articles: QuerySet, cursor: Cursor, size: int
) -> Page:
    """Return a page of the list made of `tiers`, with rows of `articles`."""
    tiers = [cache(tier) for tier in tiers]
    if cursor.place and cursor.place.tier >= len(tiers):
        cursor = Cursor()  # it was for other words
    has_newer, found = cursor.place is not None, None
    if cursor.is_backwards and cursor.place is not None:
        before = _before(tiers, cursor.place, size + 1)
        has_newer = len(before) > size
        if has_newer:
            found = [*reversed(before[:size]), *_after(tiers, before[0], 1)]
        else:
            # Fewer come before than a page holds: then it starts at the list's
            # beginning and is full.
            cursor = Cursor()
    if found is None:
        found = _after(tiers, cursor.place, size + 1)
    shown = found[:size]
    rows = {row.pos: row for row in articles.filter(pos__in=[at.pos for at in shown])}
    return Page(
        [rows[at.pos] for at in shown if at.pos in rows],
        newer=shown[0] if shown and has_newer else None,
        older=shown[-1] if len(found) > size else None,
    )


def _after(tiers: Sequence[Tier], start: Place | None, size: int) -> list[Place]:
    """Return the places of the next articles, in the list's order."""
    found: list[Place] = []
    for number, tier in enumerate(tiers):
        if len(found) == size or (start and number < start.tier):
            continue
        pos = start.pos if start and number == start.tier else None
        keys = keys_after(tier(), pos, size - len(found))
        found += [Place(number, key) for key in keys]
    return found


def _before(tiers: Sequence[Tier], end: Place, size: int) -> list[Place]:
    """Return the places of the articles before, the nearest first."""
    found: list[Place] = []
    for number, tier in reversed(list(enumerate(tiers))):
        if len(found) == size or number > end.tier:
            continue
        pos = end.pos if number == end.tier else None
        keys = keys_before(tier(), pos, size - len(found))
        found += [Place(number, key) for key in keys]
    return found
