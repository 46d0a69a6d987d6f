"""How an event's articles grew in number, day by day: before, during and after it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from articles.models import Event

# Days shown before and after the event's own, where there are articles.
MARGIN = 14
# What would be longer is not drawn.
MOST_DAYS = 120

PARTS = ("before", "during", "after")


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    part: str
    total: int  # articles published by then at the latest


@dataclass(frozen=True, slots=True)
class Timeline:
    days: list[Day]
    counts: dict[str, int]  # by part: articles certainly from it
    rest: int  # from no part for certain, the undated among them

    @property
    def most(self) -> int:
        return self.days[-1].total


def make_timeline(event: Event, counts: Iterable[dict[str, Any]]) -> Timeline | None:
    """Return how `CoverageQuerySet.by_outlet_and_day` adds up; None: too long."""
    by: Counter[date] = Counter()
    parts: Counter[str] = Counter()
    for row in counts:
        first, last = (
            row["article__published_earliest"],
            row["article__published_latest"],
        )
        ends = {_part(event, day) if day else "rest" for day in (first, last)}
        parts[ends.pop() if len(ends) == 1 else "rest"] += row["count"]
        if last:
            by[last] += row["count"]
    shown = _shown(event, by)
    if not by or len(shown) > MOST_DAYS:
        return None
    days = [
        Day(day, _part(event, day), sum(n for last, n in by.items() if last <= day))
        for day in shown
    ]
    return Timeline(days, {part: parts[part] for part in PARTS}, parts["rest"])


def _shown(event: Event, by: Iterable[date]) -> list[date]:
    margin = timedelta(days=MARGIN)
    near = [d for d in by if event.starts_on - margin <= d <= event.ends_on + margin]
    first = min([event.starts_on, *near])
    last = max([event.ends_on, *near])
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _part(event: Event, day: date) -> str:
    if day < event.starts_on:
        return "before"
    return "after" if day > event.ends_on else "during"
