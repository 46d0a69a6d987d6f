"""What all commands on the archive do when the database fails them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, InternalError, OperationalError, ProgrammingError
from psycopg.errors import DiskFull

WHOLE = "What was stored is whole; run the same command again afterwards."
FULL = "The disk is full: free some space."
# What a failure says of itself → what to do.
REMEDIES = {
    (
        "disk is full",
        "no space left",
        "disk quota",
    ): FULL,
    (
        "readonly",
        "read-only",
    ): "The database can't be written to: make its disk, folder and file writable.",
    ("database is locked",): "Another program holds the database: wait for it to end.",
    (
        "no such table",
        "no such column",
        "does not exist",
    ): "The database has not these tables: run manage.py migrate.",
    (
        "unable to open",
    ): "The database's file can't be opened: check VAR_DIR and its permissions.",
    (
        "malformed",
        "disk i/o error",
        "not a database",
    ): "The database's file is damaged: restore it from a backup.",
}
GONE = "The database is gone or failed: see that it runs."


class ArchiveCommand(BaseCommand):
    """Says in words what failed and what to do, and ends with an exit code."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except (
            InterfaceError,
            InternalError,
            OperationalError,
            ProgrammingError,
        ) as error:
            raise CommandError(explain(error)) from error


def explain(error: Exception) -> str:
    """Return what failed and what to do."""
    said = str(error).strip() or type(error).__name__
    # PostgreSQL has more words for it than one.
    is_full = isinstance(error.__cause__, DiskFull)
    remedy = FULL if is_full else _find_remedy(said)
    return f"{remedy} {WHOLE} ({said.splitlines()[0]})"


def _find_remedy(said: str) -> str:
    return next(
        (
            remedy
            for signs, remedy in REMEDIES.items()
            if any(sign in said.lower() for sign in signs)
        ),
        GONE,
    )
