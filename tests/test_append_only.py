import re

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from articles import append_only
from articles.models import ArchiveEvent, Correction, IngestRun, RawFile
from tests.builders import (
    RECEIVED_AT,
    make_article,
    make_entity,
    make_event,
    make_raw_file,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db
REFUSED = "is kept for good"


@pytest.fixture
def kept() -> None:
    """A row in every table that is kept for good."""
    article = make_article("Kabar")
    Correction.objects.create(
        article=article, field="outlet", by=make_user(), at=RECEIVED_AT
    )
    ArchiveEvent.objects.create(kind="correction", at=RECEIVED_AT, article=article)
    IngestRun.objects.update(finished_at=RECEIVED_AT)
    make_source("Harian", domain="harian.example")
    place = make_entity("Kota")
    place.aliases.create(name="Kota Lama")
    event = make_event()
    event.participants.add(place)


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("table", [kept.table for kept in append_only.KEPT])
@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("UPDATE {table} SET {key} = {key}", id="update"),
        pytest.param("DELETE FROM {table}", id="delete"),
        pytest.param("TRUNCATE {table} CASCADE", id="truncate"),
        pytest.param("REPLACE INTO {table} SELECT * FROM {table}", id="replace"),
        pytest.param(
            "UPDATE OR REPLACE {table} SET {key} = {key} + 1", id="update-or-replace"
        ),
    ],
)
def test_what_is_kept_for_good_can_be_neither_changed_nor_removed(
    table: str, sql: str
) -> None:
    if ("TRUNCATE" in sql) != (connection.vendor == "postgresql") and (
        "TRUNCATE" in sql or "REPLACE" in sql
    ):
        pytest.skip("the other database's own")
    (key,) = (kept.key for kept in append_only.KEPT if kept.table == table)
    with pytest.raises(IntegrityError, match=REFUSED):
        run(sql.format(table=table, key=key))


def test_replace_is_refused_whatever_the_connection_is_set_to() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own")
    make_raw_file()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")
        try:
            columns = [field.column for field in RawFile._meta.concrete_fields]
            for key, other in (("id", "id + 1"), ("sha256", "'other'")):
                values = [other if column == key else column for column in columns]
                with pytest.raises(IntegrityError, match=REFUSED):
                    run(
                        f"REPLACE INTO articles_rawfile ({', '.join(columns)}) "
                        f"SELECT {', '.join(values)} FROM articles_rawfile"
                    )
        finally:
            cursor.execute("PRAGMA recursive_triggers=ON")


def test_a_run_can_be_finished_once() -> None:
    raw_file = make_raw_file()
    IngestRun.objects.update(finished_at=RECEIVED_AT)
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        IngestRun.objects.filter(pk=raw_file.run_id).update(created_count=7)


def test_a_purge_in_the_log_lets_go_of_the_bytes_and_of_nothing_else() -> None:
    raw_file = make_raw_file()
    ArchiveEvent.objects.create(kind="purge", at=RECEIVED_AT, raw_file=raw_file)
    for values in ({"compressed": b"other"}, {"compressed": b"", "sha256": "0" * 64}):
        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
            RawFile.objects.update(**values)
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        run("DELETE FROM articles_rawfile")
    assert RawFile.objects.update(compressed=b"") == 1


def test_a_trigger_that_was_removed_or_changed_is_missed_and_put_back() -> None:
    assert append_only.find_missing(connection) == set()
    name = "kept_rawfile_update"
    with connection.cursor() as cursor:
        append_only._drop(connection.vendor, cursor, name)
    assert append_only.find_missing(connection) == {name}
    call_command("migrate", verbosity=0)
    assert append_only.find_missing(connection) == set()


def test_nothing_is_kept_that_is_no_table() -> None:
    tables = set(connection.introspection.table_names())
    assert {kept.table for kept in append_only.KEPT} <= tables
    histories = {name for name in tables if re.match("articles_historical", name)}
    assert histories <= {kept.table for kept in append_only.KEPT}
