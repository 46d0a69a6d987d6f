"""The archive as its users get it: set up and served by `manage.py quickstart`."""

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg
from django.db import connection
from psycopg.sql import SQL, Identifier

from newsarchive.settings import BASE_DIR, env

START_SECONDS = 120
# user admin, password 4Hq8… (shown only now)
LOGIN = re.compile(r"user (\S+), password (\S+)")


@dataclass(frozen=True, slots=True)
class Site:
    """A running archive that nothing else uses."""

    url: str  # without a slash at the end
    user: str
    password: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a command on the site's database; return what it said."""
        return subprocess.check_output(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE_DIR,
            env=self.environment,
            text=True,
        )


@contextmanager
def serve_site(
    folder: Path, url: str = "", settings: Mapping[str, str] | None = None
) -> Iterator[Site]:
    """Serve a fresh archive, on the database at `url`, else on one of this run's.

    `settings` are those of the environment that the archive shall have besides.
    """
    own = nullcontext({"DATABASE_URL": url, "DATABASE_URL_FILE": ""})
    with own if url else _database() as database:
        own_folder = {"VAR_DIR": str(folder / "var")}
        environment = os.environ | database | own_folder | dict(settings or {})
        port = free_port()
        log = folder / "log"
        with log.open("w") as said:
            server = subprocess.Popen(
                [sys.executable, "manage.py", "quickstart", f"--port={port}"],
                cwd=BASE_DIR,
                env=environment,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        url = f"http://127.0.0.1:{port}"
        try:
            _wait(url, server, log)
            login = LOGIN.search(log.read_text())
            assert login, log.read_text()
            yield Site(url, login[1], login[2], environment)
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server answers, whatever it says."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with suppress(URLError, ConnectionError):
            try:
                # Never a redirect to TLS, as any page may be.
                urlopen(f"{url}/healthz").close()  # noqa: S310
            except HTTPError as answer:
                answer.close()
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text())


@contextmanager
def _database() -> Iterator[dict[str, str]]:
    """The environment of a database of the site's own."""
    if connection.vendor == "sqlite":
        yield {}  # in the site's own folder, as by default
        return
    name = f"site_{secrets.token_hex(4)}"
    # postgres://user@host/name?sslmode=require
    server, _, place = env.str("DATABASE_URL").rpartition("/")
    query = place.partition("?")[2]
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**parameters, autocommit=True) as postgres:
        postgres.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        yield {
            "DATABASE_URL": f"{server}/{name}{query and f'?{query}'}",
            "DATABASE_URL_FILE": "",
        }
        postgres.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
