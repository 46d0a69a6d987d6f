"""What a reader gets where a page could not be made."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from psycopg import errors

from newsarchive.errors import is_unavailable

COUNTED = "articles.views.articles.count_facets"


def get(path: str) -> tuple[int, str, str | None]:
    """Return an answer's status, text and when to come again."""
    answer = Client(raise_request_exception=False).get(path)
    return (
        answer.status_code,
        answer.content.decode(),
        answer.headers.get("Retry-After"),
    )


def raise_(cause: Exception) -> Callable[[object], None]:
    def fail(_articles: object) -> None:
        raise OperationalError(*cause.args) from cause

    return fail


@pytest.mark.django_db
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite gives no query up"
)
def test_a_page_that_takes_too_long_says_how_to_ask_for_less(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def take_long(_articles: object) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '10ms'")
            cursor.execute("SELECT pg_sleep(5)")

    monkeypatch.setattr(COUNTED, take_long)
    status, text, _ = get("/")
    assert status == 503
    assert "too much at once" in text


@pytest.mark.django_db
def test_a_database_out_of_reach_says_when_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(COUNTED, raise_(psycopg.OperationalError("connection lost")))
    status, text, retry_after = get("/")
    assert (status, retry_after) == (503, "5")
    assert "try again in a few seconds" in text


@pytest.mark.django_db
def test_a_mistake_of_ours_is_not_put_down_to_the_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(COUNTED, raise_(errors.UndefinedTable("no such table")))
    status, text, retry_after = get("/")
    assert (status, retry_after) == (500, None)
    assert "could not make this page" in text


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    path.write_text("not a database" * 100)
    with sqlite3.connect(path) as database, pytest.raises(sqlite3.Error) as error:
        database.execute("SELECT 1 FROM sqlite_master")
    assert is_unavailable(error.value)


def test_a_statement_that_is_wrong_is_no_unavailable_database() -> None:
    with sqlite3.connect(":memory:") as database, pytest.raises(sqlite3.Error) as error:
        database.execute("SELECT FROM nowhere")
    assert not is_unavailable(error.value)
