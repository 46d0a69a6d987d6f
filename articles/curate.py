"""What curators do to articles: atomic, logged, and never undone by a machine."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import ArchiveEvent, Article, Correction, Event, Source
from articles.settle import (
    EVENT_FIELD,
    HIDDEN,
    days_about,
    machine_values,
    parse_value,
    seen_by_reviewer,
)
from articles.store import (
    Directory,
    find_grounds,
    last_corrections,
    load_events,
    resettle,
)


@transaction.atomic
def correct(
    article_id: int,
    values: Mapping[str, Any],
    *,
    by: User,
    reason: str = "",
) -> None:
    """Settle fields of an article as a person says: {field: value}.

    Fields are those of `articles.settle.FIELDS`, or "event/<slug>" with "accepted"
    or "rejected". None settles a field as unknown. Raises ValueError in words, and
    changes nothing, if a value can't be.
    """
    article = Article.everything.select_for_update().get(pk=article_id)
    machine = _machine_values(article)
    corrections = [
        Correction(
            article=article,
            field=field,
            value=_check(field, parse_value(field, value)),
            machine_value=_seen(field, value, machine),
            by=by,
            at=timezone.now(),
            reason=reason,
        )
        for field, value in values.items()
    ]
    Correction.objects.bulk_create(corrections)
    _resettle_and_log(article, corrections, by=by, reason=reason)


@transaction.atomic
def withdraw(article_id: int, fields: list[str], *, by: User, reason: str = "") -> None:
    """Take the corrections of these fields back: the machine's values count again.

    They do in a reviewed article too, whose review then holds these values.
    """
    article = Article.everything.select_for_update().get(pk=article_id)
    settled = last_corrections(article)
    rows = [
        Correction(article=article, field=field, is_withdrawal=True)
        for field in fields
        if field in settled
    ]
    review = settled.get("review_status")
    if review and review.machine_value and "review_status" not in fields:
        machine = _machine_values(article)
        known = [name for name in fields if name in review.machine_value]
        seen = review.machine_value | {name: machine[name] for name in known}
        if seen != review.machine_value:
            rows.append(
                Correction(
                    article=article,
                    field="review_status",
                    value=review.value,
                    machine_value=seen,
                )
            )
    for row in rows:
        row.by, row.at, row.reason = by, timezone.now(), reason
    Correction.objects.bulk_create(rows)
    _resettle_and_log(article, rows, by=by, reason=reason)


@transaction.atomic
def reject(article_id: int, fields: list[str], *, by: User, reason: str = "") -> None:
    """Keep what stands in these fields against what newer readings propose.

    The corrections remember these readings, so they are not proposed again.
    Accepting a proposal is withdrawing the correction.
    """
    article = Article.everything.select_for_update().get(pk=article_id)
    standing = find_grounds(article).corrections
    values = {field: standing[field].value for field in fields}
    correct(article_id, values, by=by, reason=reason)


@transaction.atomic
def hide(article_id: int, *, by: User, reason: str) -> None:
    """Take an article from readers, who are told why; nothing is deleted."""
    _set_hidden(article_id, by=by, reason=reason, is_hidden=True)


@transaction.atomic
def unhide(article_id: int, *, by: User, reason: str) -> None:
    """Show an article to readers again, as it would be had it never been hidden."""
    _set_hidden(article_id, by=by, reason=reason, is_hidden=False)


@transaction.atomic
def suggest_coverage(event: Event) -> int:
    """Settle anew the articles that an event may concern; return their number.

    To be called when an event is made or its days or participants change.
    """
    near = Article.everything.published_within(
        *days_about(event.starts_on, event.ends_on)
    )
    covering = Article.everything.filter(coverage__event=event)
    articles = Article.everything.filter(Q(pk__in=near) | Q(pk__in=covering))
    events, directory = load_events(), Directory()
    for article in articles.select_for_update():
        resettle(article, events, directory)
    return len(articles)


def _set_hidden(article_id: int, *, by: User, reason: str, is_hidden: bool) -> None:
    article = Article.everything.select_for_update().get(pk=article_id)
    if article.is_hidden == is_hidden:
        message = "The article is hidden." if is_hidden else "The article isn't hidden."
        raise ValueError(message)
    hiding = Correction.objects.create(
        article=article,
        field=HIDDEN,
        value=is_hidden,
        machine_value=False,
        by=by,
        at=timezone.now(),
        reason=reason,
    )
    kind = ArchiveEvent.Kind.HIDE if is_hidden else ArchiveEvent.Kind.UNHIDE
    _resettle_and_log(article, [hiding], by=by, reason=reason, kind=kind)


def _check(field: str, value: Any) -> Any:
    if field == "outlet" and value:
        if not Source.objects.filter(slug=value).exists():
            message = f"The archive knows no outlet “{value}”."
            raise ValueError(message)
    elif field.startswith(EVENT_FIELD):
        slug = field.removeprefix(EVENT_FIELD)
        if not Event.objects.filter(slug=slug).exists():
            message = f"The archive knows no event “{slug}”."
            raise ValueError(message)
    return value


def _machine_values(article: Article) -> dict[str, Any]:
    grounds = find_grounds(article)
    return machine_values(grounds.facts, grounds.sidecar)


def _seen(field: str, value: Any, machine: dict[str, Any]) -> Any:
    """Return what a correction remembers of what its author had before them."""
    if field == "review_status":
        return seen_by_reviewer(machine) if value == "reviewed" else None
    return machine.get(field)


def _resettle_and_log(
    article: Article,
    corrections: Sequence[Correction],
    *,
    by: User,
    reason: str,
    kind: ArchiveEvent.Kind = ArchiveEvent.Kind.CORRECTION,
) -> None:
    changes = resettle(article, load_events(), Directory())
    ArchiveEvent.objects.create(
        kind=kind,
        at=timezone.now(),
        by=by,
        raw_file_id=article.raw_file_id,
        article=article,
        detail={
            "changes": changes,
            "reason": reason,
            "settled": [correction.field for correction in corrections],
        },
    )
