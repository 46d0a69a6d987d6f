"""A real primary and a real standby: who reads where, and what if one is away."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.request import Request, urlopen

import psycopg
import pytest

from tests.browser.site import Site, serve_site
from tests.postgres import PostgresError, Standby, crash, run_postgres, run_standby
from tests.test_settings import run
from tests.test_settings import settings as read_settings

# The standby left alone for a while, and a busy machine.
SECONDS = 40


@dataclass(frozen=True, slots=True)
class Pair:
    site: Site
    primary: str
    standby: Standby


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    try:
        with run_postgres() as url, run_standby(url) as standby:
            environment = {"REPLICA_URL": standby.url}
            folder = tmp_path_factory.mktemp("replica")
            with serve_site(folder, url, environment) as site:
                yield Pair(site, url, standby)
    except PostgresError as error:
        pytest.skip(str(error))


def ask(url: str, sql: str) -> int:
    """Run a statement as somebody who is no part of the archive; return its rows."""
    name, _, database = url.removeprefix("postgres:///").rpartition("/")
    with psycopg.connect(host=f"/{name}", dbname=database, autocommit=True) as own:
        return own.execute(sql).rowcount


def add_event(pair: Pair, slug: str) -> None:
    ask(
        pair.primary,
        "INSERT INTO articles_event "
        "(name, slug, indonesian_name, description, indonesian_description, origin, "
        "starts_on, ends_on) VALUES "
        f"('{slug}', '{slug}', '', '', '', '', '2024-05-16', '2024-05-16')",
    )


def shows(pair: Pair, slug: str, *, cookie: str = "") -> bool:
    headers = {"Cookie": cookie} if cookie else {}
    request = Request(f"{pair.site.url}/events/", headers=headers)  # noqa: S310
    with urlopen(request) as answer:  # noqa: S310
        assert answer.status == 200
        return f"/events/{slug}/" in answer.read().decode()


def find_replica(pair: Pair) -> dict[str, Any]:
    """Return what `/readyz` says of the standby; it is ready whatever that is."""
    with urlopen(f"{pair.site.url}/readyz") as answer:  # noqa: S310
        said = json.load(answer)
    assert said["ready"] is True
    found: dict[str, Any] = said["replica"]
    return found


def wait(pair: Pair, slug: str) -> None:
    """Until the standby has an event, and readers see it."""
    deadline = time.monotonic() + SECONDS
    query = f"SELECT 1 FROM articles_event WHERE slug = '{slug}'"
    while not (ask(pair.standby.url, query) and shows(pair, slug)):
        assert time.monotonic() < deadline, find_replica(pair)
        time.sleep(0.2)


def test_readers_get_the_standby_and_who_is_logged_in_the_primary(pair: Pair) -> None:
    add_event(pair, "pertama")
    wait(pair, "pertama")
    ask(pair.standby.url, "SELECT pg_wal_replay_pause()")
    add_event(pair, "kedua")
    # What was committed is on the primary alone, so these say who reads where.
    assert not shows(pair, "kedua")
    assert shows(pair, "kedua", cookie="sessionid=whoever")
    ask(pair.standby.url, "SELECT pg_wal_replay_resume()")
    wait(pair, "kedua")


def test_watchers_are_told_how_far_the_standby_is_behind(pair: Pair) -> None:
    add_event(pair, "nol")
    wait(pair, "nol")
    followed = {"answers": True, "follows": True, "behind_seconds": 0.0}
    assert find_replica(pair) == followed
    ask(pair.standby.url, "SELECT pg_wal_replay_pause()")
    time.sleep(1)
    add_event(pair, "minus")
    deadline = time.monotonic() + SECONDS
    while (found := find_replica(pair))["behind_seconds"] == 0:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert found.pop("behind_seconds") >= 1
    assert found == {"answers": True, "follows": True}
    ask(pair.standby.url, "SELECT pg_wal_replay_resume()")
    wait(pair, "minus")


def test_without_the_standby_readers_get_the_primary_and_then_the_standby_again(
    pair: Pair,
) -> None:
    with pair.standby.stopped():
        add_event(pair, "ketiga")
        # At once, and from every process of the server.
        assert all(shows(pair, "ketiga") for _ in range(20))
        assert find_replica(pair) == {"answers": False}
    ask(pair.standby.url, "SELECT pg_wal_replay_pause()")
    add_event(pair, "keempat")
    deadline = time.monotonic() + SECONDS
    seen = [True]
    while any(seen):
        assert time.monotonic() < deadline
        seen = [shows(pair, "keempat") for _ in range(20)]
    ask(pair.standby.url, "SELECT pg_wal_replay_resume()")
    wait(pair, "keempat")


def test_without_the_primary_readers_go_on_reading(pair: Pair) -> None:
    add_event(pair, "kelima")
    wait(pair, "kelima")
    with crash(pair.primary):
        assert all(shows(pair, "kelima") for _ in range(5))


def test_a_replica_is_for_postgresql() -> None:
    replica = "postgres://standby/newsarchive"
    found = read_settings(DATABASE_URL="postgres://primary/x", REPLICA_URL=replica)
    assert found["DATABASES"]["replica"]["HOST"] == "standby"
    assert "REPLICA_URL is for" in run(REPLICA_URL=replica).stderr
