"""Where drills are done: what they share, and what an undisturbed archive says."""

import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Lock

from tests.faults.databases import KINDS, Databases
from tests.faults.disk import NoDiskError, mounted
from tests.faults.outcome import Outcome
from tests.faults.target import Target, make_folder


class Ground:
    """Files to ingest, and what comes of them on each kind of database."""

    def __init__(self, home: Path, databases: Databases, files: int) -> None:
        self.home = home
        self.files = files
        self.databases = databases
        self.folder = make_folder(home / "files", files)
        self._locks = {kind: Lock() for kind in KINDS}
        self._wanted: dict[str, str] = {}
        self._seconds: dict[str, float] = {}

    def want(self, kind: str) -> str:
        """Return the export of an ingest that nothing disturbed."""
        with self._locks[kind]:
            if kind not in self._wanted:
                self._learn(kind)
            return self._wanted[kind]

    def work_seconds(self, kind: str) -> float:
        """Return how long an ingest works, once it has started."""
        self.want(kind)
        return self._seconds[kind]

    def start_ingest(self, target: Target, jobs: int = 1) -> subprocess.Popen[str]:
        """Start one and wait until it works: to start takes longer than that."""
        runs = target.count_runs()
        process = target.start("ingest", "--jobs", jobs, self.folder)
        while target.count_runs() == runs and process.poll() is None:
            time.sleep(0.05)
        return process

    def end(self, target: Target, outcome: Outcome) -> None:
        """Let one ingest end, and compare what there is then."""
        target.must("ingest", self.folder)
        outcome.compare(self.want(target.kind), target.export())

    def _learn(self, kind: str) -> None:
        target = self.databases.make(kind)
        process = self.start_ingest(target)
        begun = time.monotonic()
        said, _ = process.communicate()
        assert process.returncode == 0, said
        self._seconds[kind] = time.monotonic() - begun
        self._wanted[kind] = target.export()


@contextmanager
def make_ground(files: int, *, in_memory: bool = False) -> Iterator[Ground]:
    """Give so many files to ingest and databases, all in a folder of their own.

    In memory, where that may be done, none of it waits for a disk that others use.
    """
    # Not in $TMPDIR, which macOS makes too long for a socket's name.
    home = Path(tempfile.mkdtemp(prefix="newsarchive-faults-", dir="/tmp"))
    try:
        with ExitStack() as stack:
            if in_memory:
                with suppress(NoDiskError):
                    stack.enter_context(mounted(home, "4g"))
            home.chmod(0o755)  # for the server, which is another user's if we are root
            yield Ground(home, Databases(home / "archives", stack), files)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def make_dice(name: str) -> random.Random:
    """Return what rolls the same for a drill whenever it is done."""
    return random.Random(name)  # noqa: S311 - for likeness
