"""The same values for many articles, after a preview."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

import articles.admin.bulk
from articles import curate
from articles.bulk import assign, preview
from articles.ingest import ingest
from articles.models import ArchiveEvent, Article, Correction, Event, Source
from tests.builders import make_event, make_source
from tests.test_roles import log_in

pytestmark = [
    pytest.mark.django_db,
    # Thousands of rows that no test here looks at.
    pytest.mark.usefixtures("nothing_shipped"),
]


@pytest.fixture
def outlet() -> Source:
    return make_source("Harian Contoh")


@pytest.fixture
def event() -> Event:
    return make_event("Panen raya")


@pytest.fixture
def found(tmp_path: Path, outlet: Source, event: Event) -> list[Article]:
    for number in range(3):
        text = f"Warga menanam {number} pohon di tepi sungai.\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    ingest([tmp_path], by="a test")
    return list(Article.objects.order_by("pk"))


def outlets() -> list[str]:
    slugs = Article.everything.order_by("pk").values_list("outlet__slug", flat=True)
    return [slug or "" for slug in slugs]


def test_values_are_settled_in_one_act(found: list[Article], curator: User) -> None:
    values = {
        "outlet": "harian-contoh",
        "published": "2024-05",
        "event/panen-raya": "accepted",
    }
    count = assign(preview(found, values), values, by=curator, reason="One bundle.")
    assert count == 3
    assert outlets() == ["harian-contoh"] * 3
    lines = ArchiveEvent.objects.filter(kind="correction")
    assert len({line.act for line in lines}) == 1
    assert {line.detail["reason"] for line in lines} == {"One bundle."}
    assert Correction.objects.count() == 9


def test_what_a_curator_settled_stands_unless_told(
    found: list[Article], curator: User
) -> None:
    make_source("Harian Lain")
    curate.correct(found[0].pk, {"outlet": "harian-lain"}, by=curator, reason="Seen.")
    values = {"outlet": "harian-contoh"}
    changes = preview(list(Article.objects.order_by("pk")), values)
    assert [bool(change.settled) for change in changes] == [True, False, False]
    assert assign(changes, values, by=curator, reason="r") == 2
    assert outlets()[0] == "harian-lain"
    assert assign(changes, values, overwrite=True, by=curator, reason="r") == 3
    assert outlets()[0] == "harian-contoh"


def test_a_correction_that_was_taken_back_stands_in_nobodys_way(
    found: list[Article], curator: User
) -> None:
    curate.correct(found[0].pk, {"published": "2023"}, by=curator, reason="r")
    curate.withdraw(found[0].pk, ["published"], by=curator, reason="r")
    (change,) = preview(found[:1], {"published": "2024"})
    assert change.settled is None


def test_what_says_so_already_is_left_alone(
    found: list[Article], curator: User
) -> None:
    curate.correct(found[0].pk, {"published": "2024"}, by=curator, reason="r")
    values = {"published": "2024"}
    changes = preview(list(Article.objects.order_by("pk")), values)
    assert [change.is_news for change in changes] == [False, True, True]
    assert assign(changes, values, by=curator, reason="r") == 2


def test_an_event_of_other_days_is_warned_of(
    found: list[Article], curator: User
) -> None:
    curate.correct(found[0].pk, {"published": "2001-01-01"}, by=curator, reason="r")
    article = Article.objects.get(pk=found[0].pk)
    (change,) = preview([article], {"event/panen-raya": "accepted"})
    assert "days before the event" in " ".join(change.warnings)


# --- the desk ---------------------------------------------------------------------


def send(client: Client, found: list[Article], **data: Any) -> Any:
    return client.post(
        reverse("admin:articles_article_changelist"),
        {
            "action": "assign_values",
            "_selected_action": [article.pk for article in found],
            **data,
        },
    )


def test_the_preview_comes_before_the_deed(
    found: list[Article], outlet: Source
) -> None:
    client = log_in("editor")
    assert "Preview" in send(client, found).content.decode()
    data = {"asked": "1", "outlet": outlet.name, "reason": "One bundle."}
    page = send(client, found, **data)
    assert "What would change" in page.content.decode()
    assert outlets() == [""] * 3
    shown = page.context["form"].data["shown"]
    assert send(client, found, **data, shown=shown).status_code == 302
    assert outlets() == ["harian-contoh"] * 3


def test_what_changed_since_the_preview_is_shown_first(
    found: list[Article], outlet: Source, curator: User
) -> None:
    client = log_in("editor")
    data = {"asked": "1", "outlet": outlet.name, "reason": "One bundle."}
    shown = send(client, found, **data).context["form"].data["shown"]
    make_source("Harian Lain")
    curate.correct(found[0].pk, {"outlet": "harian-lain"}, by=curator, reason="r")
    page = send(client, found, **data, shown=shown)
    assert "it stands unless you say otherwise" in page.content.decode()
    assert outlets() == ["harian-lain", "", ""]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"reason": "r"}, id="nothing chosen"),
        pytest.param({"published": "2024", "reason": ""}, id="no reason"),
        pytest.param({"published": "someday", "reason": "r"}, id="no date"),
        pytest.param({"outlet": "9999", "reason": "r"}, id="no such outlet"),
    ],
)
def test_what_lacks_something_is_said(
    data: dict[str, str], found: list[Article]
) -> None:
    page = send(log_in("editor"), found, asked="1", **data)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert Correction.objects.count() == 0


def test_too_many_at_once_are_refused(
    found: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles.admin.bulk, "MOST", 2)
    assert send(log_in("editor"), found).status_code == 302


def test_a_curator_may_not(found: list[Article], outlet: Source) -> None:
    data = {"asked": "1", "outlet": outlet.name, "reason": "r"}
    page = send(log_in("viewer"), found, **data)
    assert page.context is None or "shown" not in page.context.get("form", {})
    assert Correction.objects.count() == 0
