"""How many articles there are of each value of a facet, of any list.

Where no tally tells, the articles are found first, up to a cap, and these are counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, Value, When

from articles.connection import find_connection
from articles.dated import TALLIED, DayCount, Days, Kind
from articles.epoch import remember
from articles.filters import ArticleFilter, Chosen
from articles.leads import find_most
from articles.models.article import certainly_within, is_doubtful
from articles.settle import ID_MASK
from articles.tallied import LISTED, Group, Wanted, take_tallies
from articles.walk import FEW, is_partial, select, walk_all

# More articles than this are not counted one by one.
CAP = 10_000
# Of so many, what hangs on each is looked up in so many only; nor are more of those
# counted that have common words, for each is looked at to find them.
SAMPLE = 2_000

# What is counted besides the values of facets, in the place of a facet.
TOTAL, DAYS = -1, -2


def count_groups(
    articles: ArticleFilter, groups: Sequence[Group], wanted: Mapping[Kind, Wanted]
) -> None:
    """Fill in the counts: from tallies, or else all in one query."""
    take_tallies(articles, groups, wanted)
    missing = [
        group
        for group in groups
        if group.total is None
        or set(group.kinds) - group.counts.keys()
        or _lacks_days(group)
    ]
    if missing:
        _count_found(articles, missing, wanted)


def _find_cap(articles: ArticleFilter, chosen: Chosen) -> int:
    """Return how many articles of a list are counted at most."""
    is_broad = "q" in chosen and articles.match_count > FEW
    # Each is looked up where a listing leads to it.
    is_long = not chosen.keys() <= TALLIED and (find_most(articles, chosen) or 0) > CAP
    return _sample(CAP) if is_broad or is_long else CAP


def find_days(articles: ArticleFilter) -> Days:
    """Return the list's articles by the days they can be from."""
    name = ("days", articles.name)
    return remember(articles.epoch, name, lambda: _count_days(articles))


def keep_days(articles: ArticleFilter, days: Days) -> None:
    """Keep what was counted together with the list's facets for `find_days`."""
    remember(articles.epoch, ("days", articles.name), lambda: days)


def _count_days(articles: ArticleFilter) -> Days:
    chosen = {name: each for name, each in articles.chosen.items() if name != "exact"}
    group = Group(chosen, has_days=True)
    count_groups(articles, [group], {})
    return group.days or Days([])


def _lacks_days(group: Group) -> bool:
    return group.has_days and group.days is None


def _count_found(
    articles: ArticleFilter, groups: Sequence[Group], wanted: Mapping[Kind, Wanted]
) -> None:
    """Find each group's articles up to the cap, and count them, in one query."""
    found: list[str] = []
    counted: list[str] = []
    params: list[Any] = []
    caps = [_find_cap_of(articles, group) for group in groups]
    for number, (group, cap) in enumerate(zip(groups, caps, strict=True)):
        sql, values = _found(articles, group, cap + 1)
        found.append(f"found{number} AS MATERIALIZED ({sql})")
        params += values
        counted.append(f"SELECT {number}, {TOTAL}, 0, count(*) FROM found{number}")
        kinds = [kind for kind in group.kinds if kind not in group.counts]
        parts = _countings(kinds, f"found{number}", cap)
        counted += [f"SELECT {number}, {part}" for part in parts]
    kept, keep = _keep(wanted)
    statement = f"""
        WITH {", ".join(found)},
        counted (place, facet, value, n) AS ({" UNION ALL ".join(counted)}),
        ranked AS (SELECT *, rank() OVER (PARTITION BY facet, place ORDER BY n DESC)
            AS position FROM counted)
        {"".join(_select_days(groups, caps))}
        SELECT place, facet, value, n, NULL, NULL, 0, 0
        FROM ranked WHERE n > 0 AND ({kept})
    """
    with find_connection().cursor() as cursor:
        cursor.execute(statement, [*params, *keep])
        rows = cursor.fetchall()
    partial = [is_partial(articles, group.chosen) for group in groups]
    _take_found(groups, rows, caps, partial)


def _find_cap_of(articles: ArticleFilter, group: Group) -> int:
    cap = _find_cap(articles, group.chosen)
    # It is known that there are more: then so many are not found to be counted.
    is_known = group.total is not None and group.total > cap
    return _sample(cap) if is_known and not _lacks_days(group) else cap


def _found(articles: ArticleFilter, group: Group, most: int) -> tuple[str, list[Any]]:
    """Return the SQL of at most so many articles: ids, and what else is counted."""
    chosen, kinds = group.chosen, set(group.kinds) - group.counts.keys()
    # What hangs on articles is found by their ids, which their places tell: then
    # indexes are enough.
    columns: dict[str, Any] = {"id": F("pos").bitand(ID_MASK)}
    if Kind.OUTLET in kinds or _lacks_days(group):
        columns["outlet"] = F("outlet_id")
    if Kind.CERTAIN in kinds:
        days = chosen.get("published_after"), chosen.get("published_before")
        columns["certain"] = _one_if(certainly_within(*days))
    if Kind.UNDATED in kinds:
        columns["undated"] = _one_if(Q(published_latest=None))
    if _lacks_days(group):
        columns |= {
            "first": F("published_earliest"),
            "last": F("published_latest"),
            "about": _one_if(is_doubtful()),
        }
    return select(walk_all(articles, chosen), columns, most=most)


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0))


def _countings(kinds: Sequence[Kind], name: str, cap: int) -> Iterator[str]:
    found = f"(SELECT * FROM {name} LIMIT {cap}) AS found"
    listed = [int(kind) for kind in kinds if kind in LISTED]
    if listed:
        most = (
            f"(SELECT CASE WHEN count(*) > {cap} THEN {_sample(cap)} ELSE {cap} END "
            f"FROM {name})"
        )
        # The bounds lead past what hangs on each article of other facets.
        yield (
            f"facet, value, count(*) FROM (SELECT * FROM {name} LIMIT {most}) "
            "AS found JOIN articles_listing ON article_id = id "
            f"WHERE facet BETWEEN {min(listed)} AND {max(listed)} "
            f"AND facet IN ({', '.join(map(str, listed))}) GROUP BY facet, value"
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


def _select_days(groups: Sequence[Group], caps: Sequence[int]) -> Iterator[str]:
    for number, (group, cap) in enumerate(zip(groups, caps, strict=True)):
        if _lacks_days(group):
            found = f"(SELECT * FROM found{number} LIMIT {cap}) AS found"
            columns = _by_days(found)
            yield f"SELECT {number}, {DAYS}, 0, {columns} UNION ALL"


def _by_days(found: str) -> str:
    return (
        "count(*), first, last, sum(about), "
        f"sum(CASE WHEN outlet IS NULL THEN 1 ELSE 0 END) FROM {found} "
        "GROUP BY first, last"
    )


def _sample(cap: int) -> int:
    return min(SAMPLE, cap)


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
    groups: Sequence[Group],
    rows: Iterable[Sequence[Any]],
    caps: Sequence[int],
    partial: Sequence[bool],
) -> None:
    counts: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    days: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for place, facet, value, n, *of_days in rows:
        if facet == DAYS:
            days[place].append((n, *of_days))
        else:
            counts[place, facet][value] = n
    for number, (group, cap) in enumerate(zip(groups, caps, strict=True)):
        found = counts[number, TOTAL].get(0, 0)
        is_more = found > cap
        is_capped = is_more or partial[number]
        total = min(found, cap)
        for kind in set(group.kinds) - group.counts.keys():
            group.counts[kind] = counts[number, kind]
            if is_capped:
                is_sampled = is_more and kind in LISTED
                group.capped[kind] = _sample(cap) if is_sampled else total
        if group.total is None:
            group.total, group.is_total_capped = total, is_capped
        if _lacks_days(group):
            group.days = _take_days(days[number], total if is_capped else 0)


def _take_days(rows: Iterable[Sequence[Any]], capped_at: int) -> Days:
    counts, unknown_count = [], 0
    for n, first, last, about, unknown in rows:
        counts.append(DayCount(_day(first), _day(last), n, about))
        unknown_count += unknown
    return Days(counts, unknown_count, capped_at)


def _day(day: date | str | None) -> date | None:
    """SQLite keeps days as text."""
    return date.fromisoformat(day) if isinstance(day, str) else day
