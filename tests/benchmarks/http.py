"""Requests a second of the served archive, and of Datasette on the same articles."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from newsarchive.settings import BASE_DIR
from tests.benchmarks.archive import Archive
from tests.benchmarks.datasette import datasette_paths, write_database
from tests.benchmarks.pages import archive_paths

SECONDS = 2  # for each run
# Of which the best counts: the connections of one may all be with one process of the
# server's, while the other waits.
RUNS = 3
CONNECTIONS = 8
# So often each address is asked for first: every process keeps counts of its own.
WARM_UP = 4
START_SECONDS = 60
# Requests/sec:    123.45
RATE = re.compile(r"^Requests/sec:\s+([\d.]+)", re.MULTILINE)
# wrk asks for the addresses in turn.
SCRIPT = """
local paths = {{ {paths} }}
local place = 0
request = function()
  place = place % #paths + 1
  return wrk.format("GET", paths[place][1], {{["If-None-Match"] = paths[place][2]}})
end
"""

Address = tuple[str, str]  # a path, and the tag that the asker has of it


def measure_http(archive: Archive, datasette: Path | None) -> list[dict[str, Any]]:
    """Return requests a second by class of pages; nothing where there is no `wrk`."""
    if not shutil.which("wrk"):
        return []
    paths = archive_paths(archive)
    with TemporaryDirectory() as name:
        folder = Path(name)
        with _serve_archive(folder, kept=0) as url:
            made = {kind: _ask(url, _untagged(p)) for kind, p in paths.items()}
            tagged = {
                kind: _ask(url, [(path, _tag(url + path)) for path in p])
                for kind, p in paths.items()
            }
        with _serve_archive(folder, kept=200) as url:
            kept = {kind: _ask(url, _untagged(p)) for kind, p in paths.items()}
        others = _measure_datasette(datasette, folder, paths) if datasette else {}
    return [
        {
            "class": kind,
            "requests_per_s": kept[kind],
            "made_per_s": made[kind],
            "with_etag_per_s": tagged[kind],
            "datasette_per_s": others.get(kind),
        }
        for kind in paths
    ]


def _measure_datasette(
    datasette: Path, folder: Path, paths: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    with _serve_datasette(datasette, folder) as url:
        return {
            kind: _ask(url, _untagged(each))
            for kind, each in datasette_paths(paths).items()
        }


def _untagged(paths: Sequence[str]) -> list[Address]:
    return [(path, "") for path in paths]


def _tag(url: str) -> str:
    with urlopen(url) as answer:  # noqa: S310 - our own server
        return str(answer.headers["ETag"])


def _ask(url: str, addresses: list[Address]) -> float:
    """Return requests a second, after each address was asked for a few times."""
    for path, _ in addresses * WARM_UP:
        with urlopen(url + path) as answer:  # noqa: S310 - our own server
            answer.read()
    listed = ", ".join(f"{{ [=[{path}]=], [=[{tag}]=] }}" for path, tag in addresses)
    with TemporaryDirectory() as folder:
        script = Path(folder) / "paths.lua"
        script.write_text(SCRIPT.format(paths=listed))
        options = ["-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "20s"]
        command = ["wrk", *options, "-s", str(script), url]
        return max(_run(command) for _ in range(RUNS))


def _run(command: Sequence[str]) -> float:
    said = subprocess.check_output(command, text=True)
    if "Non-2xx" in said or not (rate := RATE.search(said)):
        raise RuntimeError(said)
    return float(rate[1])


@contextmanager
def _serve_archive(folder: Path, *, kept: int) -> Iterator[str]:
    environment = os.environ | {
        "VAR_DIR": str(folder),
        "DATABASE_POOL": "true",
        "KEPT_PAGES": str(kept),
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, cwd=BASE_DIR, env=environment, check=True)
    port = _free_port()
    serve = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
    bind = ["--bind", f"127.0.0.1:{port}"]
    with _serving([*serve, *bind, "newsarchive.wsgi"], port, environment) as url:
        yield url


@contextmanager
def _serve_datasette(datasette: Path, folder: Path) -> Iterator[str]:
    database = folder / "bench.db"
    write_database(database)
    port = _free_port()
    serve = [str(datasette), "serve", str(database), "--port", str(port)]
    limits = ["--setting", "sql_time_limit_ms", "10000"]
    facets = ["--setting", "facet_time_limit_ms", "10000"]
    with _serving([*serve, *limits, *facets], port, os.environ) as url:
        yield url


@contextmanager
def _serving(
    command: Sequence[str], port: int, environment: Mapping[str, str]
) -> Iterator[str]:
    url = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        command,
        cwd=BASE_DIR,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(url)
        yield url
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str) -> None:
    for _ in range(10 * START_SECONDS):
        try:
            with urlopen(url):  # noqa: S310 - our own server
                return
        except URLError:
            time.sleep(0.1)
    message = f"nothing answers at {url}"
    raise RuntimeError(message)


def _free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port: int = place.getsockname()[1]
        return port
