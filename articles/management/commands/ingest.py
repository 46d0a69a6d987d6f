"""`manage.py ingest`: raw files into the archive."""

import getpass
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn
from rich.table import Table

from articles.ingest import IngestReport, ingest
from articles.models import Article


def _parse_jobs(value: str) -> int:
    jobs = int(value)
    if jobs < 1:
        raise ValueError
    return jobs


@contextmanager
def _show_progress(console: Console) -> Iterator[Callable[[], None]]:
    """Give what is to be called after each document: a bar, or a line a thousand."""
    if not console.is_terminal:
        done = count(1)
        yield lambda: _print_thousand(console, next(done))
        return
    columns = SpinnerColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("documents", total=None)
        yield lambda: bar.advance(task)


def _print_thousand(console: Console, done: int) -> None:
    if done % 1000 == 0:
        console.print(f"{done} documents")


class Command(BaseCommand):
    help = "Take raw files (text dumps, saved pages, WARCs) into the archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder"
        )
        parser.add_argument(
            "--jobs",
            type=_parse_jobs,
            default=1,
            metavar="N",
            help="extract with N processes (default: 1)",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done; do nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        with _show_progress(console) as progress:
            report = ingest(
                options["paths"],
                by=getpass.getuser(),
                jobs=options["jobs"],
                dry_run=options["dry_run"],
                progress=progress,
            )
        self._print(console, report)
        if report.rejected:
            message = f"{len(report.rejected)} rejected; the rest went in."
            raise CommandError(message)

    def _print(self, console: Console, report: IngestReport) -> None:
        table = Table(box=None, show_header=False, pad_edge=False)
        for outcome in ("created", "updated", "unchanged"):
            table.add_row(outcome, str(report.counts[outcome]))
        table.add_row("rejected", str(len(report.rejected)))
        waiting = Article.objects.needing_review().count()
        table.add_row("needing review", str(waiting))
        console.print(table)
        for rejection in report.rejected:
            console.print(
                f"rejected {rejection.file}: {rejection.reason}",
                markup=False,
                highlight=False,
                soft_wrap=True,
            )
