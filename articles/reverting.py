"""Taking back what somebody settled or changed: it is again as it was before.

Nothing is deleted: that an act was reverted is itself in the history.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Field, ManyToManyField, Model
from django.utils.translation import gettext as _

from articles.curate import add_corrections, lock
from articles.log import log_change, tell
from articles.merging import REASON_LENGTH
from articles.models import ArchiveEvent, Article, Correction

# What addresses and merges rest on is never put back by itself.
FIXED = {"slug", "merged_into", "origin"}


@dataclass(slots=True)
class Reverted:
    """The articles that are as before, and why others are not, in words."""

    articles: list[Article] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def find_act(act: UUID) -> list[ArchiveEvent]:
    """Return what was settled in an act: its lines in the log, by article."""
    kind = ArchiveEvent.Kind.CORRECTION
    lines = ArchiveEvent.objects.filter(act=act, kind=kind).order_by("article_id")
    return list(lines.select_related("article", "by").defer("article__body"))


def corrections_of(lines: Collection[ArchiveEvent]) -> list[Correction]:
    """Return the corrections that these lines tell of, oldest first."""
    ids = [pk for line in lines for pk in line.detail.get("corrections", ())]
    return list(Correction.objects.filter(pk__in=ids).order_by("pk"))


def revert(
    act: UUID, *, by: User, reason: str, fields: Collection[str] | None = None
) -> Reverted:
    """Put back what an act settled, or only `fields` of it, in all its articles.

    An article in which one of them was settled again since stays as it is.
    """
    reverted, new = Reverted(), uuid4()
    for line in find_act(act):
        with transaction.atomic():
            article = lock(line.article_id or 0)
            undone = [
                each
                for each in corrections_of([line])
                if fields is None or each.field in fields
            ]
            if again := _settled_since(article, undone):
                reverted.refused.append(_refuse(article, again))
            elif rows := _restore(article, undone):
                add_corrections(article, rows, by=by, reason=reason, act=new)
                reverted.articles.append(article)
    return reverted


def _settled_since(article: Article, undone: Sequence[Correction]) -> list[str]:
    """Return the fields that somebody settled again after these corrections."""
    last = {each.field: each.pk for each in undone}
    since = article.corrections.filter(field__in=last).order_by("pk")
    return list(dict.fromkeys(c.field for c in since if c.pk > last[c.field]))


def _restore(article: Article, undone: Sequence[Correction]) -> list[Correction]:
    """Return corrections that say what stood before; withdrawals where none did."""
    first: dict[str, int] = {}
    for each in undone:
        first.setdefault(each.field, each.pk)
    before: dict[str, Correction] = {
        each.field: each
        for each in article.corrections.filter(field__in=first).order_by("pk")
        if each.pk < first[each.field]
    }
    return [_again(name, before.get(name)) for name in first]


def _again(name: str, before: Correction | None) -> Correction:
    if before is None or before.is_withdrawal:
        return Correction(field=name, is_withdrawal=True)
    return Correction(
        field=name, value=before.value, machine_value=before.machine_value
    )


def _refuse(article: Article, fields: Collection[str]) -> str:
    message = _("“%(title)s”: settled again since (%(fields)s); revert that first.")
    return message % {"title": article, "fields": ", ".join(fields)}


def find_changes(record: Any) -> dict[str, tuple[Any, Any]]:
    """Return what a record of an entry's history changed: {field: (from, to)}."""
    before = record.prev_record
    if before is None:
        return {}
    changes = record.diff_against(before, excluded_fields=FIXED).changes
    return {change.field: (change.old, change.new) for change in changes}


@transaction.atomic
def revert_record(
    record: Any, entry: Model, *, fields: Collection[str], by: User, reason: str
) -> list[str]:
    """Put back fields that a record of a history changed; return those changed since.

    `entry` is the source, entity or event; the record is its own or one of a name
    that hangs on it.
    """
    row = record.instance_type._default_manager.select_for_update().get(pk=record.id)
    before, refused = tell(entry), []
    related: dict[str, set[int]] = {}
    for name, (old, new) in find_changes(record).items():
        column = row._meta.get_field(name)
        if name not in fields:
            continue
        if _now(row, column) != _value(column, new):
            refused.append(name)
        elif isinstance(column, ManyToManyField):
            related[name] = _value(column, old)
        else:
            setattr(row, column.attname, old)
    row._history_user, row._change_reason = by, reason[:REASON_LENGTH]
    row.save()
    for name, ids in related.items():
        getattr(row, name).set(ids)
    log_change(entry, before, by=by, reason=reason)
    return refused


def _now(row: Model, column: Field) -> Any:
    if isinstance(column, ManyToManyField):
        return set(getattr(row, column.name).values_list("pk", flat=True))
    return getattr(row, column.attname)


def _value(column: Field, recorded: Any) -> Any:
    """Return what a history recorded as the row has it."""
    if isinstance(column, ManyToManyField):
        return {each[column.m2m_reverse_field_name()] for each in recorded}
    return recorded
