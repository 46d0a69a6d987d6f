"""A bag → an empty archive, all of it or nothing."""

import logging
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import bagit
from django.contrib.auth.models import Group, User
from django.core.management.color import no_style
from django.core.serializers import deserialize
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, models, transaction

from articles.backup.saving import find_state
from articles.backup.tables import ROWS, list_tables, raw_path
from articles.log import log
from articles.models import ArchiveEvent, RawFile, Source
from articles.store.reindex import reindex

BATCH_SIZE = 500
# It says on the console what its exceptions say too.
logging.getLogger("bagit").setLevel(logging.CRITICAL)


class RestoreError(Exception):
    """Nothing was restored; says why."""


def restore(
    folder: Path, *, by: str, progress: Callable[[], None] = lambda: None
) -> int:
    """Put a backup back into an archive in which there is nothing yet.

    Returns how many raw files there are. Every file of the bag is hashed first, and
    what doesn't agree with its manifests is refused.
    """
    state = _check(folder)
    _check_target(state)
    rows = folder / "data" / ROWS
    try:
        with transaction.atomic():
            # As `migrate` made them; the backup has its own.
            Group.objects.all().delete()
            for model in list_tables():
                (path,) = rows.glob(f"??-{model._meta.label_lower}.jsonl")
                _load(path, model, folder / "data", progress)
            _follow_ids()
            reindex()
            count = RawFile.objects.count()
            detail = {"operator": by, "folder": str(folder), "files": count}
            log(ArchiveEvent.Kind.RESTORE, about="archive", detail=detail)
    except (DatabaseError, DeserializationError, OSError, ValueError) as error:
        message = f"Nothing was restored: {error}"
        raise RestoreError(message) from error
    return count


def _check(folder: Path) -> str:
    """Return the migration at which the backup was made, if all of it is sound."""
    try:
        bag = bagit.Bag(str(folder))
        bag.validate()
    except (bagit.BagError, OSError, ValueError) as error:
        message = f"{folder} is no sound backup, nothing was restored: {error}"
        raise RestoreError(message) from error
    return str(bag.info.get("Newsarchive-Migration", ""))


def _check_target(state: str) -> None:
    here = find_state()
    if here != state:
        message = (
            f"The backup is of {state}, this archive's tables of {here}: restore it "
            "with the code that made it, and upgrade then."
        )
        raise RestoreError(message)
    if any(model._base_manager.exists() for model in (RawFile, Source, User)):
        message = "There is something in this archive: restore into a new database."
        raise RestoreError(message)


def _load(
    path: Path,
    model: type[models.Model],
    data: Path,
    progress: Callable[[], None],
) -> None:
    with path.open(encoding="utf-8") as lines:
        rows = (row.object for row in deserialize("jsonl", lines))
        for batch in _batches(rows):
            for row in batch:
                if isinstance(row, RawFile):
                    _fetch_bytes(row, data)
                    progress()
            model._base_manager.bulk_create(batch, batch_size=BATCH_SIZE)


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH_SIZE)):
        yield batch


def _fetch_bytes(raw_file: RawFile, data: Path) -> None:
    path = data / raw_path(raw_file.sha256)
    # Not there where it was purged; a bag that lacks a file is refused before.
    raw_file.compressed = zlib.compress(path.read_bytes()) if path.is_file() else b""


def _follow_ids() -> None:
    """Have the next rows numbered after those that were put back."""
    tables = list_tables()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
