"""`manage.py ingest`: raw files into the archive."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from rich.console import Console
from rich.table import Table

from articles.ingest import ingest
from articles.management.command import ArchiveCommand
from articles.management.console import add_run_options, print_rejected, show_progress
from articles.management.operator import name_operator
from articles.models import Article
from articles.read import WHOLE, Shard
from articles.runs import RunReport


class Command(ArchiveCommand):
    help = "Take raw files (text dumps, saved pages, WARCs) into the archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder"
        )
        parser.add_argument(
            "--shard",
            type=_parse_shard,
            default=WHOLE,
            metavar="I/N",
            help="take only the I-th of N parts, so that N hosts share the work",
        )
        add_run_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        with show_progress(console) as progress:
            report = ingest(
                options["paths"],
                by=name_operator(),
                shard=options["shard"],
                jobs=options["jobs"],
                dry_run=options["dry_run"],
                progress=progress,
            )
        self._print(console, report)
        if options["dry_run"]:
            console.print("Nothing was written: this was a dry run.")
        if report.rejected:
            message = f"{len(report.rejected)} rejected; the rest went in."
            raise CommandError(message)

    def _print(self, console: Console, report: RunReport) -> None:
        table = Table(box=None, show_header=False, pad_edge=False)
        for outcome in ("created", "updated", "unchanged"):
            table.add_row(outcome, str(report.counts[outcome]))
        table.add_row("rejected", str(len(report.rejected)))
        waiting = Article.objects.needing_review().count()
        table.add_row("needing review", str(waiting))
        console.print(table)
        print_rejected(console, report.rejected)


def _parse_shard(text: str) -> Shard:
    try:
        return Shard.parse(text)
    except ValueError as error:
        message = f"“{text}” is no part: write 2/4 for the second of four"
        raise ArgumentTypeError(message) from error
