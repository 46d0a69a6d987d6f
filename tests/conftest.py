"""What every test stands on: production's settings, save where they cost time.

A run is on one database, the one that `DATABASE_URL` names (SQLite if none does).
`script/test` runs both side by side, one process each.
"""

import os
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import translation
from hypothesis import settings as hypothesis

from articles.records import Knowledge
from tests.builders import make_user
from tests.run import FIRST_WORKER

DATABASE_FIXTURES = {"db", "transactional_db", "live_site", "own_site"}


def pytest_configure() -> None:
    settings.SECRET_KEY = "for tests only"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Names without a hash, so that pages can be rendered before `collectstatic`.
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    # A kept page has no context to look into.
    settings.CACHES["pages"] = {
        "BACKEND": "django.core.cache.backends.dummy.DummyCache"
    }
    # A pool holds connections open, and a test database is dropped at the end.
    settings.DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
    # How long an example takes says more of the machine than of the code.
    hypothesis.register_profile("unhurried", hypothesis(), deadline=None)
    hypothesis.load_profile("unhurried")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Run what needs no database once, and what needs a browser last."""
    if os.environ.get("PYTEST_XDIST_WORKER", FIRST_WORKER) != FIRST_WORKER:
        config.hook.pytest_deselected(
            items=[item for item in items if not touches_database(item)]
        )
        items[:] = [item for item in items if touches_database(item)]
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def touches_database(item: pytest.Item) -> bool:
    """Whether a test's outcome can depend on which database it runs on."""
    return item.get_closest_marker("django_db") is not None or not (
        DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
    )


def pytest_report_header(config: pytest.Config) -> str:
    workers = re.findall(r"\bid=(\w+)", " ".join(config.getoption("tx")))
    return f"database: {' and '.join(workers or [connection.vendor])}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not_run := os.environ.get("NOT_RUN"):
        terminalreporter.section("not run")
        terminalreporter.write_line(not_run)


@pytest.fixture(autouse=True)
def no_language() -> Iterator[None]:
    """A request leaves its language to the thread, and so to the next test."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def no_open_export() -> Iterator[None]:
    """One that a test leaves open takes its place from another test's."""
    yield
    from articles.views import streaming

    free = 0
    while streaming._slots.acquire(blocking=False):
        free += 1
    for _ in range(streaming.AT_ONCE):
        streaming._slots.release()
    assert free == streaming.AT_ONCE, "an export was not read to its end, or closed"


@pytest.fixture
def curator(db: None) -> User:
    """A person who may do everything in the admin."""
    return make_user("curator", is_staff=True, is_superuser=True)


@pytest.fixture
def curator_client(curator: User) -> Client:
    """A browser in which the curator is logged in."""
    client = Client()
    client.force_login(curator)
    return client


@pytest.fixture
def nothing_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive to which no knowledge is shipped when it ingests."""
    monkeypatch.setattr("articles.ingest.load_shipped", Knowledge)
    monkeypatch.setattr("articles.reextract.load_shipped", Knowledge)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="store what is extracted now as what is expected (tests/extract/golden)",
    )
