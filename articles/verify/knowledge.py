"""Sources, entities, events and accounts, held against the record of their changes."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from articles.log import tell
from articles.models import (
    Alias,
    ArchiveEvent,
    Entity,
    Event,
    Source,
    SourceName,
)
from articles.verify.finding import Finding

WITH_HISTORY = (Source, SourceName, Entity, Alias, Event)
UNRECORDED = "was changed and nobody wrote it down"


def check_merges() -> Iterator[Finding]:
    """Whether what was merged leads somewhere."""
    for model in (Source, Entity):
        into = dict(
            model._default_manager.exclude(merged_into=None).values_list(
                "pk", "merged_into"
            )
        )
        for start in sorted(into):
            seen, end = {start}, into[start]
            while end in into and end not in seen:
                seen.add(end)
                end = into[end]
            if end in seen:
                where = f"{model._meta.model_name} {start}"
                yield Finding(where, "merged in a circle: undo one of the merges")


def check_histories() -> Iterator[Finding]:
    """Whether rows are as the last record of their history says."""
    for model in WITH_HISTORY:
        name = model._meta.model_name
        last = _last_records(model)
        columns = [field.attname for field in model._meta.concrete_fields]
        for row in model._default_manager.order_by("pk").values(*columns).iterator():
            record = last.pop(row["id"], None)
            if record is None:
                yield Finding(f"{name} {row['id']}", "has no history")
                continue
            changed = [column for column in columns if row[column] != record[column]]
            if changed:
                where = f"{name} {row['id']}"
                yield Finding(where, f"{', '.join(changed)} {UNRECORDED}")
        for pk, record in last.items():
            if record["history_type"] != "-":
                yield Finding(f"{name} {pk}", "is gone and nobody wrote it down")
    yield from _check_participants()


def _last_records(model: type[Model]) -> dict[int, dict[str, Any]]:
    records = model.history.order_by("history_id")  # type: ignore[attr-defined]
    # Few thousands, as the entries are; the later one stands.
    return {record["id"]: record for record in records.values().iterator()}


def _check_participants() -> Iterator[Finding]:
    for event in Event.objects.order_by("pk"):
        record = event.history.order_by("history_id").last()
        if record is None:
            continue
        recorded = set(record.participants.values_list("entity_id", flat=True))
        if recorded != set(event.participants.values_list("pk", flat=True)):
            yield Finding(f"event {event.pk}", f"participants {UNRECORDED}")


def check_accounts() -> Iterator[Finding]:
    """Whether accounts may do what the log last said; older ones it doesn't know."""
    last: dict[str, dict[str, Any]] = {}
    events = ArchiveEvent.objects.filter(kind=ArchiveEvent.Kind.ACCOUNT).order_by("pk")
    for about, detail in events.values_list("about", "detail").iterator():
        known = last.setdefault(about, {})
        known.update(
            {name: change[1] for name, change in detail.get("changes", {}).items()}
        )
    for user in User.objects.order_by("pk"):
        known = last.get(f"user/{user.username}", {})
        told = tell(user)
        for name in ("is_active", "is_staff", "is_superuser", "groups"):
            if name in known and known[name] != told[name]:
                yield Finding(f"account {user.username}", f"{name} {UNRECORDED}")
