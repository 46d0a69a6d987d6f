"""Fresh archives for faults, each a copy of one template for each kind of database."""

import shutil
import time
from contextlib import ExitStack
from getpass import getuser
from pathlib import Path
from threading import Lock

import psycopg

from tests.faults.target import Target
from tests.postgres import crash, revive, run_postgres

KINDS = ("sqlite", "postgresql")
# Seconds in which a server has recovered from anything.
PATIENCE = 60


class Databases:
    """Makes archives to which knowledge is shipped, in `home`, with a server there.

    `options` are those of the server that shall be other than usual.
    """

    def __init__(self, home: Path, stack: ExitStack, **options: str) -> None:
        self.home = home
        self.home.mkdir(exist_ok=True)
        self.empty = home / "empty"
        self.empty.mkdir()
        self._stack = stack
        self._options = options
        self._lock = Lock()
        self._number = 0
        self._server = ""
        self._templates: dict[str, Target] = {}

    def make(self, kind: str) -> Target:
        """Return a fresh archive on "sqlite" or "postgresql"."""
        with self._lock:
            if kind not in self._templates:
                self._templates[kind] = self._make_template(kind)
            template = self._templates[kind]
            if kind == "postgresql":
                return self._make(kind, f"TEMPLATE {template.name}")
            target = self._make(kind)
            shutil.copy(template.var / "archive.db", target.var)
            return target

    def make_empty(self, kind: str) -> Target:
        """Return a database without tables."""
        with self._lock:
            return self._make(kind)

    def drop(self, target: Target) -> None:
        """Free the room that an archive takes."""
        if target.kind == "postgresql":
            self._sql(f"DROP DATABASE {target.name} WITH (FORCE)")
        shutil.rmtree(target.var)

    def crash(self) -> None:
        """End the server as a power cut would, and start it again."""
        with crash(self._server):
            pass

    def revive(self) -> None:
        """Wait until the server, if any, is up again; start it if it gave up."""
        deadline = time.monotonic() + PATIENCE
        while self._server:
            try:
                self._sql("SELECT 1")
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, "the server doesn't come up again"
                revive(self._server)
                time.sleep(0.1)
            else:
                return

    def _make(self, kind: str, template: str = "") -> Target:
        self._number += 1
        name = f"archive{self._number}"
        var = self.home / f"{kind}-{name}"
        var.mkdir()
        if kind == "sqlite":
            return Target(f"sqlite:///{var}/archive.db", var)
        if not self._server:
            server = run_postgres(self.home / "server", **self._options)
            self._server = self._stack.enter_context(server)
        self._sql(f"CREATE DATABASE {name} {template}")
        # Else a crash takes a copied sequence back to where the template's was.
        self._sql("CHECKPOINT")
        return Target(self._server.removesuffix("postgres") + name, var)

    def _make_template(self, kind: str) -> Target:
        target = self._make(kind)
        target.must("migrate", "--verbosity=0")
        target.must("ingest", self.empty)
        return target

    def _sql(self, statement: str) -> None:
        socket = self._server.removeprefix("postgres:///").removesuffix("/postgres")
        with psycopg.connect(
            host=socket, dbname="postgres", user=getuser(), autocommit=True
        ) as connection:
            connection.execute(statement)
