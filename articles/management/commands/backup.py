"""`manage.py backup`: the whole archive into a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from rich.console import Console

from articles.backup import BackupError, save
from articles.management.command import ArchiveCommand
from articles.management.console import show_progress
from articles.management.operator import name_operator


class Command(ArchiveCommand):
    help = (
        "Save the whole archive into a new folder, as of now, while it is served: raw "
        "files and rows, for either database, with checksums (a BagIt bag)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *, folder: Path, **options: Any) -> None:
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        try:
            with show_progress(console) as progress:
                count = save(folder, by=name_operator(), progress=progress)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} raw files and all rows are in {folder}")
