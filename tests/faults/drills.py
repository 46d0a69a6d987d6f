"""The drills on writers: each does its faults, and says what came of them.

A drill raises AssertionError where something is half-written, or ends otherwise than
it should.
"""

import shutil
import subprocess
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from tests.faults.databases import Databases
from tests.faults.disk import mounted
from tests.faults.ground import Ground, make_dice
from tests.faults.outcome import Outcome
from tests.faults.target import Target, kill, wait_a_moment

# What a small disk has room for.
SMALL = {"wal_keep_size": "0", "max_wal_size": "48MB", "min_wal_size": "32MB"}
# What a server has acknowledged is to be there after a crash.
SAFE = {"synchronous_commit": "on"}
# Bytes left on a disk: at least, and at most for each file, which takes twice that.
ROOM = (50_000, 6_000)
# Times that a disk is filled under one archive: later, all would be stored.
FILLS = 4
CURATE = """
import django
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
COUNT_CORRECTIONS = """
import django
django.setup()
from articles.models import Correction
values = list(Correction.objects.values_list("value", flat=True))
print(len(values), len(set(map(str, values))))
"""


def drill_kills(ground: Ground, kind: str, jobs: int, count: int) -> Outcome:
    """Kill ingests in mid-work, again and again."""
    return _disturb(ground, ground.databases, kind, kill, count=count, jobs=jobs)


def drill_crashes(ground: Ground, count: int) -> Outcome:
    """Crash a PostgreSQL server in mid-ingest, and start it again."""
    with ExitStack() as stack:
        own = Databases(ground.home / "crash", stack, **SAFE)

        def crash(process: subprocess.Popen[str]) -> None:
            own.crash()
            said, _ = process.communicate()
            own.revive()
            if process.returncode:
                assert "is gone or failed" in said, said
                assert "Traceback" not in said, said

        return _disturb(ground, own, "postgresql", crash, count=count)


def _disturb(
    ground: Ground,
    databases: Databases,
    kind: str,
    harm: Callable[[subprocess.Popen[str]], None],
    *,
    count: int,
    jobs: int = 1,
) -> Outcome:
    """Do harm to ingests until all is stored, let one end, compare; until enough."""
    outcome, dice = Outcome(), make_dice(f"{kind} {jobs}")
    seconds = ground.work_seconds(kind)
    while outcome.faults < count:
        target, stored = databases.make(kind), 0
        while outcome.faults < count and stored < ground.files:
            process = ground.start_ingest(target, jobs)
            left = seconds * (1 - stored / ground.files)
            if not wait_a_moment(process, dice, left):
                process.communicate()
                break
            stored = outcome.follow(stored, target.count_stored())
            harm(process)
            outcome.faults += 1
            stored = outcome.follow(stored, target.count_stored())
        ground.end(target, outcome)
        databases.drop(target)
    return outcome


def drill_full_disks(ground: Ground, kind: str, count: int) -> Outcome:
    """Fill the disk under ingests, free it, and let one end."""
    outcome, dice = Outcome(), make_dice(f"{kind} disks")
    ground.want(kind)
    disk = ground.home / f"disk-{kind}"
    disk.mkdir()
    with mounted(disk, "256m"), ExitStack() as stack:
        small = Databases(disk / "archives", stack, **SMALL)
        while outcome.faults < count:
            target, stored = small.make(kind), 0
            for _ in range(FILLS):
                room = dice.randrange(ROOM[0], ROOM[1] * ground.files)
                outcome.faults += _ingest_on_full_disk(ground, target, disk, room)
                small.revive()
                stored = outcome.follow(stored, target.count_stored())
            ground.end(target, outcome)
            small.drop(target)
    return outcome


def _ingest_on_full_disk(ground: Ground, target: Target, disk: Path, room: int) -> bool:
    """Ingest with a little room left; whether it was too little."""
    filler = disk / "filler"
    surplus = shutil.disk_usage(disk).free - room
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while surplus > 0:  # or until the server has taken the last of it
            surplus -= file.write(bytes(min(surplus, 1_000_000)))
    code, said = target.run("ingest", ground.folder)
    filler.unlink()
    assert "Traceback" not in said, said
    if code:
        told = "The disk is full: free some space" in said
        # A server that can't write its log ends, and says why to its log alone.
        is_gone = target.kind == "postgresql" and "is gone or failed" in said
        assert told or is_gone, said
    return code != 0


def drill_four_at_once(ground: Ground, kind: str) -> Outcome:
    """Ingest the same folder four times at once."""
    outcome = Outcome(faults=4)
    target = ground.databases.make(kind)
    running = [target.start("ingest", ground.folder) for _ in range(4)]
    for process in running:
        said, _ = process.communicate()
        assert process.returncode == 0, said
    target.count_stored()
    ground.end(target, outcome)
    return outcome


def drill_beside_curation(ground: Ground, kind: str, count: int) -> Outcome:
    """Correct articles while they are ingested with news, and read again."""
    target = ground.databases.make(kind)
    target.must("ingest", ground.folder)
    folder = ground.home / f"news-{kind}"
    shutil.copytree(ground.folder, folder)
    catalogue = folder / "catalogue.csv"
    news = catalogue.read_text(encoding="utf-8").replace("2024-03", "2024-04")
    catalogue.write_text(news, encoding="utf-8")
    running = [target.start("ingest", folder), target.start("reextract")]
    target.python(CURATE.format(count=count))
    for process in running:
        said, _ = process.communicate()
        assert process.returncode == 0, said
    corrections, different = map(int, target.python(COUNT_CORRECTIONS).split())
    target.must("verify")
    return Outcome(count, lost=count - different, doubled=corrections - different)
