"""How a list is walked, newest first: few rows are read whatever the archive holds.

What leads is in `articles.leads`; everything else is looked up at each article that it
comes to. Places in time are compared by the sort key `walk`, a column of the table
that leads.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import (
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from articles.connection import find_connection
from articles.filters import CERTAIN, NONE, UNKNOWN, ArticleFilter, Chosen, by_review
from articles.leads import FACETS, find_coarse, find_lead, key_of, lead_by, size_of
from articles.listings import COARSE_DAYS
from articles.models import Article, Listing
from articles.models.article import certainly_within
from articles.search import Query, estimate, leading, probing
from articles.settle import day_pos

# So many articles are looked for by the words first, and sorted; more are walked by
# date and looked at one by one until a page is full.
FEW = 10_000
# Of so many it is soon known, one by one, whether they have the words.
NEAR = 5_000


def walk_page(articles: ArticleFilter, query: Query | None = None) -> list[QuerySet]:
    """Return the list as parts, each newer than the next, to be read a page at a time.

    Each is ordered by `walk`, the newest first. `query` stands for the filter's own
    words where it finds only some of what they find.
    """
    query = query or articles.query
    is_few = query is not None and (
        articles.match_count <= FEW
        or (query is not articles.query and estimate(query) <= FEW)
    )
    if query and is_few:
        return _walk(articles, articles.chosen, query, leading(query), {"q"})
    return _walk(articles, articles.chosen, query)


def walk_all(articles: ArticleFilter, chosen: Chosen) -> list[QuerySet]:
    """Return the same for another choice, to be read whole or up to a cap.

    The order of what was found by its words does not matter then.
    """
    query = articles.query if "q" in chosen else None
    if query is None or _is_short(articles, chosen):
        return _walk(articles, chosen, query)
    if is_partial(articles, chosen):
        return _walk_near(articles, chosen)
    parts = _walk(articles, chosen, query, leading(query), {"q"})
    return [part.order_by() for part in parts]


def is_partial(articles: ArticleFilter, chosen: Chosen) -> bool:
    """Whether `walk_all` looks through the newest of a list only.

    So where a phrase of common words is wanted: no index tells where it stands, and
    every article that has its words would have to be looked at.
    """
    if "q" not in chosen or articles.match_count <= FEW or not articles.query:
        return False
    has_phrase = any(
        all(len(phrase) > 1 for phrase in item.phrases)
        for item in articles.query.wanted
    )
    return has_phrase and not _is_short(articles, chosen)


def _is_short(articles: ArticleFilter, chosen: Chosen) -> bool:
    """Whether so few articles are under the value that leads that each is looked at."""
    lead = find_lead(articles, chosen)
    if not lead or ("q" in chosen and articles.match_count <= FEW):
        return False
    return size_of(articles, chosen, lead) <= NEAR


def _walk_near(articles: ArticleFilter, chosen: Chosen) -> list[QuerySet]:
    unsearched = {name: value for name, value in chosen.items() if name != "q"}
    whole = _walk(articles, unsearched, None)
    searched = _walk(articles, chosen, articles.query)
    return [
        part.filter(
            walk__gte=Coalesce(Subquery(each.values("walk")[NEAR - 1 : NEAR]), 0)
        )
        for part, each in zip(searched, whole, strict=True)
    ]


def select(
    parts: Sequence[QuerySet], columns: Mapping[str, Any], *, most: int
) -> tuple[str, list[Any]]:
    """Return the SQL of these columns of the first articles of all parts together."""
    named = {f"as_{name}": column for name, column in columns.items()}
    shown = ", ".join(f"as_{name} AS {name}" for name in columns)
    zeros = ", ".join(f"0 AS {name}" for name in columns)
    selects: list[str] = []
    params: list[Any] = []
    for number, part in enumerate(parts):
        rows = part.annotate(**named).values(*named)[:most]
        try:
            sql, values = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        selects.append(f"SELECT {shown} FROM ({sql}) AS part{number}")
        params += values
    if not selects:
        return f"SELECT {zeros} LIMIT 0", []
    return (
        f"SELECT * FROM ({' UNION ALL '.join(selects)}) AS parts LIMIT {most}",
        params,
    )


def keys_after(parts: Sequence[QuerySet], pos: int | None, size: int) -> list[int]:
    """Return the keys of the articles of `parts` after `pos`, the newest first."""
    if pos is not None:
        parts = [part.filter(walk__lt=pos) for part in parts]
    return sorted(_keys(parts, size), reverse=True)[:size]


def keys_before(parts: Sequence[QuerySet], pos: int | None, size: int) -> list[int]:
    """Return the keys of the articles of `parts` before `pos`, the nearest first."""
    if pos is not None:
        parts = [part.filter(walk__gt=pos) for part in parts]
    return sorted(_keys([part.reverse() for part in parts], size))[:size]


def _keys(parts: Sequence[QuerySet], size: int) -> list[int]:
    """Return the first keys of each part, in one query."""
    selects: list[str] = []
    params: list[Any] = []
    for number, part in enumerate(parts):
        sql, values = select([part], {"walk": F("walk")}, most=size)
        selects.append(f"SELECT * FROM ({sql}) AS keys{number}")
        params += values
    with find_connection().cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), params)
        return [key for (key,) in cursor.fetchall()]


def _walk(
    articles: ArticleFilter,
    chosen: Chosen,
    query: Query | None,
    led: QuerySet | None = None,
    by: Collection[str] = (),
) -> list[QuerySet]:
    """Return the list's parts. `led` has all that the parameters in `by` choose."""
    first, last = chosen.get("published_after"), chosen.get("published_before")
    dated = chosen.get("dated", "")
    lead = ""
    if led is None:
        lead = find_lead(articles, chosen)
        led, by = lead_by(chosen, lead), {lead} & FACETS.keys()
    rest = {name: value for name, value in chosen.items() if name not in by}
    listed = _narrow(articles, rest, led, query, is_listed=lead in FACETS)
    parts = [_between(listed, first, last, dated)]
    if last and not dated:
        found = find_coarse(last)
        coarse = _narrow(articles, chosen, found, query, is_listed=True)
        parts.insert(0, _coarse(coarse, last))
    return parts


def _narrow(
    articles: ArticleFilter,
    chosen: Chosen,
    led: QuerySet,
    query: Query | None,
    *,
    is_listed: bool,
) -> QuerySet:
    """Leave of `led` what has all that is chosen, but for days."""
    listed: Any = led
    if "outlet" in chosen:
        listed = _of_outlets(listed, chosen["outlet"], is_listed=is_listed)
    for name, facet in FACETS.items():
        if name in chosen:
            keys = [key_of(value) for value in chosen[name]]
            listings = Listing.objects.filter(
                article=OuterRef("pk"), facet=facet, value__in=keys
            )
            listed = listed.filter(Exists(listings))
    if "review" in chosen:
        listed = by_review(listed, chosen["review"])
    return probing(listed, query) if query and "q" in chosen else listed


def _of_outlets(
    listed: QuerySet, outlets: Collection[Any], *, is_listed: bool
) -> QuerySet:
    """Leave those of the outlets.

    Where a listing leads, another index tells, and no article is looked at.
    """
    known = [each.pk for each in outlets if each != UNKNOWN]
    condition = Q(outlet__in=known)
    if UNKNOWN in outlets:
        condition |= Q(outlet=None)
    if not is_listed:
        return listed.filter(condition)
    return listed.filter(
        Exists(Article.objects.filter(condition, pos=OuterRef("walk")))
    )


def _between(
    listed: QuerySet, first: date | None, last: date | None, dated: str
) -> QuerySet:
    """Those that can be from `first` to `last`, but for those of coarse dates."""
    if dated == NONE:
        return listed.none() if first or last else listed.filter(walk__lt=day_pos(1))
    if first or last:
        listed = listed.filter(walk__gte=day_pos(first.toordinal() if first else 1))
    if last:
        listed = listed.filter(walk__lt=_beyond(last), published_earliest__lte=last)
    if dated == CERTAIN:
        listed = listed.filter(certainly_within(first, last))
    return listed


def _coarse(listed: QuerySet, last: date) -> QuerySet:
    """Those whose place in time is well after `last`, yet that can be from before.

    They are newer than all that `_between` returns.
    """
    return listed.filter(walk__gte=_beyond(last), published_earliest__lte=last)


def _beyond(last: date) -> int:
    return day_pos(last.toordinal() + COARSE_DAYS + 1)
