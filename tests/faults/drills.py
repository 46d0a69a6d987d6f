"""The drills: each does its faults, and returns how many there were.

A drill raises AssertionError where something was lost, doubled or half-written.
"""

import random
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from tests.faults.databases import Databases, crashable, small_disk
from tests.faults.target import Target, kill, make_folder, wait_a_moment

CURATE = """
import django, time
django.setup()
from django.contrib.auth.models import User
from articles import curate
from articles.models import Article
from articles.store import again
user, _ = User.objects.get_or_create(username="curator")
ids = list(Article.everything.order_by("pk").values_list("pk", flat=True))
for number in range({count}):
    pk = ids[number % len(ids)]
    values = {{"headline": f"Judul {{number}}"}}
    again(lambda: curate.correct(pk, values, by=user, reason="drill"))
"""


@dataclass
class Drills:
    """What the drills share: where to work, and the files to ingest."""

    home: Path
    databases: Databases
    files: int
    seed: int = 1

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)  # noqa: S311 - for likeness
        self.folder = make_folder(self.home / "files", self.files)
        self.wanted: dict[str, str] = {}
        self.seconds = 1.0  # that an ingest works, once it has started

    def want(self, kind: str) -> str:
        """Return the export of an ingest that nothing disturbed."""
        if kind not in self.wanted:
            target = self.databases.make(kind)
            process = target.start("ingest", self.folder)
            self._wait_for_work(target, process, 1)
            begun = time.monotonic()
            said, _ = process.communicate()
            assert process.returncode == 0, said
            self.seconds = time.monotonic() - begun
            self.wanted[kind] = target.export()
        return self.wanted[kind]

    def kills(self, kind: str, jobs: int, count: int) -> int:
        """Kill an ingest again and again in mid-work, then let one end."""
        self.want(kind)
        target, killed = self.databases.make(kind), 0
        while killed < count:
            runs = target.count_runs()
            process = target.start("ingest", "--jobs", jobs, self.folder)
            self._wait_for_work(target, process, runs + 1)
            if wait_a_moment(process, self.dice, self.seconds):
                kill(process)
                killed += 1
                continue
            process.communicate()
            # All of it was stored: from the beginning.
            self._end(kind, target)
            target = self.databases.make(kind)
        self._end(kind, target)
        return killed

    def _wait_for_work(
        self, target: Target, process: subprocess.Popen[str], runs: int
    ) -> None:
        """Wait until the program has started, which takes longer than its work."""
        while target.count_runs() < runs and process.poll() is None:
            time.sleep(0.05)

    def _end(self, kind: str, target: Target) -> None:
        target.check_whole()
        target.must("ingest", self.folder)
        assert target.export() == self.want(kind), "another archive than undisturbed"

    def full_disks(self, kind: str, count: int) -> int:
        """Fill the disk at random moments' sizes; free it, and let one run end."""
        full = 0
        self.want(kind)
        with small_disk(self.home / f"disk-{kind}") as disk:
            filler = disk / "filler"
            if kind == "sqlite":
                while full < count:
                    full += self._fill_sqlite(disk, filler)
            else:
                with crashable(self.databases, disk / "server") as server:
                    target = Target(server.url, self.home)
                    target.must("migrate", "--verbosity=0")
                    target.must("ingest", self.home / "empty")
                    for _ in range(count):
                        full += self._fill(target, disk, filler)
                    self._end(kind, target)
        return full

    def _fill_sqlite(self, disk: Path, filler: Path) -> int:
        template = self.databases.make("sqlite")
        place = disk / f"{self.dice.random()}"
        shutil.copytree(template.var, place)
        target = Target(f"sqlite:///{place}/archive.db", place)
        full = sum(self._fill(target, disk, filler) for _ in range(4))
        self._end("sqlite", target)
        shutil.rmtree(place)
        return full

    def _fill(self, target: Target, disk: Path, filler: Path) -> int:
        """Leave a little room, and ingest; whether there was too little."""
        room = shutil.disk_usage(disk).free - self.dice.randrange(50_000, 3_000_000)
        with filler.open("wb") as file:
            while room > 0:
                room -= file.write(bytes(min(room, 1_000_000)))
        code, said = target.run("ingest", self.folder)
        filler.unlink()
        assert "Traceback" not in said, said
        if code:
            assert "The disk is full: free some space" in said, said
        time.sleep(0.2)
        for _ in range(50):  # a server may be coming up again
            try:
                target.check_whole()
            except subprocess.CalledProcessError:
                time.sleep(0.2)
            else:
                break
        return int(code != 0)

    def crashes(self, count: int) -> int:
        """Crash the PostgreSQL server in mid-ingest, and start it again."""
        done = 0
        self.want("postgresql")
        with crashable(self.databases, self.home / "crash") as server:
            target = Target(server.url, self.home)
            target.must("migrate", "--verbosity=0")
            target.must("ingest", self.home / "empty")
            while done < count:
                runs = target.count_runs()
                process = target.start("ingest", self.folder)
                self._wait_for_work(target, process, runs + 1)
                is_running = wait_a_moment(process, self.dice, self.seconds)
                server.crash()
                said, _ = process.communicate()
                server.start()
                if is_running and process.returncode:
                    assert "is gone or failed" in said, said
                    assert "Traceback" not in said, said
                done += 1
                target.check_whole()
            self._end("postgresql", target)
        return done

    def four_at_once(self, kind: str) -> int:
        """Ingest the same folder four times at once."""
        target = self.databases.make(kind)
        running = [target.start("ingest", self.folder) for _ in range(4)]
        for process in running:
            said, _ = process.communicate()
            assert process.returncode == 0, said
        self._end(kind, target)
        return 4

    def beside_curation(self, kind: str, count: int) -> int:
        """Correct articles while they are ingested with news, and read again."""
        target = self.databases.make(kind)
        target.must("ingest", self.folder)
        catalogue = self.folder / "catalogue.csv"
        before = catalogue.read_text(encoding="utf-8")
        catalogue.write_text(before.replace("2024-03", "2024-04"), encoding="utf-8")
        running = [target.start("ingest", self.folder), target.start("reextract")]
        target.python(CURATE.format(count=count))
        for process in running:
            said, _ = process.communicate()
            assert process.returncode == 0, said
        catalogue.write_text(before, encoding="utf-8")
        program = "import django; django.setup()\nfrom articles.models import *\n"
        program += "print(Correction.objects.count())"
        assert int(target.python(program)) == count, "a correction was lost"
        target.must("verify")
        return count
