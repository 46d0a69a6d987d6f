"""`manage.py compare`: find texts that are the same or share passages."""

from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console

from articles.duplicates import compare_next
from articles.management.console import show_progress


class Command(BaseCommand):
    help = (
        "Compare the articles that were read since the last time with all others, for "
        "the curators' list of like texts. Can be stopped and started again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        done = 0
        with show_progress(console) as progress:
            while batch := compare_next():
                done += batch
                for _each in range(batch):
                    progress()
        console.print(f"{done} articles compared", highlight=False)
