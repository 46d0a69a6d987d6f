"""The command line of `script/test faults`: every drill, and a table of them."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial

import psycopg
from rich.console import Console
from rich.table import Table

from tests.faults import drills
from tests.faults.databases import KINDS
from tests.faults.disk import NoDiskError
from tests.faults.ground import Ground, make_ground
from tests.faults.hostile import drill_hostile_files
from tests.faults.moving import drill_moving
from tests.faults.outcome import Outcome
from tests.faults.promises import run_tests
from tests.postgres import PostgresError

Drill = tuple[str, Callable[[], Outcome]]
FILES = 450
# As many as there are processors on small machines.
AT_ONCE = 2
# What ends a drill, and no other.
FAILURES = (
    *(AssertionError, OSError, subprocess.SubprocessError),
    *(psycopg.Error, PostgresError, NoDiskError),
)


def list_drills(ground: Ground) -> list[Drill]:
    """Return the drills that bear company, those that take longest first."""
    found: list[Drill] = []
    for jobs in (1, 2):
        for kind in KINDS:
            act = partial(drills.drill_kills, ground, kind, jobs, 25)
            found.append((f"kill -9 in mid-work, --jobs {jobs}, {kind}", act))
    crashes = partial(drills.drill_crashes, ground, 20)
    found.append(("crashes of PostgreSQL", crashes))
    for kind in KINDS:
        act = partial(drills.drill_full_disks, ground, kind, 10)
        found.append((f"full disks, {kind}", act))
    files = partial(drill_hostile_files, ground.databases, ground.home)
    found.append(("hostile files", files))
    moving = partial(drill_moving, ground.databases, ground.folder)
    found.append(("backups restored, both ways and on", moving))
    for kind in KINDS:
        beside = partial(drills.drill_beside_curation, ground, kind, 200)
        found.append((f"corrections beside ingest and reextract, {kind}", beside))
        four = partial(drills.drill_four_at_once, ground, kind)
        found.append((f"four ingests at once, {kind}", four))
        for name, test in (
            ("hostile requests", "tests/test_hostile_requests.py"),
            ("damage looked for", "tests/verify"),
        ):
            act = partial(_test_on, ground, kind, test)
            found.append((f"{name}, {kind}", act))
    return found


def list_measurements() -> list[Drill]:
    """Return what measures seconds, and so is done alone."""
    return [
        ("PostgreSQL hangs, crashes", partial(run_tests, "tests/test_unavailable.py")),
        ("slow clients", partial(run_tests, "tests/test_slow_clients.py")),
    ]


def _test_on(ground: Ground, kind: str, test: str) -> Outcome:
    return run_tests(test, url=ground.databases.make_empty(kind).url)


def main(wanted: list[str]) -> int:
    """Do the drills; 1 if any of them lost or doubled something."""
    console = Console()
    table = Table("drill", "faults", "lost", "doubled", "seconds", "result", box=None)
    begun, good = time.monotonic(), True
    with make_ground(FILES, in_memory=True) as ground:
        for stage, at_once in (
            (list_drills(ground), AT_ONCE),
            (list_measurements(), 1),
        ):
            chosen = [
                (name, act)
                for name, act in stage
                if not wanted or any(word in name for word in wanted)
            ]
            with ThreadPoolExecutor(at_once) as pool:
                running = [pool.submit(_do, name, act) for name, act in chosen]
                for done in as_completed(running):
                    row, is_good = done.result()
                    good = good and is_good
                    table.add_row(*row)
                    console.print(*row, sep="  ", markup=False)
    console.print(table)
    console.print(f"{time.monotonic() - begun:.0f} s in all")
    return int(not good)


def _do(name: str, act: Callable[[], Outcome]) -> tuple[list[str], bool]:
    """Do a drill; return its row of the table, and whether all went well."""
    start = time.monotonic()
    try:
        outcome = act()
    except FAILURES as error:
        said = ["–", "–", "–", f"{time.monotonic() - start:.0f}"]
        return [name, *said, f"FAILED: {str(error)[:2000]}"], False
    numbers = (outcome.faults, outcome.lost, outcome.doubled)
    seconds = f"{time.monotonic() - start:.0f}"
    said = [*map(str, numbers), seconds, outcome.said]
    return [name, *said], outcome.is_good


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
