"""Merging sources or entities that are one: logged, reversible, nothing deleted.

The absorbed ones keep their names, which lend themselves to the survivor, and their
slugs, which lead to it. What was read of them counts for the survivor at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import (
    ArchiveEvent,
    Article,
    Entity,
    Extraction,
    Source,
)
from articles.reextract import reextract
from articles.store import Directory, load_events, resettle

# As many articles as can be settled while a person waits.
SETTLED_AT_ONCE = 1000
# What the history of an entry can hold.
REASON_LENGTH = 100

Entry = Source | Entity


@dataclass(frozen=True, slots=True)
class Followed:
    """How many articles followed at once, and how many wait for `reextract`."""

    settled: int
    waiting: int


def find_conflicts(entries: Sequence[Entry]) -> list[str]:
    """Return in words why these can't be merged; nothing if they can."""
    conflicts = [
        _("“%(name)s” was already merged into “%(survivor)s”.")
        % {"name": entry, "survivor": entry.merged_into}
        for entry in entries
        if entry.merged_into
    ]
    if len(entries) < 2:
        conflicts.append(_("Select two or more."))
    if len({entry.kind for entry in entries}) > 1:
        conflicts.append(_("They are of different kinds."))
    identifiers = {getattr(entry, "wikidata_id", "") for entry in entries} - {""}
    if len(identifiers) > 1:
        conflicts.append(_("They have different Wikidata IDs."))
    return conflicts


def merge(
    survivor: Entry, absorbed: Iterable[Entry], *, by: User, reason: str
) -> Followed:
    """Merge the absorbed into the survivor; raises ValueError on a conflict."""
    with transaction.atomic():
        entries = _lock([survivor, *absorbed])
        if conflicts := find_conflicts(entries):
            raise ValueError(" ".join(conflicts))
        rest = [entry for entry in entries if entry.pk != survivor.pk]
        articles = list(_find_articles(rest).values_list("pk", flat=True))
        for entry in rest:
            _save(entry, survivor, by=by, reason=reason)
        detail = _describe(rest, survivor, reason)
        return _settle(articles, ArchiveEvent.Kind.MERGE, by=by, detail=detail)


def undo_merge(entry: Entry, *, by: User, reason: str) -> Followed:
    """Let an absorbed entry stand for itself again.

    What was read since the merge is read again, for it tells the two no more apart.
    """
    with transaction.atomic():
        (entry,) = _lock([entry])
        survivor = entry.merged_into
        if survivor is None:
            message = _("“%(name)s” is not merged.") % {"name": entry}
            raise ValueError(message)
        merged_at = entry.history.filter(merged_into=survivor).earliest().history_date
        root = survivor
        while root.merged_into:
            root = root.merged_into
        articles = list(_find_articles([root]).values_list("pk", flat=True))
        _save(entry, None, by=by, reason=reason)
        detail = _describe([entry], survivor, reason)
        kind = ArchiveEvent.Kind.UNDONE_MERGE
        followed = _settle(articles, kind, by=by, detail=detail)
        if not followed.waiting:
            since = Extraction.objects.filter(
                article__in=articles, extracted_at__gt=merged_at
            )
            if again := list(since.values_list("article", flat=True)):
                reextract(by=by.username, only=again)
        return followed


def _lock(entries: Sequence[Entry]) -> list[Entry]:
    model = type(entries[0])
    ids = [entry.pk for entry in entries]
    locked = model._default_manager.select_for_update().filter(pk__in=ids)
    return list(locked.order_by("pk"))


def _find_articles(entries: Sequence[Entry]) -> QuerySet[Article]:
    """Return the articles that say something of these."""
    if isinstance(entries[0], Entity):
        found = Q(
            pk__in=Article.everything.filter(mentions__entity__in=entries).values("pk")
        )
    else:
        found = Q(outlet__in=entries) | Q(
            pk__in=Article.everything.filter(credits__source__in=entries).values("pk")
        )
    return Article.everything.filter(found).order_by("pk")


def _save(entry: Entry, survivor: Entry | None, *, by: User, reason: str) -> None:
    entry.merged_into = survivor
    entry._history_user = by  # type: ignore[union-attr]
    entry._change_reason = reason[:REASON_LENGTH]  # type: ignore[union-attr]
    entry.save()


def _describe(
    absorbed: Sequence[Entry],
    survivor: Entry,
    reason: str,
) -> dict[str, Any]:
    return {
        "model": survivor._meta.model_name,
        "absorbed": [entry.slug for entry in absorbed],
        "survivor": survivor.slug,
        "reason": reason,
    }


def _settle(
    ids: list[int], kind: ArchiveEvent.Kind, *, by: User, detail: dict[str, Any]
) -> Followed:
    about = f"{detail['model']}/{detail['survivor']}"
    log = [
        ArchiveEvent(kind=kind, at=timezone.now(), by=by, about=about, detail=detail)
    ]
    if len(ids) > SETTLED_AT_ONCE:
        ArchiveEvent.objects.bulk_create(log)
        return Followed(0, len(ids))
    events, directory = load_events(), Directory()
    for article in Article.everything.select_for_update().filter(pk__in=ids):
        changes = resettle(article, events, directory)
        log.append(
            ArchiveEvent(
                kind=kind,
                at=timezone.now(),
                by=by,
                raw_file_id=article.raw_file_id,
                article=article,
                detail=detail | {"changes": changes},
            )
        )
    ArchiveEvent.objects.bulk_create(log)
    return Followed(len(ids), 0)
