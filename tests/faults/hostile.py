"""Hundreds of bad files in one folder with good ones: each costs only itself."""

import hashlib
import json
import os
from pathlib import Path

from tests.benchmarks.texts import make_dumps
from tests.faults.bad_files import bad_files
from tests.faults.databases import Databases
from tests.faults.outcome import Outcome
from tests.faults.target import Target

GOOD = 50
MOST_BYTES = 2**30
SECRET = "Rahasia di luar berkas yang disebut."
FOUND = """
import django, json
django.setup()
from articles.models import *
run = IngestRun.objects.latest("pk")
print(json.dumps({
    "stored": list(RawFile.objects.values_list("name", "sha256")),
    "rejected": [(each["file"], each["reason"]) for each in run.rejected],
    "secrets": Article.everything.filter(body__contains="Rahasia di luar").count(),
    "finished": run.finished_at is not None,
}))
"""


def drill_hostile_files(databases: Databases, home: Path) -> Outcome:
    """Ingest them; what is neither stored nor reported with a reason is lost."""
    folder = home / "hostile"
    folder.mkdir()
    (home / "secret.txt").write_text(SECRET, encoding="utf-8")
    good = set()
    for number, text in enumerate(make_dumps(GOOD, seed=99)):
        data = text.encode()
        (folder / f"good {number}.txt").write_bytes(data)
        good.add(hashlib.sha256(data).hexdigest())
    bad = []
    for name, make in bad_files():
        make(folder / name)
        bad.append(name)
    lines = (
        "file,note",
        "../secret.txt,x",
        "/etc/passwd,x",
        "pipe.txt,x",
        "good 1.txt,x",
    )
    (folder / "catalogue.csv").write_text("\n".join(lines), encoding="utf-8")
    target = databases.make("sqlite")
    memory = _ingest(target, folder)
    found = json.loads(target.python(FOUND))
    assert found["finished"], "the run did not end"
    assert not found["secrets"], "a file outside the folder was read"
    assert all(reason for _, reason in found["rejected"]), "without a reason"
    assert memory < MOST_BYTES, f"{memory / 2**20:.0f} MB of memory"
    target.must("verify")
    hashes = [sha256 for _, sha256 in found["stored"]]
    told = {Path(file.split("#")[0]).name for file, _ in found["rejected"]}
    told |= {name.split("#")[0] for name, _ in found["stored"]}
    hidden = [name for name in bad if not _is_told(folder / name, told, set(hashes))]
    missing = good - set(hashes)
    said = f"{GOOD - len(missing)} of {GOOD} good files stored, "
    said += f"{memory / 2**20:.0f} MB of memory"
    if hidden:
        said += f"; neither stored nor reported: {hidden}"
    lost = len(missing) + len(hidden)
    return Outcome(len(bad), lost, len(hashes) - len(set(hashes)), said)


def _is_told(path: Path, told: set[str], hashes: set[str]) -> bool:
    if path.name in told:
        return True
    # Or its bytes came under another name before.
    data = path.read_bytes() if path.stat().st_size < 10**8 else b""
    return hashlib.sha256(data).hexdigest() in hashes


def _ingest(target: Target, folder: Path) -> int:
    """Ingest, which must say that not all went in; return the most memory it took."""
    process = target.start("ingest", folder)
    assert process.stdout
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code == 1, f"exit code {code}: {said[-2000:]}"
    assert "Traceback" not in said, said[-3000:]
    return usage.ru_maxrss * 1024
