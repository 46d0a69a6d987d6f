"""Pages of a list newest first, found by the sort key and never by counting rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import QuerySet
from django.http import QueryDict

from articles.filters import ArticleFilter
from articles.models import Article
from articles.walk import keys_after, walk_page

# `pos` is a 64-bit integer.
LIMIT = 2**63


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: `?after=` an article, or `?before=` it to go back."""

    pos: int | None = None
    is_backwards: bool = False
    is_valid: bool = True

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        name = "before" if "before" in query else "after"
        if name not in query:
            return cls()
        value = str(query[name])
        digits = value.removeprefix("-")
        is_number = digits.isascii() and digits.isdecimal() and len(digits) < 20
        if not is_number or not -LIMIT <= int(value) < LIMIT:
            return cls(is_valid=False)
        return cls(int(value), is_backwards=name == "before")


@dataclass(frozen=True, slots=True)
class Page:
    articles: list[Article]
    newer: int | None  # what `before` must be for the page of newer ones
    older: int | None  # what `after` must be for the page of older ones


def make_page(articles: ArticleFilter, cursor: Cursor, size: int) -> Page:
    """Return the page of the list that `cursor` points at."""
    return cut_page(walk_page(articles), articles.queryset, cursor, size)


def cut_page(
    parts: Sequence[QuerySet], articles: QuerySet, cursor: Cursor, size: int
) -> Page:
    """Return a page of `parts`, made as by `articles.walk`, with rows of `articles`."""
    has_newer, start = cursor.pos is not None, cursor.pos
    if cursor.is_backwards and cursor.pos is not None:
        # The page's first article, and the one before it.
        edge = _before(parts, cursor.pos, size + 1)[size - 1 :]
        has_newer = len(edge) == 2
        # Fewer are newer than a page holds: then it starts at the newest and is full.
        start = edge[0] + 1 if has_newer else None
    found = keys_after(parts, start, size + 1)
    shown = found[:size]
    rows = articles.filter(pos__in=shown).order_by("-pos")
    return Page(
        list(rows),
        newer=shown[0] if shown and has_newer else None,
        older=shown[-1] if len(found) > size else None,
    )


def _before(parts: Sequence[QuerySet], pos: int, size: int) -> list[int]:
    """Return the keys of the articles before, the nearest first."""
    found: list[int] = []
    for part in reversed(parts):
        newer = part.filter(walk__gt=pos).reverse()
        if len(found) < size:
            found += newer.values_list("walk", flat=True)[: size - len(found)]
    return found
