"""A whole archive, curated in every way, and an empty one in its place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, transaction

from articles import append_only, curate, log, merging
from articles.backup.tables import list_tables
from articles.ingest import ingest
from articles.knowledge import load_shipped
from articles.models import Article, Coverage, Entity
from newsarchive.settings import BASE_DIR
from tests.builders import make_user


def make_curated(curator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take in the seeds, with a few of the shipped names, and curate them."""
    shipped = load_shipped()
    named = {slug for event in shipped.events for slug in event.participants}
    named |= {event.place for event in shipped.events if event.place}
    entities = tuple(each for each in shipped.entities if each.slug in named)
    few = replace(shipped, entities=entities)
    monkeypatch.setattr("articles.ingest.load_shipped", lambda: few)
    monkeypatch.setattr("articles.reextract.load_shipped", lambda: few)
    ingest([BASE_DIR / "seeds"], by="a test")
    first, second, third, *_ = Article.everything.order_by("pk")
    curate.correct(first.pk, {"headline": "Satu", "host": "x.example"}, by=curator)
    curate.correct(second.pk, {"review_status": "reviewed"}, by=curator)
    curate.withdraw(first.pk, ["host"], by=curator)
    curate.hide(third.pk, by=curator, reason="asked to")
    coverage = Coverage.objects.order_by("pk")[0]
    decision = {f"event/{coverage.event.slug}": "accepted"}
    curate.correct(coverage.article_id, decision, by=curator)
    one = Entity.objects.filter(mentions__isnull=False, kind="place")[0]
    other = Entity.objects.create(kind="place", name="Kota", slug="kota-lain")
    other.aliases.create(name="Kota Lain")
    merging.merge(one, [other], by=curator, reason="one place")
    sari = make_user("sari", is_staff=True)
    log.log_change(sari, {}, by=curator)
    before = log.tell(sari)
    sari.groups.add(Group.objects.get(name="editor"))
    log.log_change(sari, before, by=curator)


@contextmanager
def emptied_archive() -> Iterator[None]:
    """As in another database, made by `migrate` just now; what was there comes back."""
    with transaction.atomic():
        append_only.uninstall(connection)
        with connection.cursor() as cursor:
            for model in reversed(list_tables()):
                if model is not Group and model is not Group.permissions.through:
                    table = connection.ops.quote_name(model._meta.db_table)
                    cursor.execute(f"DELETE FROM {table}")
            for table in ("search", "listing", "tally", "fingerprint", "sighting"):
                cursor.execute(f"DELETE FROM articles_{table}")
        append_only.install(connection)
        yield
        transaction.set_rollback(True)
