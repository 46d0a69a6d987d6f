"""How many articles there are of each value of a facet, of any list.

Where nothing but outlet and days is chosen, tallies of the whole archive tell. Else
the articles are found first, up to a cap, and these are counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from articles.connection import find_connection
from articles.filters import CERTAIN, NONE, UNKNOWN, ArticleFilter
from articles.models import Tally
from articles.models.article import certainly_within
from articles.walk import Chosen, is_partial, select, walk_all

# More articles than this are not counted one by one.
CAP = 10_000
# Of so many, what hangs on each is looked up in so many only.
SAMPLE = 2_500

Kind = Tally.Facet
LISTED = (Kind.ENTITY, Kind.EVENT, Kind.AGENCY)
# What a tally of every outlet's articles is of, by the certainty of their dates.
BY_OUTLET = {"": Kind.OUTLET, CERTAIN: Kind.CERTAIN, NONE: Kind.UNDATED}
# All that these tallies know of.
TALLIED = {"outlet", "published_after", "published_before", "dated"}

Outlets = dict[Kind, dict[int, int]]


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


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of a facet is asked for."""

    most: int  # values with the most articles, and all that tie with the last
    values: Sequence[int]  # values counted in any case


def count_groups(
    articles: ArticleFilter, groups: Sequence[Group], wanted: Mapping[Kind, Wanted]
) -> None:
    """Fill in the counts: from tallies, or else all in one query."""
    if any(group.chosen.keys() <= TALLIED for group in groups):
        outlets = _load_outlets()
        for group in groups:
            if group.chosen.keys() <= TALLIED:
                _take_tallies(group, outlets)
    for group in groups:
        if not group.chosen:
            kinds = [kind for kind in group.kinds if kind in LISTED]
            group.counts.update(_most({kind: wanted[kind] for kind in kinds}))
    missing = [
        group
        for group in groups
        if group.total is None or set(group.kinds) - group.counts.keys()
    ]
    if missing:
        _count_found(articles, missing, wanted)


def _load_outlets() -> Outlets:
    """Return each outlet's articles, undated ones, and those of a certain day."""
    outlets: Outlets = {kind: {} for kind in BY_OUTLET.values()}
    tallies = Tally.objects.filter(facet__in=outlets, period=0, count__gt=0)
    for kind, value, n in tallies.values_list("facet", "value", "count"):
        outlets[Kind(kind)][value] = n
    return outlets


def _take_tallies(group: Group, outlets: Outlets) -> None:
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


def _count_found(
    articles: ArticleFilter, groups: Sequence[Group], wanted: Mapping[Kind, Wanted]
) -> None:
    """Find each group's articles up to the cap, and count them, in one query."""
    found: list[str] = []
    counted: list[str] = []
    params: list[Any] = []
    for number, group in enumerate(groups):
        sql, values = _found(articles, group)
        found.append(f"found{number} AS MATERIALIZED ({sql})")
        params += values
        counted.append(f"SELECT {number}, -1, 0, count(*) FROM found{number}")
        kinds = [kind for kind in group.kinds if kind not in group.counts]
        counted += [f"SELECT {number}, {part}" for part in _countings(kinds, number)]
    kept, keep = _keep(wanted)
    statement = f"""
        WITH {", ".join(found)},
        counted (place, facet, value, n) AS ({" UNION ALL ".join(counted)}),
        ranked AS (SELECT *, rank() OVER (PARTITION BY facet, place ORDER BY n DESC)
            AS position FROM counted)
        SELECT place, facet, value, n FROM ranked WHERE n > 0 AND ({kept})
    """
    with find_connection().cursor() as cursor:
        cursor.execute(statement, [*params, *keep])
        rows = cursor.fetchall()
    partial = [is_partial(articles, group.chosen) for group in groups]
    _take_found(groups, rows, partial)


def _found(articles: ArticleFilter, group: Group) -> tuple[str, list[Any]]:
    """Return the SQL of at most `CAP` + 1 articles: ids, and what else is counted."""
    chosen = group.chosen
    days = chosen.get("published_after"), chosen.get("published_before")
    is_certain, is_undated = certainly_within(*days), Q(published_latest=None)
    columns = {
        "id": F("pk"),
        "outlet": F("outlet_id"),
        "certain": _one_if(is_certain if Kind.CERTAIN in group.kinds else is_undated),
        "undated": _one_if(is_undated),
    }
    return select(walk_all(articles, chosen), columns, most=CAP + 1)


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0))


def _countings(kinds: Sequence[Kind], number: int) -> Iterator[str]:
    found = f"(SELECT * FROM found{number} LIMIT {CAP}) AS found"
    listed = ", ".join(str(int(kind)) for kind in kinds if kind in LISTED)
    if listed:
        most = (
            f"(SELECT CASE WHEN count(*) > {CAP} THEN {_sample()} ELSE {CAP} END "
            f"FROM found{number})"
        )
        yield (
            f"facet, value, count(*) FROM (SELECT * FROM found{number} LIMIT {most}) "
            "AS found JOIN articles_listing "
            f"ON article_id = id WHERE facet IN ({listed}) GROUP BY facet, value"
        )
    for kind in kinds:
        if kind == Kind.OUTLET:
            yield (
                f"{int(kind)}, coalesce(outlet, 0), count(*) FROM {found} "
                "GROUP BY outlet"
            )
        elif kind not in LISTED:
            column = "certain" if kind == Kind.CERTAIN else "undated"
            yield f"{int(kind)}, 0, count(*) FROM {found} WHERE {column} = 1"


def _sample() -> int:
    return min(SAMPLE, CAP)


def _keep(wanted: Mapping[Kind, Wanted]) -> tuple[str, list[int]]:
    """Return which counts are of use: the highest, and those of chosen values."""
    conditions, params = ["position = 1"], []
    for kind, facet in wanted.items():
        values = ", ".join(["%s"] * len(facet.values)) or "NULL"
        conditions.append(
            f"(facet = {int(kind)} AND (position <= %s OR value IN ({values})))"
        )
        params += [facet.most, *facet.values]
    return " OR ".join(conditions), params


def _take_found(
    groups: Sequence[Group], rows: Iterable[Sequence[int]], partial: Sequence[bool]
) -> None:
    totals: dict[int, int] = defaultdict(int)
    counts: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for place, facet, value, n in rows:
        if facet == -1:
            totals[place] = n
        else:
            counts[place, facet][value] = n
    for number, group in enumerate(groups):
        is_more = totals[number] > CAP
        is_capped = is_more or partial[number]
        total = min(totals[number], CAP)
        for kind in group.kinds:
            if kind not in group.counts:
                group.counts[kind] = counts[number, kind]
                if is_capped:
                    is_sampled = is_more and kind in LISTED
                    group.capped[kind] = _sample() if is_sampled else total
        if group.total is None:
            group.total, group.is_total_capped = total, is_capped
