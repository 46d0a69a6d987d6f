"""How an event's articles grew in number, day by day: before, during and after it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from articles.models import Event
from articles.models.event_tally import NEAR

# Days shown before and after the event's own, where there are articles: fewer than
# are told apart.
MARGIN = NEAR.days - 1
# What would be longer is not drawn.
MOST_DAYS = 120

PARTS = ("before", "during", "after")


class Counted(Protocol):
    """Articles that can be from these days, as `articles.coverage` counts them."""

    @property
    def earliest(self) -> date | None: ...

    @property
    def latest(self) -> date | None: ...

    @property
    def count(self) -> int: ...


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


def make_timeline(event: Event, counts: Iterable[Counted]) -> Timeline | None:
    """Return how the counts add up; None: too long."""
    by: Counter[date] = Counter()
    parts: Counter[str] = Counter()
    for row in counts:
        bounds = (row.earliest, row.latest)
        ends = {_part(event, day) if day else "rest" for day in bounds}
        parts[ends.pop() if len(ends) == 1 else "rest"] += row.count
        if row.latest:
            by[row.latest] += row.count
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
