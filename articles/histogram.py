"""When a list's articles are from: bars by day, month or year.

An article of which only the month is known stands in no day. Long times without
articles are one break, so that what lies far apart doesn't flatten what lies close.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from articles.counts import find_days
from articles.dated import MOST_DAYS, DayCount, Days
from articles.epoch import remember
from articles.filters import CERTAIN, NONE, UNKNOWN, ArticleFilter, Chosen
from articles.listings import COARSE_DAYS

# What is longer than this without an article, in days, months or years, is a break.
LONGEST_GAP = 14
# More bars than this, and they are of months, or else of years.
MOST_BARS = MOST_DAYS

Unit = Literal["day", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class Bar:
    first: date
    last: date
    count: int
    about_count: int  # how many of them are only about from there
    query: str  # the list's parameters that show its articles


@dataclass(frozen=True, slots=True)
class Histogram:
    unit: Unit
    stretches: list[list[Bar]]  # in order, between the breaks; empty bars among them
    undated_count: int
    undated_query: str
    unknown_count: int  # of no known outlet
    unknown_query: str
    inexact_count: int  # not known as exactly as a bar
    capped_at: int  # drawn of so many of the articles, if not of all

    @property
    def bars(self) -> list[Bar]:
        return [bar for stretch in self.stretches for bar in stretch if bar.count]


def find_histogram(articles: ArticleFilter) -> Histogram:
    """Return the histogram of a list, made once while the archive stays as it is."""
    # Its bars lead to the list's other parameters, whatever these are.
    name = ("histogram", articles.name, _query(articles))
    return remember(
        articles.epoch, name, lambda: make_histogram(articles, find_days(articles))
    )


def make_histogram(articles: ArticleFilter, days: Days) -> Histogram:
    """Return the histogram of `days`, with bars that lead to their articles."""
    dated = [count for count in days.counts if count.first and count.last]
    undated = sum(count.count for count in days.counts if not count.last)
    units = UNITS[1:] if days.is_by_month else UNITS
    unit, found, about = _count_bars(articles.chosen, dated, units)
    drawn = [
        [_bar(articles, unit, key, found[key], about[key]) for key in stretch]
        for stretch in _stretches(found)
    ]
    return Histogram(
        unit,
        drawn,
        undated_count=undated,
        undated_query=_query(articles, dated=NONE),
        unknown_count=days.unknown_count,
        unknown_query=_query(articles, outlet=UNKNOWN, **_days(articles)),
        inexact_count=sum(count.count for count in dated) - found.total(),
        capped_at=days.capped_at,
    )


def _count_bars(
    chosen: Chosen, counts: list[DayCount], units: Sequence[Unit]
) -> tuple[Unit, Counter[int], Counter[int]]:
    """Return the finest unit of which there aren't too many, and what is in each."""
    for unit in units:
        found: Counter[int] = Counter()
        about: Counter[int] = Counter()
        for count in counts:
            key = _place(chosen, unit, count)
            if key is not None:
                found[key] += count.count
                about[key] += _count_about(unit, count)
        # A break takes the room of a bar.
        if sum(len(stretch) + 1 for stretch in _stretches(found)) <= MOST_BARS:
            break
    return unit, found, about


def _place(chosen: Chosen, unit: Unit, count: DayCount) -> int | None:
    """Return the number of the day, month or year, if it is known that exactly."""
    if count.first is None or count.last is None:
        return None
    span = count.last - count.first
    if span <= timedelta(days=COARSE_DAYS):
        # The middle day; of two, the later; of those that are chosen, the nearest.
        middle = count.first + (span + timedelta(days=1)) // 2
        middle = max(middle, chosen.get("published_after", middle))
        return _number(unit, min(middle, chosen.get("published_before", middle)))
    first, last = _number(unit, count.first), _number(unit, count.last)
    return first if first == last else None


def _count_about(unit: Unit, count: DayCount) -> int:
    """Return how many may be from another day; months and years are shown as such."""
    if unit != "day":
        return 0
    return count.about_count if count.first == count.last else count.count


def _number(unit: Unit, day: date) -> int:
    if unit == "day":
        return day.toordinal()
    return day.year * 12 + day.month - 1 if unit == "month" else day.year


def _stretches(found: Iterable[int]) -> list[range]:
    """Return what lies between the breaks, empty bars included."""
    keys = sorted(found)
    if not keys:
        return []
    ends = [(a, b) for a, b in pairwise(keys) if b - a > LONGEST_GAP + 1]
    starts = [keys[0], *(b for _, b in ends)]
    lasts = [*(a for a, _ in ends), keys[-1]]
    return [range(a, b + 1) for a, b in zip(starts, lasts, strict=True)]


def _bar(
    articles: ArticleFilter, unit: Unit, key: int, count: int, about_count: int
) -> Bar:
    first, last = _first(unit, key), _first(unit, key + 1) - timedelta(days=1)
    chosen = articles.chosen
    after, before = chosen.get("published_after"), chosen.get("published_before")
    asked = {
        "published_after": max(first, after or first).isoformat(),
        "published_before": min(last, before or last).isoformat(),
    }
    if chosen.get("dated") == CERTAIN or (unit == "day" and not about_count):
        asked["dated"] = CERTAIN
    return Bar(first, last, count, about_count, _query(articles, **asked))


def _first(unit: Unit, key: int) -> date:
    if unit == "day":
        return date.fromordinal(key)
    return date(key // 12, key % 12 + 1, 1) if unit == "month" else date(key, 1, 1)


def _query(articles: ArticleFilter, **asked: str) -> str:
    """Return the list's own parameters, but for days, with what is asked further."""
    query = articles.data.copy()
    for name in ("after", "before", "published_after", "published_before", "dated"):
        query.pop(name, None)
    for name, value in asked.items():
        query[name] = value
    return str(query.urlencode())


def _days(articles: ArticleFilter) -> dict[str, str]:
    """Return the parameters of the list that have to do with days."""
    names = ("published_after", "published_before", "dated")
    return {name: articles.data[name] for name in names if articles.data.get(name)}
