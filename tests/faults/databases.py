"""Fresh databases for faults: files, disks of a few megabytes, servers to crash."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

import psycopg

from tests.faults.target import Target
from tests.postgres import OPTIONS, _run, find_programs, run_postgres
from tests.postgres import _reachable as reachable

SMALL_DISK = "256m"


class Databases:
    """Makes archives to which knowledge is shipped, all of one template each kind."""

    def __init__(self, home: Path, stack: ExitStack) -> None:
        self.home = home
        self.stack = stack
        self.number = 0
        self.postgres = ""
        self.templates: dict[str, Target] = {}

    def make(self, kind: str) -> Target:
        """Return a fresh archive on "sqlite" or "postgresql"."""
        if kind not in self.templates:
            self.templates[kind] = self._make_template(kind)
        template = self.templates[kind]
        self.number += 1
        var = self.home / f"{kind}-{self.number}"
        var.mkdir()
        if kind == "sqlite":
            shutil.copy(template.var / "archive.db", var)
            return Target(f"sqlite:///{var}/archive.db", var)
        name = f"archive{self.number}"
        self._sql(f"CREATE DATABASE {name} TEMPLATE template_archive")
        return Target(self.postgres.removesuffix("/postgres") + f"/{name}", var)

    def make_empty(self, kind: str) -> Target:
        """Return a database without tables."""
        if kind not in self.templates:  # and no server yet
            self.templates[kind] = self._make_template(kind)
        self.number += 1
        var = self.home / f"{kind}-empty-{self.number}"
        var.mkdir()
        if kind == "sqlite":
            return Target(f"sqlite:///{var}/archive.db", var)
        self._sql(f"CREATE DATABASE empty{self.number}")
        base = self.postgres.removesuffix("/postgres")
        return Target(f"{base}/empty{self.number}", var)

    def _make_template(self, kind: str) -> Target:
        var = self.home / f"{kind}-template"
        var.mkdir()
        if kind == "sqlite":
            target = Target(f"sqlite:///{var}/archive.db", var)
        else:
            self.postgres = self.stack.enter_context(run_postgres())
            self._sql("CREATE DATABASE template_archive")
            base = self.postgres.removesuffix("/postgres")
            target = Target(f"{base}/template_archive", var)
        target.must("migrate", "--verbosity=0")
        empty = self.home / "empty"
        empty.mkdir(exist_ok=True)
        target.must("ingest", empty)
        return target

    def _sql(self, statement: str) -> None:
        execute(Path(self.postgres.removeprefix("postgres:///")).parent, statement)


def execute(socket: Path, statement: str) -> None:
    """Run a statement on the server whose socket is in this folder."""
    with psycopg.connect(
        host=str(socket), dbname="postgres", user=getuser(), autocommit=True
    ) as connection:
        connection.execute(statement)


@dataclass
class Server:
    """A PostgreSQL server that can be crashed."""

    programs: Path
    home: Path

    @property
    def url(self) -> str:
        return f"postgres:///{self.home}/archive"

    def start(self) -> None:
        options = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
        self._ctl("-o", f"-k {self.home} {options}", f"--log={self.home}/log", "start")

    def crash(self) -> None:
        self._ctl("--mode=immediate", "stop")

    def _ctl(self, *arguments: str) -> None:
        _run(
            self.home,
            f"{self.programs}/pg_ctl",
            f"--pgdata={self.home / 'data'}",
            *arguments,
        )


@contextmanager
def crashable(databases: Databases, folder: Path) -> Iterator[Server]:
    """Run a server of its own, in `folder`, with an archive of the usual template."""
    folder.mkdir(exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    programs = reachable(find_programs(), folder)
    server = Server(programs, folder)
    _run(
        folder,
        f"{programs}/initdb",
        f"--pgdata={folder / 'data'}",
        f"--username={getuser()}",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    )
    server.start()
    try:
        execute(folder, "CREATE DATABASE archive")
        yield server
    finally:
        server.crash()


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a disk of a few megabytes, where that may be done."""
    folder.mkdir(parents=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", folder],
        check=True,
        capture_output=True,
    )
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=False)
