"""What an article leads to: others on its events."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Article
from articles.neighbours import find_neighbours

# Articles on the same events that are looked at, on each side in time.
NEIGHBOURS = 12
# Those in other outlets that are shown, on each side.
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Beside:
    """Other articles on the events that one covers."""

    next: Article | None
    previous: Article | None
    later: list[Article]  # in other outlets, the newest first
    earlier: list[Article]


def find_beside(article: Article, events: Iterable[int]) -> Beside:
    """Return what is near in time on the same events, in other outlets above all."""
    near = find_neighbours(article, events, NEIGHBOURS)
    return Beside(
        near.newer[0] if near.newer else None,
        near.older[0] if near.older else None,
        list(reversed(_elsewhere(article, near.newer))),
        _elsewhere(article, near.older),
    )


def _elsewhere(article: Article, others: Iterable[Article]) -> list[Article]:
    """Return those of another outlet; where none is known, it may be another."""
    found = [
        other
        for other in others
        if other.outlet_id is None or other.outlet_id != article.outlet_id
    ]
    return found[:SHOWN]
