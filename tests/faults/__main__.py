"""The command line of `script/test faults`: every drill, and a table of them."""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.faults.databases import Databases
from tests.faults.drills import Drills
from tests.faults.hostile import drill_hostile_files
from tests.faults.moving import drill_moving

Drill = tuple[str, Callable[[], int]]
FILES = 450


def list_drills(drills: Drills) -> list[Drill]:
    """Return every drill with its name, in the order in which they are done."""
    found: list[Drill] = []
    for kind in ("sqlite", "postgresql"):
        for jobs in (1, 2):
            name = f"kill -9 in mid-work, --jobs {jobs}, {kind}"
            found.append((name, lambda k=kind, j=jobs: drills.kills(k, j, 25)))  # type: ignore[misc]
        name = f"four ingests at once, {kind}"
        found.append((name, lambda k=kind: drills.four_at_once(k)))  # type: ignore[misc]
        name = f"corrections beside ingest and reextract, {kind}"
        found.append((name, lambda k=kind: drills.beside_curation(k, 200)))  # type: ignore[misc]
        name = f"full disks, {kind}"
        found.append((name, lambda k=kind: drills.full_disks(k, 10)))  # type: ignore[misc]
    found.append(("PostgreSQL crashes", lambda: drills.crashes(20)))
    moving = lambda: drill_moving(drills.databases, drills.folder)  # noqa: E731
    found.append(("backups restored, both ways and on", moving))
    hostile = lambda: drill_hostile_files(drills.databases, drills.home)  # noqa: E731
    found.append(("hostile files, of which lost or hidden: 0", hostile))
    return found


def main() -> int:
    """Do the drills; 1 if any of them lost or doubled something."""
    console = Console()
    table = Table("drill", "faults", "seconds", "result", box=None)
    failed = 0
    home = Path(tempfile.mkdtemp(prefix="newsarchive-faults-"))
    home.chmod(0o755)
    wanted = sys.argv[1:]
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, home, ignore_errors=True)
        drills = Drills(home, Databases(home, stack), FILES)
        for name, act in list_drills(drills):
            if wanted and not any(word in name for word in wanted):
                continue
            start = time.monotonic()
            try:
                count, result = act(), "nothing lost or doubled"
            except AssertionError as error:
                count, result = 0, f"FAILED: {str(error)[:2000]}"
                failed += 1
            seconds = f"{time.monotonic() - start:.0f}"
            table.add_row(name, str(count), seconds, result)
            console.print(
                f"{name}: {count} faults, {seconds} s, {result}", markup=False
            )
    console.print(table)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
