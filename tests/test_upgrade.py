"""A new version's migrations, while the old one is read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from newsarchive.settings import BASE_DIR
from tests.postgres import PostgresError, run_postgres

OLD = "0008"


@pytest.fixture
def url() -> Iterator[str]:
    try:
        with run_postgres() as url:
            yield url
    except PostgresError as error:
        pytest.skip(str(error))


def migrate(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Migrate as docs/operations.md says, and wait a second for a lock at most."""
    options = "?options=-c%20lock_timeout%3D1s"
    return subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0", *arguments],
        cwd=BASE_DIR,
        env=os.environ | {"DATABASE_URL": url + options, "DATABASE_URL_FILE": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_who_reads_is_not_held_up_by_an_upgrade_that_has_to_wait(url: str) -> None:
    assert migrate(url, "articles", OLD).returncode == 0
    folder = url.removeprefix("postgres://").removesuffix("/postgres")
    server = f"host={folder} dbname=postgres"
    count = "SELECT count(*) FROM articles_article"
    with closing(psycopg.connect(server)) as reader:
        reader.execute(count)  # and its transaction stays open
        waited = migrate(url)
        assert waited.returncode != 0
        assert "lock timeout" in waited.stderr
        with closing(psycopg.connect(server)) as other:
            other.execute("SET statement_timeout = '1s'")
            assert other.execute(count).fetchone() == (0,)
    assert migrate(url).returncode == 0
    assert migrate(url, "--check").returncode == 0
