"""How many articles are from which days, as the tallies of days tell.

They tell it where nothing but outlets and days is chosen, or these and one event.
"""

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, F, Q, QuerySet, Sum, When

from articles.filters import CERTAIN, NONE, UNKNOWN, Chosen
from articles.models import CoverageTally, DateTally, Tally

Kind = Tally.Facet
Grain = DateTally.Grain
# What a tally of every outlet's articles is of, by the certainty of their dates.
BY_OUTLET = {"": Kind.OUTLET, CERTAIN: Kind.CERTAIN, NONE: Kind.UNDATED}
# All that these tallies know of, besides one event.
TALLIED = {"outlet", "published_after", "published_before", "dated"}
# If articles are certainly from more days than this, they are told apart by months.
MOST_DAYS = 92
# Before and after all days, in numbers; 0 stands for none.
FIRST, LAST = 1, 99_999_999

Outlets = dict[Kind, dict[int, int]]


@dataclass(frozen=True, slots=True)
class DayCount:
    """Articles that can be from these days, both None where they are undated."""

    first: date | None
    last: date | None
    count: int
    about_count: int = 0  # how many of them are only about from then


@dataclass(frozen=True, slots=True)
class Days:
    """The articles of a list by the days they can be from."""

    counts: list[DayCount]
    unknown_count: int = 0  # how many of them are of no known outlet
    capped_at: int = 0  # counted in so many of the articles, if not in all
    is_by_month: bool = False  # of what is within a month, no more is said


@dataclass(frozen=True, slots=True)
class Span:
    """The chosen days, as numbers."""

    first: int
    last: int
    is_whole: bool  # no days are chosen

    @classmethod
    def of(cls, chosen: Chosen) -> "Span":
        first, last = chosen.get("published_after"), chosen.get("published_before")
        return cls(
            _number(first) if first else FIRST,
            _number(last) if last else LAST,
            is_whole=not (first or last),
        )

    @property
    def overlaps(self) -> Q:
        return Q(latest__gte=self.first, earliest__lte=self.last)

    @property
    def is_certain(self) -> Q:
        """Whether articles are from these days beyond doubt; else, from one day."""
        if self.is_whole:
            return Q(is_about=0, earliest=F("latest"), earliest__gt=0)
        return Q(is_about=0, earliest__gte=self.first, latest__lte=self.last)


def knows(chosen: Chosen) -> bool:
    """Whether the tallies tell all that is asked of these articles."""
    if chosen.keys() <= TALLIED:
        return True
    return chosen.keys() <= {*TALLIED, "event"} and len(chosen["event"]) == 1


def count_outlets(chosen: Chosen) -> Outlets:
    """Return each outlet's articles from the chosen days, whatever else is chosen.

    All, those of certain dates and the undated.
    """
    span = Span.of(chosen)
    if "event" in chosen:
        rows = CoverageTally.objects.filter(event=chosen["event"][0].pk)
        if not span.is_whole:
            rows = rows.filter(span.overlaps)
        return _add(_by_outlet(rows, span.is_certain))
    if span.is_whole:
        return _load_whole()
    return _add(_within(span))


def _load_whole() -> Outlets:
    outlets: Outlets = {kind: {} for kind in BY_OUTLET.values()}
    tallies = Tally.objects.filter(facet__in=outlets, period=0, count__gt=0)
    for kind, value, n in tallies.values_list("facet", "value", "count"):
        outlets[Kind(kind)][value] = n
    return outlets


def _within(span: Span) -> QuerySet:
    """Count whole months, the days of those in which the span begins and ends."""
    known = Tally.objects.filter(facet=Kind.OUTLET, period=0, count__gt=0)
    # One by one, as the index has them.
    rows = DateTally.objects.filter(outlet__in=known.values("value"))
    first, last = span.first // 100, span.last // 100
    ends = Q(earliest__range=(first * 100, first * 100 + 99))
    ends |= Q(earliest__range=(last * 100, last * 100 + 99))
    months = rows.filter(grain=Grain.MONTH, earliest__gt=first, earliest__lt=last)
    days = rows.filter(ends, span.overlaps, grain=Grain.DAYS)
    wide = rows.filter(span.overlaps, grain=Grain.WIDE)
    return _by_outlet(months, Q(is_about=0)).union(
        _by_outlet(days, span.is_certain), _by_outlet(wide, span.is_certain), all=True
    )


def _by_outlet(rows: QuerySet, is_certain: Q) -> QuerySet:
    counted: QuerySet = rows.values_list("outlet").annotate(
        n=Sum("count"),
        certain=Sum("count", filter=is_certain, default=0),
        undated=Sum("count", filter=Q(latest=0), default=0),
    )
    return counted


def _add(rows: QuerySet) -> Outlets:
    kinds = (Kind.OUTLET, Kind.CERTAIN, Kind.UNDATED)
    counts: dict[Kind, Counter[int]] = {kind: Counter() for kind in kinds}
    for outlet, *sums in rows:
        for kind, n in zip(kinds, sums, strict=True):
            counts[kind][outlet] += n
    return {kind: dict(+counter) for kind, counter in counts.items()}


def count_days(chosen: Chosen) -> Days:
    """Return the chosen articles by their days, or by months where there are many."""
    rows = _find_rows(chosen)
    days = rows.filter(earliest=F("latest"), earliest__gt=0).values("earliest")
    are_many = Exists(days.distinct()[MOST_DAYS : MOST_DAYS + 1])
    rows = rows.alias(begins=F("earliest") / 100, ends=F("latest") / 100)
    is_month = Q(are_many) & Q(begins=F("ends"))
    # Beside all outlets together, the unknown one.
    is_every = not chosen.keys() & {"event", "outlet"}
    is_counted = Q(outlet=DateTally.EVERY) if is_every else Q(outlet__gte=0)
    counted = (
        rows.annotate(
            first=Case(When(is_month, then=F("begins") * 100), default=F("earliest")),
            last=Case(When(is_month, then=F("ends") * 100), default=F("latest")),
        )
        .values_list("first", "last")
        .annotate(
            n=Sum("count", filter=is_counted),
            about=Sum("count", filter=is_counted & Q(is_about=1), default=0),
            unknown=Sum("count", filter=Q(outlet=0), default=0),
        )
    )
    is_by_month, unknown_count, counts = False, 0, []
    for first, last, n, about, unknown in counted.order_by():
        is_by_month |= first > 0 and first % 100 == 0
        unknown_count += unknown
        counts.append(DayCount(_first(first), _last(last), n, about))
    return Days(counts, unknown_count, is_by_month=is_by_month)


def _find_rows(chosen: Chosen) -> QuerySet:
    """Return the tallies of the chosen articles, by outlet or for all outlets."""
    outlets = [0 if each == UNKNOWN else each.pk for each in chosen.get("outlet", ())]
    rows: QuerySet
    if "event" in chosen:
        rows = CoverageTally.objects.filter(event=chosen["event"][0].pk)
    else:
        rows = DateTally.objects.filter(grain__in=(Grain.DAYS, Grain.WIDE))
        outlets = outlets or [DateTally.EVERY, 0]
    if outlets:
        rows = rows.filter(outlet__in=outlets)
    span, dated = Span.of(chosen), chosen.get("dated", "")
    if not span.is_whole:
        rows = rows.filter(span.overlaps)
    if dated == CERTAIN:
        rows = rows.filter(span.is_certain)
    elif dated == NONE:
        rows = rows.filter(latest=0)
    return rows.filter(count__gt=0)


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _first(number: int) -> date | None:
    """Return the day of a number, or the first of a month (20240500); none of 0."""
    if not number:
        return None
    year, rest = divmod(number, 10_000)
    month, day = divmod(rest, 100)
    return date(year, month, day or 1)


def _last(number: int) -> date | None:
    """Return the day of a number, or the last of a month; none of 0."""
    first = _first(number)
    if first and number % 100 == 0:
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first
