"""An archive that faults are done to: a database, and commands run on it."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

import psycopg

from newsarchive.settings import BASE_DIR
from tests.benchmarks.texts import make_dumps

EXPORT = """
import django, sys
django.setup()
from tests.faults.export import export_lines
sys.stdout.writelines(line + "\\n" for line in export_lines())
"""
# Raw files, by rows and by hashes, and what there has to be of each.
COUNT = """
    SELECT (SELECT count(*) FROM articles_rawfile),
        (SELECT count(DISTINCT sha256) FROM articles_rawfile),
        (SELECT count(*) FROM articles_article),
        (SELECT count(*) FROM articles_extraction)
"""


@dataclass(frozen=True)
class Target:
    """One database, given by its URL."""

    url: str
    var: Path

    @property
    def kind(self) -> str:
        return "sqlite" if self.url.startswith("sqlite") else "postgresql"

    @property
    def name(self) -> str:
        """What PostgreSQL calls the database."""
        return self.url.rpartition("/")[2]

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "DATABASE_URL": self.url,
            "DATABASE_POOL": "false",
            "DJANGO_SETTINGS_MODULE": "newsarchive.settings",
            "SECRET_KEY": "for faults only",
            "VAR_DIR": str(self.var),
        }
        return {k: v for k, v in os.environ.items() if k != "DATABASE_URL_FILE"} | own

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        """Start a command on the archive."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: object) -> tuple[int, str]:
        """Run a command; return its exit code and what it said."""
        process = self.start(*arguments)
        said, _ = process.communicate(timeout=600)
        return process.returncode, said

    def must(self, *arguments: object) -> str:
        """Run a command that has to succeed."""
        code, said = self.run(*arguments)
        assert code == 0, said
        return said

    def python(self, program: str) -> str:
        """Run a few lines of Python on the archive; return what they print."""
        return subprocess.check_output(
            [sys.executable, "-c", program],
            cwd=BASE_DIR,
            env=self.environment,
            text=True,
        )

    def export(self) -> str:
        return self.python(EXPORT)

    def count_runs(self) -> int:
        """Return how many ingests were begun."""
        return self._ask("SELECT count(*) FROM articles_ingestrun")[0]

    def count_stored(self) -> int:
        """Return how many raw files there are; fail if any is half there, or twice."""
        rows, hashes, articles, extractions = self._ask(COUNT)
        found = f"{rows} raw files, {hashes} hashes, {articles} articles, "
        assert rows == hashes == articles == extractions, f"{found}{extractions} read"
        return rows

    def _ask(self, query: str) -> tuple[int, ...]:
        """Return a row of numbers, asked for past the archive's own code."""
        if self.kind == "sqlite":
            path = self.url.removeprefix("sqlite:///")
            with closing(sqlite3.connect(path, timeout=60)) as file:
                return tuple(file.execute(query).fetchone())
        socket, _, name = self.url.removeprefix("postgres:///").rpartition("/")
        with psycopg.connect(host=socket, dbname=name, user=getuser()) as server:
            return tuple(server.execute(query).fetchone() or ())


def kill(process: subprocess.Popen[str]) -> None:
    """End a process as a power cut does."""
    process.send_signal(signal.SIGKILL)
    process.communicate()


def wait_a_moment(
    process: subprocess.Popen[str], dice: random.Random, most: float
) -> bool:
    """Wait for a random moment; whether the process still runs then."""
    end = time.monotonic() + dice.uniform(0, most)
    while time.monotonic() < end and process.poll() is None:
        time.sleep(0.01)
    return process.poll() is None


def make_folder(folder: Path, count: int) -> Path:
    """Write made-up dumps, and a catalogue for some of them."""
    folder.mkdir(parents=True)
    lines = ["file,published,note"]
    for number, text in enumerate(make_dumps(count, seed=7)):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        if number % 5 == 0:
            lines.append(f"{number:05}.txt,2024-03,number {number}")
    (folder / "catalogue.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
