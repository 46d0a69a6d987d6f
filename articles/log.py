"""The archive's log: who changed what, when, from what to what.

A line is written in the transaction that it tells of, and never changes.
"""

from typing import Any

from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.utils import timezone

from articles.models import ArchiveEvent, Entity, Source

# What is compared, with the names that hang on an entry; others have none.
_PARTS = {Source: "names", Entity: "aliases"}
# Secrets, and what is no act of anybody's.
_NOT_TOLD = {"id", "password", "last_login", "date_joined"}
Told = dict[str, Any]


def log(
    kind: ArchiveEvent.Kind,
    *,
    about: str,
    detail: Told,
    by: User | None = None,
) -> ArchiveEvent:
    """Write a line about what is no single article."""
    return ArchiveEvent.objects.create(
        kind=kind, at=timezone.now(), by=by, about=about, detail=detail
    )


def log_change(entry: Model, before: Told, *, by: User | None, **detail: Any) -> None:
    """Write down how an entry differs from what it said `before`, if it does."""
    after = tell(entry) if entry.pk else {}
    changes = {
        name: [before.get(name), after.get(name)]
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    }
    if changes or detail:
        kind = (
            ArchiveEvent.Kind.ACCOUNT
            if isinstance(entry, User | Group)
            else ArchiveEvent.Kind.KNOWLEDGE
        )
        told = after or before
        name = told.get("slug") or told.get("username") or told.get("name")
        about = f"{entry._meta.model_name}/{name}"
        log(kind, about=about[:200], by=by, detail={"changes": changes} | detail)


def tell(entry: Model) -> Told:
    """Return all that an entry says now, as JSON values; nothing if it is gone.

    Its columns, the names that hang on it, and what it is tied to.
    """
    stored = type(entry)._default_manager.filter(pk=entry.pk).first()
    if stored is None:
        return {}
    told = _columns(stored)
    if part := _PARTS.get(type(entry)):
        parts = getattr(stored, part).order_by("pk")
        told[part] = {str(each): _columns(each) for each in parts}
    for field in stored._meta.many_to_many:
        told[field.name] = sorted(map(_name, getattr(stored, field.name).all()))
    return told


def _columns(row: Model) -> Told:
    return {
        field.name: _value(getattr(row, field.name))
        for field in row._meta.concrete_fields
        if field.name not in _NOT_TOLD
    }


def _value(value: Any) -> Any:
    if isinstance(value, Model):
        return _name(value)
    return value if value is None or isinstance(value, bool | int) else str(value)


def _name(row: Model) -> str:
    return str(getattr(row, "slug", None) or getattr(row, "codename", None) or row)
