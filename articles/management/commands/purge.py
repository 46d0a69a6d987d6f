"""`manage.py purge`: take raw files out of the archive for good."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from articles.management.command import ArchiveCommand
from articles.management.operator import name_operator
from articles.purge import NotThereError, purge


class Command(ArchiveCommand):
    help = (
        "Delete what raw files said, for good, and write down that they were here, "
        "who purged them and why. There is no way back but a backup."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sha256", nargs="+", metavar="SHA256")
        parser.add_argument("--reason", required=True, help="kept for good in the log")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["reason"].strip():
            message = "Say why with --reason: it is kept for good in the log."
            raise CommandError(message)
        for sha256 in options["sha256"]:
            try:
                name = purge(sha256, by=name_operator(), reason=options["reason"])
            except NotThereError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"purged {name} ({sha256})")
