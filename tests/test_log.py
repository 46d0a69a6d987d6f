"""Every change says who, when, from what to what, or doesn't happen."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection, transaction

from articles.knowledge import load_shipped
from articles.models import ArchiveEvent, Article, Entity, Event, RawFile, Source
from articles.store import ship_knowledge
from tests.acts import ACTS, Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_shipped")]


@pytest.fixture
def desk(tmp_path: Path, curator: User) -> Desk:
    return Desk(tmp_path, curator)


@pytest.mark.parametrize("name", ACTS)
def test_every_change_says_who_and_from_what_to_what(name: str, desk: Desk) -> None:
    act, kind, about, told = ACTS[name]
    last = ArchiveEvent.objects.latest("pk").pk
    act(desk)
    lines = ArchiveEvent.objects.filter(pk__gt=last, kind=kind).order_by("-pk")
    (line, *_) = [
        line
        for line in lines
        if (line.article_id if about == "article" else line.about.startswith(about))
    ]
    assert told in str(line.detail)
    told_by = line.detail.get("operator") or line.detail.get("by")
    assert line.by or line.run or told_by or line.about == "shipped"


@pytest.mark.parametrize("name", ACTS)
def test_what_the_log_cannot_take_does_not_happen(name: str, desk: Desk) -> None:
    act = ACTS[name][0]
    before = everything()
    refused: Any = pytest.raises(DatabaseError, match="no line")
    if name in {"ingest", "catalogue", "reextract"}:
        refused = nullcontext()  # a run goes on, and reports what was refused
    with closed_log(), refused, transaction.atomic():
        act(desk)
    assert everything() == before


class closed_log:  # noqa: N801
    """The database takes no line of the log."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(
                    "CREATE TRIGGER closed BEFORE INSERT ON articles_archiveevent "
                    "BEGIN SELECT RAISE(ABORT, 'no line'); END"
                )
            else:
                cursor.execute(
                    "CREATE FUNCTION closed() RETURNS trigger LANGUAGE plpgsql AS "
                    "$$ BEGIN RAISE EXCEPTION 'no line' "
                    "USING ERRCODE = 'integrity_constraint_violation'; END $$"
                )
                cursor.execute(
                    "CREATE TRIGGER closed BEFORE INSERT ON articles_archiveevent "
                    "FOR EACH ROW EXECUTE FUNCTION closed()"
                )

    def __exit__(self, *_: object) -> None:
        on = " ON articles_archiveevent" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER closed{on}")


def everything() -> list[Any]:
    models = (Article, Source, Entity, Event, User, Group, RawFile)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def test_every_action_of_the_admin_is_among_the_acts() -> None:
    actions = {
        action if isinstance(action, str) else action.__name__
        for model, each in admin.site._registry.items()
        # Locked-out logins are no part of the archive.
        if model._meta.app_label in {"articles", "auth"}
        for action in each.actions or ()
    }
    assert actions <= set(ACTS)


def test_the_shipped_knowledge_is_one_line() -> None:
    ship_knowledge(load_shipped())
    (line,) = ArchiveEvent.objects.filter(about="shipped")
    assert "china" in line.detail["entities"]
    ship_knowledge(load_shipped())
    assert ArchiveEvent.objects.filter(about="shipped").count() == 1
