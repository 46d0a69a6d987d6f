"""The number that changes with everything that public pages show."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, transaction

from articles import curate, epoch
from articles.ingest import ingest
from articles.merging import merge, undo_merge
from articles.models import Alias, Article, Entity, Event, Source
from articles.reextract import reextract
from tests.builders import make_entity, make_event, make_source, make_user

TEXT = "Warga menyambut tamu di tepi sungai pada 16 Mei 2024.\n"


def test_every_table_is_shown_or_not() -> None:
    tables = {
        table
        for model in apps.get_app_config("articles").get_models(
            include_auto_created=True
        )
        if "_historical" not in (table := model._meta.db_table)
    }
    assert tables == {*epoch.SHOWN, *epoch.NOT_SHOWN}
    assert set(epoch.SHOWN).isdisjoint(epoch.NOT_SHOWN)


@pytest.mark.django_db
@pytest.mark.parametrize("table", epoch.SHOWN)
def test_every_table_that_is_shown_has_its_triggers(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgname = %s"
            if connection.vendor == "postgresql"
            else "SELECT count(*) / 3 FROM sqlite_master WHERE type = 'trigger' "
            "AND name LIKE %s || '\\_%%' ESCAPE '\\'",
            [f"{table}_epoch"],
        )
        assert cursor.fetchone() == (1,)


@pytest.fixture
def folder(tmp_path: Path, nothing_shipped: None) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def by(db: None, folder: Path) -> User:
    """A curator of an archive of one article."""
    for name in ("Satu", "Dua"):
        make_source(name)
        make_entity(f"Negeri {name}")
    make_event("Acara")
    ingest([folder], by="a test")
    return make_user("curator")


def change_name(_: User) -> None:
    Source.objects.filter(slug="satu").update(name="Kantor Berita")


def add_alias(_: User) -> None:
    entity = Entity.objects.get(slug="negeri-satu")
    Alias.objects.create(entity=entity, name="Tanah Satu")


def add_participant(_: User) -> None:
    entity = Entity.objects.get(slug="negeri-satu")
    Event.objects.get(slug="acara").participants.add(entity)


def correct(by: User, /, **values: str) -> None:
    curate.correct(Article.objects.get().pk, values or {"headline": "Lain"}, by=by)


def withdraw(by: User) -> None:
    curate.withdraw(Article.objects.get().pk, ["headline"], by=by)


def merge_both(model: type[Source] | type[Entity], by: User) -> None:
    first, second = model.objects.order_by("pk")
    merge(first, [second], by=by, reason="one")


def undo(model: type[Source] | type[Entity], by: User) -> None:
    undo_merge(model.objects.exclude(merged_into=None).get(), by=by, reason="two")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param([change_name], id="name"),
        pytest.param([add_alias], id="alias"),
        pytest.param([add_participant], id="participant"),
        pytest.param([correct, withdraw], id="correction"),
        pytest.param([partial(correct, **{"event/acara": "rejected"})], id="coverage"),
        pytest.param([partial(correct, review_status="reviewed")], id="review"),
        pytest.param([partial(merge_both, Source), partial(undo, Source)], id="source"),
        pytest.param([partial(merge_both, Entity), partial(undo, Entity)], id="entity"),
        pytest.param([lambda by: reextract(by=by.username)], id="reading"),
    ],
)
def test_every_change_changes_it(
    by: User, changes: list[Callable[[User], None]]
) -> None:
    seen = [epoch.read_epoch()]
    for change in changes:
        change(by)
        seen.append(epoch.read_epoch())
    assert len(set(seen)) == len(seen)


@pytest.mark.django_db
def test_an_ingest_changes_it_and_the_same_once_more_does_not(folder: Path) -> None:
    seen = [epoch.read_epoch()]
    for _ in range(2):
        ingest([folder], by="a test")
        seen.append(epoch.read_epoch())
    assert seen[0] != seen[1] == seen[2]


def test_what_is_taken_back_changes_nothing(db: None) -> None:
    before = epoch.read_epoch()
    with transaction.atomic():
        make_entity("Sebentar")
        assert epoch.read_epoch() != before
        transaction.set_rollback(True)
    assert epoch.read_epoch() == before


@pytest.mark.django_db
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)
def test_each_commit_changes_it_and_no_writer_waits_for_another() -> None:
    early, late = connection.copy(), connection.copy()
    seen = [epoch.read_epoch()]
    try:
        for writer in (early, late):
            writer.set_autocommit(False)
            with writer.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")
                # Even a change of nothing, which leaves nothing for other tests.
                cursor.execute("UPDATE articles_source SET name = name WHERE false")
        for writer in (late, early):
            writer.commit()
            seen.append(epoch.read_epoch())
    finally:
        early.close()
        late.close()
    assert len(set(seen)) == 3
    epoch.fold()
    assert epoch.read_epoch() == seen[-1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_epoch")
        assert cursor.fetchone() == (1,)
