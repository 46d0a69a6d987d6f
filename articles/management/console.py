"""What commands over many documents say while they work, and take as options."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn

from articles.records import Rejection


def add_run_options(parser: ArgumentParser) -> None:
    """Add what every run of the extractor can be told."""
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


def _parse_jobs(value: str) -> int:
    jobs = int(value)
    if jobs < 1:
        raise ValueError
    return jobs


@contextmanager
def show_progress(console: Console) -> Iterator[Callable[[], None]]:
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


def print_rejected(console: Console, rejected: Iterable[Rejection]) -> None:
    """Name what could not be taken, a line each."""
    for rejection in rejected:
        console.print(
            f"rejected {rejection.file}: {rejection.reason}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
