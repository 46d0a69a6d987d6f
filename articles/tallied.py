"""How many articles there are of each value, as the tallies of the archive tell.

They tell it where only days are chosen, with outlets or one event, and of all there is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.dated import (
    BY_OUTLET,
    Days,
    Kind,
    Outlets,
    Span,
    count_days,
    count_outlets,
    knows,
)
from articles.filters import UNKNOWN, ArticleFilter, Chosen
from articles.leads import find_size
from articles.models import Tally

LISTED = (Kind.ENTITY, Kind.EVENT, Kind.AGENCY)


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
    days: Days | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of a facet is asked for."""

    most: int  # values with the most articles, and all that tie with the last
    values: Sequence[int]  # values counted in any case


def take_tallies(
    articles: ArticleFilter, groups: Sequence[Group], wanted: Mapping[Kind, Wanted]
) -> None:
    """Fill in what tallies tell of the groups."""
    # Those that ignore different parameters may still be of the same days.
    outlets: dict[tuple[bool, Span], Outlets] = {}
    for group in groups:
        if knows(group.chosen):
            _take_days(group)
            if group.total is None or group.kinds:
                key = ("event" in group.chosen, Span.of(group.chosen))
                if key not in outlets:
                    outlets[key] = count_outlets(group.chosen)
                _take_outlets(group, outlets[key])
        elif group.total is None:
            group.total = find_size(articles, group.chosen)
        if not group.chosen:
            kinds = [kind for kind in group.kinds if kind in LISTED]
            group.counts.update(_most({kind: wanted[kind] for kind in kinds}))


def _take_days(group: Group) -> None:
    if group.has_days:
        group.days = count_days(group.chosen)
        group.total = sum(days.count for days in group.days.counts)


def _take_outlets(group: Group, outlets: Outlets) -> None:
    chosen = group.chosen
    found = outlets[BY_OUTLET[chosen.get("dated", "")]]
    group.total = _sum(found, chosen)
    if Kind.OUTLET in group.kinds:
        group.counts[Kind.OUTLET] = found
    for kind in (Kind.UNDATED, Kind.CERTAIN):
        if kind in group.kinds:
            group.counts[kind] = {0: _sum(outlets[kind], chosen)}


def _sum(outlets: Mapping[int, int], chosen: Chosen) -> int:
    if "outlet" not in chosen:
        return sum(outlets.values())
    keys = {0 if each == UNKNOWN else each.pk for each in chosen["outlet"]}
    return sum(outlets.get(key, 0) for key in keys)


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
