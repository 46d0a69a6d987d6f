"""Print what the extractor reads from files, without touching the database."""

import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.extract import Extractor
from articles.extract.serialize import to_error_row, to_row
from articles.knowledge import load_shipped
from articles.read import find_files, read
from articles.records import RawDocument, Rejection


class Command(BaseCommand):
    help = "Print the facts read from files and folders, one JSON object a line."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        extractor = Extractor(load_shipped())
        today = timezone.localdate()
        for found in find_files(options["paths"]):
            items = [found] if isinstance(found, Rejection) else read(found)
            for item in items:
                row = (
                    to_row(item, extractor.extract(item, today=today))
                    if isinstance(item, RawDocument)
                    else to_error_row(item, _hash(found))
                )
                self.stdout.write(json.dumps(row, ensure_ascii=False))


def _hash(found: Path | Rejection) -> str:
    """Return a rejected file's SHA-256; empty where it can't or mustn't be opened."""
    path = found if isinstance(found, Path) else Path(found.file)
    try:
        if not path.is_file():  # a pipe or a device would never end
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
