"""What commands say when the database fails them, and what a dry run holds up."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected, DiskFull

from articles.ingest import ingest
from articles.management.command import explain
from articles.models import Article, IngestRun, Source
from articles.store import again


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        pytest.param("database or disk is full", "free some space", id="sqlite-full"),
        pytest.param(
            "could not extend file: No space left on device",
            "free some space",
            id="postgresql-full",
        ),
        pytest.param(
            "attempt to write a readonly database", "make its disk", id="readonly"
        ),
        pytest.param("unable to open database file", "check VAR_DIR", id="no-file"),
        pytest.param("no such table: articles_rawfile", "migrate", id="no-tables"),
        pytest.param('relation "x" does not exist', "migrate", id="no-relation"),
        pytest.param("database disk image is malformed", "backup", id="damaged"),
        pytest.param("database is locked", "wait for it", id="locked"),
        pytest.param("server closed the connection", "see that it runs", id="gone"),
    ],
)
def test_a_failure_says_what_to_do(said: str, remedy: str) -> None:
    told = explain(OperationalError(said))
    assert remedy in told
    assert "run the same command again" in told
    assert said in told


def test_a_full_disk_is_known_by_its_code_whatever_postgresql_says_of_it() -> None:
    error = OperationalError("could not extend file: wrote only 4096 of 8192 bytes")
    error.__cause__ = DiskFull()
    assert "free some space" in explain(error)


@pytest.mark.django_db
def test_a_command_that_the_database_fails_ends_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        message = "database or disk is full"
        raise OperationalError(message)

    (tmp_path / "a.txt").write_text("Kabar kota.\n", encoding="utf-8")
    monkeypatch.setattr("articles.store.writer.Writer.create", fail)
    with pytest.raises(CommandError, match="The disk is full: free some space"):
        call_command("ingest", tmp_path)
    assert IngestRun.objects.get().finished_at


@pytest.mark.django_db
def test_a_dry_run_of_an_ingest_holds_up_nobody(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kabar kota.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Kabar desa.\n", encoding="utf-8")
    held: list[int] = []
    outside = len(connection.savepoint_ids)
    report = ingest(
        [tmp_path],
        by="a test",
        dry_run=True,
        progress=lambda: held.append(len(connection.savepoint_ids)),
    )
    assert report.counts == {"created": 2}
    assert held == [outside, outside]
    tables = (Article, Source, IngestRun)
    assert not any(model._default_manager.exists() for model in tables)


def test_what_gave_way_to_another_writer_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("articles.store.retry.PAUSES", (0, 0))
    tries = []

    def act() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError from DeadlockDetected()
        return "done"

    assert again(act) == "done"
    assert len(tries) == 3


def test_another_failure_is_not_tried_again() -> None:
    tries = []

    def act() -> None:
        tries.append(1)
        message = "disk is full"
        raise OperationalError(message)

    with pytest.raises(OperationalError):
        again(act)
    assert len(tries) == 1
