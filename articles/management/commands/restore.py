"""`manage.py restore`: a backup into a new archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from rich.console import Console

from articles.backup import RestoreError, restore
from articles.management.command import ArchiveCommand
from articles.management.console import show_progress
from articles.management.operator import name_operator


class Command(ArchiveCommand):
    help = (
        "Put a backup back into a new, migrated, empty database, on either engine. "
        "A backup of which a single bit is wrong is refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *, folder: Path, **options: Any) -> None:
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        try:
            with show_progress(console) as progress:
                count = restore(folder, by=name_operator(), progress=progress)
        except RestoreError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} raw files are back from {folder}")
