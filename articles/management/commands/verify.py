"""`manage.py verify`: look for damage."""

from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError
from rich.console import Console

from articles.log import log
from articles.management.command import ArchiveCommand
from articles.management.console import show_progress
from articles.management.operator import name_operator
from articles.models import ArchiveEvent
from articles.verify import verify


class Command(ArchiveCommand):
    help = (
        "Hash every raw file again, and hold everything that is made of them against "
        "what it is made of. Says what is wrong and where; changes nothing but the log."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        files = found = 0

        def count() -> None:
            nonlocal files
            files += 1
            progress()

        with show_progress(console) as progress:
            for finding in verify(count):
                found += 1
                self.stdout.write(f"{finding.where}: {finding.what}")
        self._note(files, found)
        if found:
            message = f"{files} raw files looked at, {found} things wrong."
            raise CommandError(message)
        self.stdout.write(f"{files} raw files looked at, nothing wrong.")

    def _note(self, files: int, found: int) -> None:
        detail = {"operator": name_operator(), "files": files, "wrong": found}
        try:
            log(ArchiveEvent.Kind.FIXITY_CHECK, about="archive", detail=detail)
        except DatabaseError as error:
            self.stderr.write(f"Not written down in the log: {error}")
