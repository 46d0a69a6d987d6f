"""Hiding an article: gone for readers, kept for the desk, and back unchanged."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import curate
from articles.ingest import ingest
from articles.models import (
    ArchiveEvent,
    Article,
    Correction,
    Coverage,
    Credit,
    Listing,
    Mention,
    ReviewReason,
    Tally,
)
from articles.reextract import reextract
from articles.store import reindex
from newsarchive.settings import BASE_DIR
from tests.test_roles import log_in

pytestmark = pytest.mark.django_db

SEEDS = [BASE_DIR / "seeds"]
REASON = "Its author asked for it."


@pytest.fixture
def article() -> Article:
    """One of the seeds, with entities, an event and a printed headline."""
    ingest(SEEDS, by="a test")
    article = Article.objects.filter(coverage__status="accepted").first()
    assert article
    return article


def rows() -> dict[str, list[Any]]:
    """Return all that readers can come upon, without the ids of its rows."""
    return {
        "articles": list(Article.objects.order_by("pk").values()),
        "mentions": list(
            Mention.objects.order_by("article", "start").values_list(
                "article", "entity", "start", "surface", "zone"
            )
        ),
        "credits": list(
            Credit.objects.order_by("article", "pk").values_list("article", "name")
        ),
        "coverage": list(
            Coverage.objects.order_by("article", "event").values_list(
                "article", "event", "status"
            )
        ),
        "reasons": list(
            ReviewReason.objects.order_by("article", "reason").values_list(
                "article", "reason"
            )
        ),
        "listings": sorted(
            Listing.objects.values_list("article", "facet", "value", "pos")
        ),
        "tallies": sorted(
            Tally.objects.filter(count__gt=0).values_list(
                "facet", "period", "value", "count"
            )
        ),
    }


def pages(article: Article) -> dict[str, str]:
    """Return the pages on which an article can stand."""
    event = article.coverage.get().event
    entity = article.mentions.in_article().first().entity  # type: ignore[union-attr]
    assert article.outlet
    word = article.headline.split()[0] if article.headline else article.body.split()[0]
    return {
        "list": "/",
        "search": f"/?q={word}&exact=true",
        "outlet": article.outlet.get_absolute_url(),
        "event": event.get_absolute_url(),
        "entity": entity.get_absolute_url(),
        "lines": reverse("entity-naming", args=[entity.slug]),
        "compare": f"/compare/?a={article.pk}",
    }


def test_a_hidden_article_is_on_no_page_and_comes_back(
    article: Article, curator: User, client: Client
) -> None:
    addresses, before = pages(article), rows()
    link = f"/articles/{article.pk}-"
    seen = {name for name, url in addresses.items() if link in show(client, url)}
    assert {"list", "search", "outlet", "event", "entity", "lines"} <= seen
    curate.hide(article.pk, by=curator, reason=REASON)
    for url in addresses.values():
        assert link not in show(client, url), url
    curate.unhide(article.pk, by=curator, reason="Settled with its author.")
    assert rows() == before


def show(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


@pytest.mark.parametrize("page", ["", "raw/", "raw/file/"])
def test_its_pages_say_why_and_nothing_of_the_text(
    page: str, article: Article, curator: User, client: Client
) -> None:
    curate.hide(article.pk, by=curator, reason=REASON)
    response = client.get(f"/articles/{article.pk}/{page}")
    said = response.content.decode()
    assert response.status_code == 410
    assert REASON in said
    assert article.title not in said
    assert article.body[:40] not in said


def test_an_article_that_never_was_is_not_found(client: Client) -> None:
    assert client.get("/articles/4711/").status_code == 404


def test_nothing_that_counts_or_lists_knows_of_it(
    article: Article, curator: User
) -> None:
    curate.hide(article.pk, by=curator, reason=REASON)
    for model in (Mention, Credit, Coverage, ReviewReason, Listing):
        assert not model.objects.filter(article=article).exists(), model
    outlets = Tally.objects.filter(facet=Tally.Facet.OUTLET, period=0)
    assert sum(outlets.values_list("count", flat=True)) == Article.objects.count() == 4


def test_it_stays_hidden_whatever_is_read_and_indexed_anew(
    article: Article, curator: User, client: Client
) -> None:
    address = pages(article)["search"]
    curate.hide(article.pk, by=curator, reason=REASON)
    ingest(SEEDS, by="a test")
    reextract(by="a test")
    reindex()
    assert f"/articles/{article.pk}-" not in show(client, address)
    article.refresh_from_db()
    assert article.is_hidden


def test_corrections_of_a_hidden_article_count_when_it_is_shown_again(
    article: Article, curator: User
) -> None:
    curate.hide(article.pk, by=curator, reason=REASON)
    curate.correct(article.pk, {"headline": "Judul baru"}, by=curator, reason="Seen.")
    curate.unhide(article.pk, by=curator, reason="Over.")
    assert Article.objects.get(pk=article.pk).headline == "Judul baru"


def test_hiding_is_logged_with_who_and_why(article: Article, curator: User) -> None:
    curate.hide(article.pk, by=curator, reason=REASON)
    curate.unhide(article.pk, by=curator, reason="Over.")
    hidden, shown = ArchiveEvent.objects.filter(article=article).order_by("pk")[2:]
    assert (hidden.kind, hidden.by, hidden.detail["reason"]) == (
        "hide",
        curator,
        REASON,
    )
    assert hidden.detail["changes"] == {"is_hidden": [False, True]}
    assert (shown.kind, shown.detail["reason"]) == ("unhide", "Over.")
    assert list(Correction.objects.values_list("field", "value", "reason")) == [
        ("hidden", True, REASON),
        ("hidden", False, "Over."),
    ]


def test_hiding_what_is_hidden_changes_nothing(article: Article, curator: User) -> None:
    curate.hide(article.pk, by=curator, reason=REASON)
    with pytest.raises(ValueError, match="is hidden"):
        curate.hide(article.pk, by=curator, reason="Again.")
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "may"),
    [("viewer", False), ("curator", False), ("editor", True), ("administrator", True)],
)
def test_an_editor_hides_and_the_desk_still_shows_it(
    role: str, *, may: bool, article: Article
) -> None:
    client = log_in(role)
    hide = reverse("admin:articles_article_hide", args=[article.pk])
    assert client.get(hide).status_code == (200 if may else 403)
    response = client.post(hide, {"reason": REASON})
    assert response.status_code == (302 if may else 403)
    article.refresh_from_db()
    assert article.is_hidden is may
    form = reverse("admin:articles_article_change", args=[article.pk])
    assert client.get(form).status_code == 200
    listed = client.get(reverse("admin:articles_article_changelist"))
    assert article.title in listed.content.decode()


def test_hiding_needs_a_reason(article: Article) -> None:
    client = log_in("editor")
    hide = reverse("admin:articles_article_hide", args=[article.pk])
    assert client.post(hide, {"reason": " "}).status_code == 200
    article.refresh_from_db()
    assert not article.is_hidden


def test_hiding_a_file_again_ingests_nothing_new(
    article: Article, curator: User, tmp_path: Path
) -> None:
    curate.hide(article.pk, by=curator, reason=REASON)
    (tmp_path / "copy.txt").write_bytes(article.raw_file.data)
    ingest([tmp_path], by="a test")
    assert Article.everything.count() == 5
    assert Article.objects.count() == 4
