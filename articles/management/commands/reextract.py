"""`manage.py reextract`: read the stored raw files again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from rich.console import Console
from rich.table import Table

from articles.candidates import find_waiting
from articles.management.command import ArchiveCommand
from articles.management.console import add_run_options, print_rejected, show_progress
from articles.management.operator import name_operator
from articles.reextract import reextract
from articles.runs import RunReport


class Command(ArchiveCommand):
    help = (
        "Read the stored raw files again with this extractor and the archive's names, "
        "and say what that changes. What people settled stands."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--since",
            default="",
            metavar="VERSION",
            help="only what extractors older than VERSION read",
        )
        parser.add_argument(
            "--named",
            action="store_true",
            help="only where a name was seen that a curator has given an entity since",
        )
        add_run_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        with show_progress(console) as progress:
            report = reextract(
                by=name_operator(),
                since=options["since"],
                only=find_waiting().values("article") if options["named"] else None,
                jobs=options["jobs"],
                dry_run=options["dry_run"],
                progress=progress,
            )
        self._print(console, report, is_done=not options["dry_run"])
        print_rejected(console, report.rejected)
        if report.rejected:
            message = f"{len(report.rejected)} rejected; they stay as they were."
            raise CommandError(message)

    def _print(self, console: Console, report: RunReport, *, is_done: bool) -> None:
        changed, same = report.counts["updated"], report.counts["unchanged"]
        would = "changed" if is_done else "would change"
        console.print(f"{changed} {would}, {same} unchanged", highlight=False)
        if not changed:
            return
        table = Table(box=None, pad_edge=False)
        table.add_column("fact")
        table.add_column("read otherwise", justify="right")
        table.add_column("shown otherwise", justify="right")
        for fact in sorted({*report.readings, *report.rows}):
            table.add_row(fact, str(report.readings[fact]), str(report.rows[fact]))
        console.print(table)
