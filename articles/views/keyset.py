"""Pages of a list newest first, found by the sort key and never by counting rows."""

from dataclasses import dataclass
from typing import Self

from django.http import QueryDict

from articles.models import Article
from articles.models.article import ArticleQuerySet

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


def make_page(articles: ArticleQuerySet, cursor: Cursor, size: int) -> Page:
    """Return the page of `articles` that `cursor` points at."""
    rows = articles.newest_first()
    has_newer = cursor.pos is not None
    if cursor.is_backwards:
        newer = articles.filter(pos__gt=cursor.pos).order_by("pos")
        # The page's first article, and the one before it.
        edge = list(newer.values_list("pos", flat=True)[size - 1 : size + 1])
        has_newer = len(edge) == 2
        # Fewer are newer than a page holds: then it starts at the newest and is full.
        rows = rows.filter(pos__lte=edge[0]) if has_newer else rows
    elif cursor.pos is not None:
        rows = rows.filter(pos__lt=cursor.pos)
    found = list(rows[: size + 1])
    shown = found[:size]
    return Page(
        shown,
        newer=shown[0].pos if shown and has_newer else None,
        older=shown[-1].pos if len(found) > size else None,
    )
