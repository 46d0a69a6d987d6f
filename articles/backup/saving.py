"""The archive → a bag."""

import hashlib
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import bagit
from django.core.serializers.json import DjangoJSONEncoder
from django.core.serializers.jsonl import Serializer
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from articles.backup.tables import (
    ROWS,
    columns_of,
    list_tables,
    raw_path,
    refers_by_name,
    rows_of,
)
from articles.log import log
from articles.models import ArchiveEvent, RawFile
from articles.store.snapshot import snapshot

CHECKSUMS = ["sha256", "sha512"]
BATCH_SIZE = 200


class BackupError(Exception):
    """No backup could be made; says why."""


class ExactEncoder(DjangoJSONEncoder):
    """Rows as JSON; Django's own encoder cuts times to milliseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def save(folder: Path, *, by: str, progress: Callable[[], None] = lambda: None) -> int:
    """Save the archive as of now into `folder`, which must not be there yet.

    Returns how many raw files it holds. The folder appears when all is in it.
    """
    if folder.exists():
        message = f"{folder} is there already: name a new folder."
        raise BackupError(message)
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        unfinished.mkdir(parents=True)
        with snapshot():
            _save_rows(unfinished / ROWS)
            count = _save_raw_files(unfinished, progress)
            state = find_state()
        bagit.make_bag(unfinished, _describe(state, count), checksums=CHECKSUMS)
        # All of it is on the disk before it looks complete.
        os.sync()
        unfinished.rename(folder)
    except (OSError, bagit.BagError) as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        message = f"No backup was made: {error}. Free or name another disk."
        raise BackupError(message) from error
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    detail = {"operator": by, "folder": str(folder), "files": count}
    log(ArchiveEvent.Kind.BACKUP, about="archive", detail=detail)
    return count


def _save_rows(folder: Path) -> None:
    folder.mkdir()
    for number, model in enumerate(list_tables()):
        # In the order in which they can be put back.
        path = folder / f"{number:02}-{model._meta.label_lower}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            Serializer().serialize(
                rows_of(model).iterator(BATCH_SIZE),
                stream=file,
                fields=columns_of(model),
                use_natural_foreign_keys=refers_by_name(model),
                cls=ExactEncoder,
            )


def _save_raw_files(folder: Path, progress: Callable[[], None]) -> int:
    """Write the bytes of those that are not purged, and look at each again."""
    count = 0
    rows = RawFile.objects.order_by("pk").only("sha256", "compressed")
    for raw_file in rows.iterator(BATCH_SIZE):
        if not raw_file.compressed:
            continue
        data = raw_file.data
        if hashlib.sha256(data).hexdigest() != raw_file.sha256:
            message = f"raw file {raw_file.pk} is damaged: run manage.py verify"
            raise BackupError(message)
        path = folder / raw_path(raw_file.sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        count += 1
        progress()
    return count


def find_state() -> str:
    """Return the last migration, by which a restore knows whether it fits."""
    applied = MigrationRecorder(connection).applied_migrations()
    return max(name for app, name in applied if app == "articles")


def _describe(state: str, count: int) -> dict[str, str]:
    return {
        "Source-Organization": "newsarchive",
        "External-Description": f"{count} raw files and all rows",
        "Bagging-Date": f"{timezone.localdate()}",
        "Newsarchive-Migration": state,
    }
