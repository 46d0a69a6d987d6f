"""How many articles there are of each value, as the tallies of the archive tell.

They tell it where nothing but outlet and days is chosen, and of all that there is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, F, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from articles.filters import CERTAIN, NONE, UNKNOWN, ArticleFilter
from articles.models import Tally
from articles.walk import Chosen, find_size

Kind = Tally.Facet
LISTED = (Kind.ENTITY, Kind.EVENT, Kind.AGENCY)
# What a tally of every outlet's articles is of, by the certainty of their dates.
BY_OUTLET = {"": Kind.OUTLET, CERTAIN: Kind.CERTAIN, NONE: Kind.UNDATED}
# All that these tallies know of.
TALLIED = {"outlet", "published_after", "published_before", "dated"}

Outlets = dict[Kind, dict[int, int]]


@dataclass(frozen=True, slots=True)
class DayCount:
    """Articles that can be from these days, both None where they are undated."""

    first: date | None
    last: date | None
    count: int
    about_count: int = 0  # how many of them are only about from then
    unknown_count: int = 0  # how many of them are of no known outlet


@dataclass(slots=True)
class Group:
    """Facets that are counted among the same articles, and what was counted."""

    chosen: Chosen  # the parameters that leave these articles
    kinds: list[Kind] = field(default_factory=list)
    counts: dict[Kind, dict[int, int]] = field(default_factory=dict)  # by value's id
    total: int | None = None
    is_total_capped: bool = False
    # What was counted in some of them only, and in how many.
    capped: dict[Kind, int] = field(default_factory=dict)
    # Whether they are counted by their days too; None where they were not found.
    has_days: bool = False
    days: list[DayCount] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of a facet is asked for."""

    most: int  # values with the most articles, and all that tie with the last
    values: Sequence[int]  # values counted in any case


def take_tallies(
    articles: ArticleFilter, groups: Sequence[Group], wanted: Mapping[Kind, Wanted]
) -> None:
    """Fill in what tallies tell of the groups."""
    if any(group.chosen.keys() <= TALLIED for group in groups):
        outlets = _load_outlets()
        for group in groups:
            if group.chosen.keys() <= TALLIED:
                _take_outlets(group, outlets)
    for group in groups:
        if not group.chosen:
            kinds = [kind for kind in group.kinds if kind in LISTED]
            group.counts.update(_most({kind: wanted[kind] for kind in kinds}))
        elif group.total is None:
            group.total = find_size(articles, group.chosen)


def _load_outlets() -> Outlets:
    """Return each outlet's articles, undated ones, and those of a certain day."""
    outlets: Outlets = {kind: {} for kind in BY_OUTLET.values()}
    tallies = Tally.objects.filter(facet__in=outlets, period=0, count__gt=0)
    for kind, value, n in tallies.values_list("facet", "value", "count"):
        outlets[Kind(kind)][value] = n
    return outlets


def _take_outlets(group: Group, outlets: Outlets) -> None:
    chosen = group.chosen
    first, last = chosen.get("published_after"), chosen.get("published_before")
    dated = chosen.get("dated", "")
    found = _by_outlet(outlets, first, last, dated)
    if found is None:
        return
    group.total = _sum(found, chosen)
    if Kind.OUTLET in group.kinds:
        group.counts[Kind.OUTLET] = {key: n for key, n in found.items() if n}
    for kind, dated in ((Kind.UNDATED, NONE), (Kind.CERTAIN, CERTAIN)):
        if kind in group.kinds:
            by_outlet = _by_outlet(outlets, first, last, dated)
            if by_outlet is not None:
                group.counts[kind] = {0: _sum(by_outlet, chosen)}


def _sum(outlets: Mapping[int, int], chosen: Chosen) -> int:
    if "outlet" not in chosen:
        return sum(outlets.values())
    keys = {0 if each == UNKNOWN else each.pk for each in chosen["outlet"]}
    return sum(outlets.get(key, 0) for key in keys)


def _by_outlet(
    outlets: Outlets, first: date | None, last: date | None, dated: str
) -> dict[int, int] | None:
    """Return all outlets' articles of these days, or None if no tally tells."""
    if not (first or last):
        return outlets[BY_OUTLET[dated]]
    if dated:
        return {} if dated == NONE else None
    # An article's days overlap with a span unless they end before it or begin after
    # it, and no article does both.
    outside = Q(facet=Kind.UNDATED, period=0)
    if first:
        outside |= _days(Kind.LATEST, "lt", first)
    if last:
        outside |= _days(Kind.EARLIEST, "gt", last)
    all_of_them = Q(facet=Kind.OUTLET, period=0)
    signed = Case(When(all_of_them, then=F("count")), default=-F("count"))
    tallies = Tally.objects.filter(all_of_them | outside)
    return dict(tallies.values_list("value").annotate(n=Sum(signed)))


def _days(kind: Kind, before_or_after: str, day: date) -> Q:
    """The tallies before or after a day: of whole months, and of its month's days."""
    month = day.year * 100 + day.month
    of_month = Q(period__gt=month * 100, period__lte=month * 100 + 31)
    beyond = Q(**{f"period__{before_or_after}": month * 100 + day.day})
    # Months have six digits, days have eight.
    months = Q(**{f"period__{before_or_after}": month}) & Q(period__lt=1_000_000)
    return Q(facet=kind) & (months | (of_month & beyond))


def _most(wanted: Mapping[Kind, Wanted]) -> dict[Kind, dict[int, int]]:
    """Return the highest counts of the whole archive, and those of chosen values."""
    parts = [_highest(kind, facet) for kind, facet in wanted.items()]
    if not parts:
        return {}
    counts: dict[Kind, dict[int, int]] = {kind: {} for kind in wanted}
    first, *others = parts
    for kind, value, n in first.union(*others):
        counts[Kind(kind)][value] = n
    return counts


def _highest(kind: Kind, wanted: Wanted) -> QuerySet:
    tallies = Tally.objects.filter(facet=kind, period=0, count__gt=0)
    ranked = tallies.order_by("-count").values("count")
    last = Coalesce(Subquery(ranked[wanted.most - 1 : wanted.most]), 1)
    highest = tallies.filter(Q(count__gte=last) | Q(value__in=wanted.values))
    return highest.values_list("facet", "value", "count")
