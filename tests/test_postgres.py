"""How connections to PostgreSQL are lent by the pool."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool

from newsarchive.postgres import ImpatientConnection
from tests.postgres import PostgresError, run_postgres

LAST_ASKED = "SELECT query_start FROM pg_stat_activity WHERE pid = %s"

Pool = ConnectionPool[ImpatientConnection]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    try:
        with run_postgres() as url:
            home = Path(url.removeprefix("postgres:///"))
            yield make_conninfo(host=str(home.parent), dbname=home.name)
    except PostgresError as error:
        pytest.skip(str(error))


@pytest.fixture
def pool(server: str) -> Iterator[Pool]:
    """Return one connection, lent as Django's pool lends it."""
    with ConnectionPool(
        server,
        kwargs={"autocommit": True},
        connection_class=ImpatientConnection,
        check=ConnectionPool.check_connection,
        min_size=1,
        max_size=1,
    ) as pool:
        yield pool


@pytest.fixture
def watcher(server: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(server, autocommit=True) as connection:
        yield connection


def lend(pool: Pool) -> int:
    """Return the process of the server that the lent connection is with."""
    with pool.connection() as connection:
        return connection.info.backend_pid


def test_to_lend_a_connection_asks_the_server_nothing(
    pool: Pool, watcher: psycopg.Connection
) -> None:
    with pool.connection() as connection:
        connection.execute("SELECT 1")
    process = lend(pool)
    before = watcher.execute(LAST_ASKED, [process]).fetchone()
    assert lend(pool) == process
    assert watcher.execute(LAST_ASKED, [process]).fetchone() == before


def test_a_connection_that_the_server_ended_is_not_lent(
    pool: Pool, watcher: psycopg.Connection
) -> None:
    process = lend(pool)
    watcher.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
    with pool.connection() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        assert connection.info.backend_pid != process


def test_an_empty_query_is_asked_where_the_server_said_something(
    pool: Pool, watcher: psycopg.Connection
) -> None:
    with pool.connection() as connection:
        connection.execute("LISTEN news")
    watcher.execute("NOTIFY news")
    process = lend(pool)
    with pool.connection() as connection:
        assert connection.info.backend_pid == process
        assert connection.execute("SELECT 1").fetchone() == (1,)
