"""How fast raw files become articles, from reading to the last commit.

As a program: takes a folder in, and prints what that cost.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django

from newsarchive.settings import BASE_DIR
from tests.benchmarks.texts import make_dumps

FILES = 3_000
TENTH = FILES // 10
JOBS = 2


def measure_ingest(corpus: Sequence[str]) -> dict[str, Any]:
    """Take in a few files, many others, and those again, each in a process of its own.

    The files are texts of `corpus` if there are enough, else made up.
    """
    with TemporaryDirectory() as home:
        texts = _texts(corpus)
        few = _write(Path(home) / "few", texts, TENTH)
        many = _write(Path(home) / "many", texts, FILES)
        small, first, again = _run(few), _run(many), _run(many)
    return {
        "files": FILES,
        "jobs": JOBS,
        "articles_per_s": round(FILES / first["seconds"], 1),
        "again_per_s": round(FILES / again["seconds"], 1),
        "again_times_faster": round(first["seconds"] / again["seconds"], 1),
        "writer_cpu_ms": round(1000 * first["own_cpu"] / FILES, 2),
        "workers_cpu_ms": round(1000 * first["workers_cpu"] / FILES, 2),
        "peak_mb": first["peak_mb"],
        "peak_mb_of_a_tenth": small["peak_mb"],
    }


def _texts(corpus: Sequence[str]) -> Iterator[str]:
    is_enough = len(corpus) >= TENTH + FILES
    return iter(corpus) if is_enough else make_dumps(TENTH + FILES)


def _write(folder: Path, texts: Iterator[str], count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:06d}.txt").write_text(next(texts), encoding="utf-8")
    return folder


def _run(folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.ingest", str(folder)]
    said = subprocess.check_output(command, cwd=BASE_DIR, text=True)
    costs: dict[str, float] = json.loads(said)
    return costs


def _take_in(folder: Path) -> dict[str, float]:
    """Ingest, and return what that took beyond the start of Python and Django."""
    django.setup()
    # Models can be imported only now.
    from articles.ingest import ingest

    start, worked = time.perf_counter(), time.process_time()
    report = ingest([folder], by="bench", jobs=JOBS)
    if report.rejected:
        message = f"rejected: {report.rejected[0]}"
        raise RuntimeError(message)
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": time.perf_counter() - start,
        "own_cpu": time.process_time() - worked,
        "workers_cpu": workers.ru_utime + workers.ru_stime,
        # In bytes on macOS, elsewhere in kB.
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        // (1_000_000 if sys.platform == "darwin" else 1_000),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_take_in(Path(sys.argv[1]))))
