"""Counts beside every choice.

A facet's counts ignore its own choice, so that they say what choosing more would
bring; chosen values come first and stay listed when nothing is left of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Model, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from articles.filters import CERTAIN, NONE, UNKNOWN, ArticleFilter
from articles.models import Coverage, Credit, Mention

# Choices listed at once; those beyond are found on the pages of their kind.
LIMIT = 12


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str  # the list's parameter
    label: str
    choices: list[Choice]
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """Everything that stands beside the list."""

    outlet: Facet
    dated: Facet
    event: Facet
    entity: Facet
    agency: Facet
    total: int  # articles on the list, all pages together


def count_facets(articles: ArticleFilter) -> Facets:
    """Count all choices, in five queries."""
    dated = _count_dates(articles)
    return Facets(
        outlet=_count(articles, "outlet", "outlet", articles.without("outlet")),
        dated=dated,
        event=_count_among(articles, "event", "event", Coverage.objects.standing()),
        entity=_count_among(articles, "entity", "entity", Mention.objects.in_article()),
        agency=_count_among(articles, "agency", "source", Credit.objects.of_agencies()),
        total=next(choice.count for choice in dated.choices if choice.is_chosen),
    )


def _count_dates(articles: ArticleFilter) -> Facet:
    chosen = articles.chosen.get("dated", "")
    counts = articles.without("dated").aggregate(
        any=Count("pk"),
        certain=Count("pk", filter=articles.certain()),
        none=Count("pk", filter=Q(published_latest=None)),
    )
    field = articles.form.fields["dated"]
    labels = {"": field.empty_label, **dict(field.choices)}
    return Facet(
        name="dated",
        label=str(field.label),
        choices=[
            Choice(value, str(labels[value]), counts[value or "any"], value == chosen)
            for value in ("", CERTAIN, NONE)
        ],
    )


def _count_among(articles: ArticleFilter, name: str, key: str, rows: QuerySet) -> Facet:
    if articles.chosen.keys() - {name}:
        rows = rows.filter(article__in=articles.without(name))
    return _count(articles, name, key, rows, "article")


def _count(
    articles: ArticleFilter,
    name: str,
    key: str,
    rows: QuerySet,
    article: str = "pk",
) -> Facet:
    chosen = list(articles.chosen.get(name, ()))
    last_unknown = F(f"{key}__name").asc(nulls_last=True)
    found = (
        rows.values(f"{key}__slug", f"{key}__name")
        .annotate(count=Count(article, distinct=True))
        .order_by(_chosen_first(key, chosen), "-count", last_unknown)
    )
    limit = LIMIT + len(chosen)
    counted = [
        _choice(row[f"{key}__slug"], row[f"{key}__name"], row["count"], chosen)
        for row in found[: limit + 1]
    ]
    return Facet(
        name=name,
        label=str(articles.form.fields[name].label),
        choices=_with_empty(counted[:limit], chosen),
        has_more=len(counted) > limit,
    )


def _chosen_first(key: str, chosen: Iterable[Any]) -> Case:
    keys = [thing.pk for thing in chosen if isinstance(thing, Model)]
    is_chosen = Q(**{f"{key}__in": keys})
    if UNKNOWN in chosen:
        is_chosen |= Q(**{key: None})
    return Case(When(is_chosen, then=Value(0)), default=Value(1))


def _choice(slug: str | None, name: str | None, count: int, chosen: list) -> Choice:
    slugs = {_slug(thing) for thing in chosen}
    value = slug or UNKNOWN
    return Choice(value, name or _("Outlet unknown"), count, value in slugs)


def _with_empty(counted: list[Choice], chosen: list) -> list[Choice]:
    listed = {choice.value for choice in counted}
    missing = [thing for thing in chosen if _slug(thing) not in listed]
    empty = [
        Choice(
            _slug(thing),
            _("Outlet unknown") if thing == UNKNOWN else str(thing),
            0,
            is_chosen=True,
        )
        for thing in missing
    ]
    return empty + counted


def _slug(thing: Any) -> str:
    return str(thing if thing == UNKNOWN else thing.slug)
