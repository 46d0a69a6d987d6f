"""What curators do to articles: atomic, logged, and never undone by a machine."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import (
    ArchiveEvent,
    Article,
    Correction,
    Entity,
    Event,
    Source,
)
from articles.settle import (
    ENTITY_FIELD,
    EVENT_FIELD,
    HIDDEN,
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

# What a field beyond `articles.settle.FIELDS` begins with, and whose slug follows.
SLUGS: dict[str, type[Event] | type[Entity]] = {
    EVENT_FIELD: Event,
    ENTITY_FIELD: Entity,
}


@transaction.atomic
def decide(
    article_id: int,
    *,
    by: User,
    values: Mapping[str, Any] | None = None,
    withdrawn: Collection[str] = (),
    rejected: Collection[str] = (),
    reason: str = "",
    act: UUID | None = None,
) -> None:
    """Settle, take back and keep several fields of an article in one act.

    `values` are settled as a person says: {field: value}. Fields are those of
    `articles.settle.FIELDS`, or "event/<slug>" or "entity/<slug>" with "accepted" or
    "rejected". None settles a field as unknown.

    Of the fields `withdrawn` the corrections are taken back: the machine's values
    count again. They do in a reviewed article too, whose review then holds them.

    In the fields `rejected` what stands is kept against what newer readings propose.
    The corrections remember these readings, so they are not proposed again.

    `act` is the same for all articles that are changed at once. Raises ValueError in
    words, and changes nothing, if a value can't be.
    """
    article = lock(article_id)
    standing = find_grounds(article).corrections if rejected else {}
    kept = {field: standing[field].value for field in rejected}
    machine = _machine_values(article)
    rows = _withdrawals(article, withdrawn, machine) if withdrawn else []
    rows += [
        Correction(
            field=field,
            value=_check(field, parse_value(field, value)),
            machine_value=_seen(field, value, machine),
        )
        for field, value in (kept | dict(values or {})).items()
    ]
    add_corrections(article, rows, by=by, reason=reason, act=act)


def correct(
    article_id: int, values: Mapping[str, Any], *, by: User, reason: str = ""
) -> None:
    """Settle fields of an article as a person says: {field: value}."""
    decide(article_id, values=values, by=by, reason=reason)


def withdraw(
    article_id: int, fields: Collection[str], *, by: User, reason: str = ""
) -> None:
    """Take the corrections of these fields back: the machine's values count again."""
    decide(article_id, withdrawn=fields, by=by, reason=reason)


def reject(
    article_id: int, fields: Collection[str], *, by: User, reason: str = ""
) -> None:
    """Keep what stands in these fields against what newer readings propose.

    Accepting a proposal is withdrawing the correction.
    """
    decide(article_id, rejected=fields, by=by, reason=reason)


def lock(article_id: int) -> Article:
    """Return an article that nobody else changes until the transaction ends."""
    return Article.everything.select_for_update().get(pk=article_id)


def last_line(article: Article) -> int | None:
    """Return the id of the article's last line in the log, by which to tell changes.

    Whoever asks before they write holds the article's row: see `lock`.
    """
    lines = ArchiveEvent.objects.filter(article=article).order_by("-pk")
    return lines.values_list("pk", flat=True).first()


def add_corrections(
    article: Article,
    rows: Sequence[Correction],
    *,
    by: User,
    reason: str,
    act: UUID | None = None,
    kind: ArchiveEvent.Kind = ArchiveEvent.Kind.CORRECTION,
) -> None:
    """Write corrections of an article that is locked, what follows, and one line."""
    if not rows:
        return
    for row in rows:
        row.article, row.by, row.at, row.reason = article, by, timezone.now(), reason
    Correction.objects.bulk_create(rows)
    changes = resettle(article, load_events(), Directory())
    ArchiveEvent.objects.create(
        kind=kind,
        at=timezone.now(),
        by=by,
        raw_file_id=article.raw_file_id,
        article=article,
        act=act or uuid4(),
        detail={
            "changes": changes,
            "reason": reason,
            "settled": [row.field for row in rows],
            "corrections": [row.pk for row in rows],
        },
    )


@transaction.atomic
def hide(article_id: int, *, by: User, reason: str) -> None:
    """Take an article from readers, who are told why; nothing is deleted."""
    _set_hidden(article_id, by=by, reason=reason, is_hidden=True)


@transaction.atomic
def unhide(article_id: int, *, by: User, reason: str) -> None:
    """Show an article to readers again, as it would be had it never been hidden."""
    _set_hidden(article_id, by=by, reason=reason, is_hidden=False)


def _set_hidden(article_id: int, *, by: User, reason: str, is_hidden: bool) -> None:
    article = lock(article_id)
    if article.is_hidden == is_hidden:
        message = "The article is hidden." if is_hidden else "The article isn't hidden."
        raise ValueError(message)
    row = Correction(field=HIDDEN, value=is_hidden, machine_value=False)
    kind = ArchiveEvent.Kind.HIDE if is_hidden else ArchiveEvent.Kind.UNHIDE
    add_corrections(article, [row], by=by, reason=reason, kind=kind)


def _withdrawals(
    article: Article, fields: Collection[str], machine: Mapping[str, Any]
) -> list[Correction]:
    settled = last_corrections(article)
    rows = [
        Correction(field=field, is_withdrawal=True)
        for field in fields
        if field in settled
    ]
    review = settled.get("review_status")
    if review and review.machine_value and "review_status" not in fields:
        known = [name for name in fields if name in review.machine_value]
        seen = review.machine_value | {name: machine[name] for name in known}
        if seen != review.machine_value:
            rows.append(
                Correction(
                    field="review_status", value=review.value, machine_value=seen
                )
            )
    return rows


def _check(field: str, value: Any) -> Any:
    is_outlet = field == "outlet" and value
    if is_outlet and not Source.objects.filter(slug=value).exists():
        message = f"The archive knows no outlet “{value}”."
        raise ValueError(message)
    for prefix, model in SLUGS.items():
        slug = field.removeprefix(prefix)
        if slug != field and not model._default_manager.filter(slug=slug).exists():
            message = f"The archive knows no {model._meta.model_name} “{slug}”."
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
