"""What a backup consists of, table by table."""

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import models

from articles.models import (
    CoverageTally,
    DateTally,
    Fingerprint,
    Listing,
    NamingTally,
    RawFile,
    Sighting,
    Tally,
)

# Made anew from the rest by `articles.store.reindex`.
DERIVED = {
    CoverageTally,
    DateTally,
    Fingerprint,
    Listing,
    NamingTally,
    Sighting,
    Tally,
}
# Whose rows `migrate` makes, under ids of its own: referred to by their names.
NAMED = {Permission, ContentType}
RAW = "raw"
ROWS = "rows"


def list_tables() -> list[type[models.Model]]:
    """Return the models whose rows are saved, those referred to before the others."""
    own = apps.get_app_config("articles").get_models(include_auto_created=True)
    people: list[type[models.Model]] = [Group, Group.permissions.through, User]
    people += [User.groups.through, User.user_permissions.through, LogEntry]
    wanted = [*people, *(model for model in own if model not in DERIVED)]
    ordered: list[type[models.Model]] = []
    for model in wanted:
        _append(model, wanted, ordered)
    return ordered


def _append(
    model: type[models.Model],
    wanted: list[type[models.Model]],
    ordered: list[type[models.Model]],
) -> None:
    if model in ordered or model not in wanted:
        return
    for field in model._meta.concrete_fields:
        other = field.related_model
        if isinstance(other, type) and other is not model:
            _append(other, wanted, ordered)
    ordered.append(model)


def rows_of(model: type[models.Model]) -> models.QuerySet:
    """Return all rows of a table, without the raw files' bytes."""
    manager = getattr(model, "everything", model._base_manager)
    rows: models.QuerySet = manager.order_by("pk")
    return rows.defer("compressed") if model is RawFile else rows


def columns_of(model: type[models.Model]) -> list[str]:
    """Return what a line says of a row; what hangs on it is in tables of its own."""
    names = [field.name for field in model._meta.concrete_fields]
    return [name for name in names if name != "compressed"]


def refers_by_name(model: type[models.Model]) -> bool:
    """Whether a line names what its row refers to, rather than give its id."""
    return any(field.related_model in NAMED for field in model._meta.concrete_fields)


def raw_path(sha256: str) -> str:
    """Return where a raw file's bytes are; folders of thousands, not of millions."""
    return f"{RAW}/{sha256[:2]}/{sha256[2:4]}/{sha256}"
