"""The same values for many articles: previewed, and never over a correction unseen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import transaction

from articles import curate
from articles.models import Article, Correction, Coverage, Event
from articles.settle import EVENT_FIELD
from articles.suggesting import find_warnings

# As many articles as can be settled while a person waits.
MOST = 200


@dataclass(frozen=True, slots=True)
class Change:
    """What one value would change in one article."""

    article: Article
    field: str
    before: str
    after: str
    settled: Correction | None  # what a person said instead, if anybody did
    is_news: bool  # it says something else now
    warnings: Sequence[str] = ()


def preview(articles: Sequence[Article], values: Mapping[str, Any]) -> list[Change]:
    """Return what `values`, as `curate.decide` takes them, would change."""
    settled = _find_settled(articles, values)
    events = {
        event.slug: event
        for event in Event.objects.filter(slug__in=[*map(_event, values)])
    }
    covered = _find_covered(articles, events)
    warnings = {slug: find_warnings(articles, events[slug]) for slug in events}
    changes = []
    for article in articles:
        for field, value in values.items():
            slug = _event(field)
            before = covered.get((article.pk, slug), "") if slug else None
            if before is None:
                before = _say(article, field)
            correction = settled.get((article.pk, field))
            if correction and correction.value == value:
                correction = None
            weighed = warnings[slug][article.pk] if slug in warnings else ()
            is_news = before != value
            changes.append(
                Change(article, field, before, value, correction, is_news, weighed)
            )
    return changes


@transaction.atomic
def assign(
    changes: Iterable[Change],
    values: Mapping[str, Any],
    *,
    overwrite: bool = False,
    by: User,
    reason: str,
) -> int:
    """Settle the values as one act; return in how many articles.

    What a person settled otherwise stands, unless told to `overwrite` it.
    """
    wanted: dict[int, dict[str, Any]] = {}
    for change in changes:
        if change.is_news and (overwrite or change.settled is None):
            fields = wanted.setdefault(change.article.pk, {})
            fields[change.field] = values[change.field]
    act = uuid4()
    for pk in sorted(wanted):
        curate.decide(pk, values=wanted[pk], by=by, reason=reason, act=act)
    return len(wanted)


def _event(field: str) -> str:
    return field.removeprefix(EVENT_FIELD) if field.startswith(EVENT_FIELD) else ""


def _say(article: Article, field: str) -> str:
    if field == "outlet":
        return article.outlet.slug if article.outlet else ""
    return article.published_edtf


def _find_settled(
    articles: Sequence[Article], fields: Iterable[str]
) -> dict[tuple[int, str], Correction]:
    """Return the correction that counts for each article and field that has one."""
    found: dict[tuple[int, str], Correction] = {}
    corrections = Correction.objects.filter(article__in=articles, field__in=[*fields])
    for correction in corrections.select_related("by"):
        found.pop((correction.article_id, correction.field), None)
        if not correction.is_withdrawal:
            found[correction.article_id, correction.field] = correction
    return found


def _find_covered(
    articles: Sequence[Article], events: Mapping[str, Event]
) -> dict[tuple[int, str], str]:
    coverage = Coverage.objects.filter(
        article__in=articles, event__in=list(events.values())
    )
    rows = coverage.values_list("article", "event__slug", "status")
    return {(pk, slug): status for pk, slug, status in rows}
