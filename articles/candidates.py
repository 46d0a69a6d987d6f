"""Names that no entity has: queued, decided by curators, and followed in the articles.

A decision holds for the name, wherever it is seen again. Its articles are read again
with what the archive knows then: at once where they are few, else by
`manage.py reextract --named`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from articles.log import log, log_change, tell
from articles.models import (
    Alias,
    ArchiveEvent,
    Candidate,
    Entity,
    Mention,
    Sighting,
    Tally,
)
from articles.reextract import reextract
from articles.store import free_slug

# As many articles as can be read again while a person waits.
READ_AT_ONCE = 200

Decision = Candidate.Decision


@dataclass(frozen=True, slots=True)
class Reread:
    """How many articles were read again at once, and how many wait."""

    read: int
    waiting: int


def find_queue(*, kind: str = "", after: tuple[int, int] | None) -> QuerySet[Tally]:
    """Return undecided candidates as tallies, those seen in the most articles first.

    `after` is the count and the candidate's id at which the page before ended.
    """
    candidates = Candidate.objects.filter(decision=Decision.OPEN)
    if kind:
        candidates = candidates.filter(kind=kind)
    queue = Tally.objects.filter(
        facet=Tally.Facet.CANDIDATE,
        period=0,
        count__gt=0,
        value__in=candidates.values("pk"),
    )
    if after:
        count, value = after
        queue = queue.filter(count__lte=count).filter(
            Q(count__lt=count) | Q(value__gt=value)
        )
    return queue.order_by("-count", "value")


def find_decided(
    decision: str, *, kind: str = "", after: str = ""
) -> QuerySet[Candidate]:
    """Return the names of which this was decided, from A to Z, those past `after`.

    A name that an entity has got since is seen as the entity's: so it has no tally.
    """
    decided = Candidate.objects.filter(decision=decision, name__gt=after)
    if kind:
        decided = decided.filter(kind=kind)
    return decided.order_by("name").select_related("entity")


@transaction.atomic
def make_entity(
    candidate: Candidate, *, name: str, kind: str, by: User, reason: str
) -> Reread:
    """Make an entity of a candidate, by this name or a better one."""
    entity = Entity(name=name, kind=kind, slug=free_slug(Entity, name))
    _save(entity, by=by, reason=reason)
    for alias in dict.fromkeys((name, candidate.name)):
        _save(Alias(entity=entity, name=alias), by=by, reason=reason)
    log_change(entity, {}, by=by, reason=reason)
    return _name(candidate, entity, by=by, reason=reason)


@transaction.atomic
def make_alias(
    candidate: Candidate,
    entity: Entity,
    *,
    needs_context: bool = False,
    by: User,
    reason: str,
) -> Reread:
    """Make a candidate another name of an entity."""
    alias = Alias.objects.filter(entity=entity, name=candidate.name).first()
    alias = alias or Alias(entity=entity, name=candidate.name)
    alias.is_active, alias.needs_context = True, needs_context
    before = tell(entity)
    _save(alias, by=by, reason=reason)
    log_change(entity, before, by=by, reason=reason)
    return _name(candidate, entity, by=by, reason=reason)


@transaction.atomic
def decide_never(candidates: Sequence[Candidate], *, by: User, reason: str) -> None:
    """Let names be no entity's, and never ask again."""
    for candidate in candidates:
        _decide(candidate, Decision.NEVER, None, by=by, reason=reason)


@transaction.atomic
def reopen(candidate: Candidate, *, by: User, reason: str) -> None:
    """Ask again; names that were made stay, and are turned off at their entity."""
    _decide(candidate, Decision.OPEN, None, by=by, reason=reason)


@transaction.atomic
def split_alias(
    alias: Alias,
    *,
    entity: Entity | None = None,
    name: str = "",
    kind: str = "",
    by: User,
    reason: str,
) -> Reread:
    """Take a name from its entity and give it to another, or to a new one.

    Merging the two gives it back.
    """
    before = tell(alias.entity)
    alias.is_active = False
    _save(alias, by=by, reason=reason)
    log_change(alias.entity, before, by=by, reason=reason)
    candidate = _sight_mentions(alias)
    if entity:
        context = alias.needs_context
        return make_alias(
            candidate, entity, needs_context=context, by=by, reason=reason
        )
    return make_entity(candidate, name=name, kind=kind, by=by, reason=reason)


@transaction.atomic
def follow_alias(alias: Alias, *, by: User, reason: str = "") -> Reread:
    """Read the articles again that print a name which was added or changed."""
    candidate = _sight_mentions(alias)
    entity = alias.entity if alias.is_active else None
    decision = Decision.NAMED if entity else Decision.OPEN
    _decide(candidate, decision, entity, by=by, reason=reason)
    return _reread(candidate, by)


def find_waiting() -> QuerySet[Sighting]:
    """Return where names were seen of which something was decided since."""
    return Sighting.objects.exclude(candidate__decision=Decision.NEVER).filter(
        article__extraction__extracted_at__lt=F("candidate__decided_at"),
    )


def _sight_mentions(alias: Alias) -> Candidate:
    """Note where a name stands for its entity, as if nobody knew it yet."""
    entity = alias.entity
    while entity.merged_into:
        entity = entity.merged_into
    candidate, _is_new = Candidate.objects.get_or_create(
        name=alias.name, defaults={"kind": entity.kind}
    )
    mentions = Mention.objects.filter(entity=entity, surface__icontains=alias.name)
    seen: dict[int, Mention] = {}
    for mention in mentions.order_by("article", "start"):
        seen.setdefault(mention.article_id, mention)
    Sighting.objects.bulk_create(
        (
            Sighting(
                article_id=pk,
                candidate=candidate,
                count=1,
                start=mention.start,
                end=mention.end,
            )
            for pk, mention in seen.items()
        ),
        ignore_conflicts=True,
        batch_size=500,
    )
    return candidate


def _name(candidate: Candidate, entity: Entity, *, by: User, reason: str) -> Reread:
    _decide(candidate, Decision.NAMED, entity, by=by, reason=reason)
    return _reread(candidate, by)


def _reread(candidate: Candidate, by: User) -> Reread:
    seen = candidate.sightings.values_list("article", flat=True)
    ids = list(seen.order_by("article")[: READ_AT_ONCE + 1])
    if len(ids) > READ_AT_ONCE:
        return Reread(0, candidate.sightings.count())
    if ids:
        reextract(by=by.username, only=ids)
    return Reread(len(ids), 0)


def _decide(
    candidate: Candidate,
    decision: Decision,
    entity: Entity | None,
    *,
    by: User,
    reason: str,
) -> None:
    # Who decides at the same time waits, and then decides on what is there.
    Candidate.objects.select_for_update().get(pk=candidate.pk)
    candidate.decision, candidate.entity = decision, entity
    candidate.decided_at = timezone.now()
    candidate.save(update_fields=["decision", "entity", "decided_at"])
    log(
        ArchiveEvent.Kind.KNOWLEDGE,
        about=f"candidate/{candidate.pk}",
        by=by,
        detail={
            "candidate": candidate.name,
            "decision": decision,
            "entity": entity.slug if entity else None,
            "reason": reason,
        },
    )


def _save(entry: Any, *, by: User, reason: str) -> None:
    entry._history_user = by
    entry._change_reason = reason
    entry.save()
