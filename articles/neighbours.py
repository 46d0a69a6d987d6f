"""The articles that come just before and after one, of those on the same events."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models.expressions import RawSQL

from articles.models import Article, Listing

# The beginning of the list of one event's articles, from a place in time.
_PART = """
    SELECT pos FROM (
        SELECT pos FROM articles_listing
        WHERE facet = %s AND value = %s AND pos {later} %s
        ORDER BY pos {order} LIMIT %s
    ) AS part{number}
"""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Both with the nearest first."""

    newer: list[Article]
    older: list[Article]


def find_neighbours(article: Article, events: Iterable[int], most: int) -> Neighbours:
    """Return at most so many articles on each side, by the ids of their events.

    However many articles an event has, only its nearest are looked at.
    """
    near = Article.objects.in_brief().filter(pos__in=_keys(article, events, most))
    newest_first = list(near.order_by("-pos"))
    newer = [each for each in reversed(newest_first) if each.pos > article.pos]
    older = [each for each in newest_first if each.pos < article.pos]
    return Neighbours(newer[:most], older[:most])


def _keys(article: Article, events: Iterable[int], most: int) -> RawSQL | list[int]:
    parts: list[str] = []
    params: list[int] = []
    for event in events:
        for later, order in ((">", "ASC"), ("<", "DESC")):
            parts.append(_PART.format(later=later, order=order, number=len(parts)))
            params += [Listing.Facet.EVENT, event, article.pos, most]
    return RawSQL(" UNION ALL ".join(parts), params) if parts else []  # noqa: S611
