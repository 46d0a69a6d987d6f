"""`manage.py reindex`: make the search index and the counts anew."""

from typing import Any

from rich.console import Console

from articles.management.command import ArchiveCommand
from articles.management.console import show_progress
from articles.store import reindex


class Command(ArchiveCommand):
    help = "Make search index, listings and counts anew, while the archive is served."

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        with show_progress(console) as progress:
            done = reindex(progress)
        console.print(f"{done} articles", highlight=False)
