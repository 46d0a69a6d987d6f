"""What an article leads to: others on its events, and passages in other texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from articles.models import Article
from articles.neighbours import find_neighbours
from articles.overlaps import Overlap
from articles.reading import Shared

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


def mark_shared(overlaps: Iterable[Overlap]) -> list[Shared]:
    """Return the stretches of an article that others print too.

    Where passages overlap they are cut, so that a stretch begins with each of them.
    """
    spans = [
        passage.places[0].span for overlap in overlaps for passage in overlap.passages
    ]
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    covered = [
        (start, end)
        for start, end in pairwise(edges)
        if any(span.start <= start < span.end for span in spans)
    ]
    starts = {start for start, _ in covered}
    return [Shared(start, end, is_last=end not in starts) for start, end in covered]
