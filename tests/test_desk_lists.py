"""The desk's lists, of articles by what leads to few and of entities by how many."""

from itertools import combinations
from typing import Any

import pytest
from django.contrib.admin import site
from django.test import Client
from django.urls import reverse

from articles.admin.article_lead import Lead
from articles.models import Article, Entity, ReviewReason
from tests.builders import (
    make_article,
    make_coverage,
    make_entity,
    make_event,
    make_mention,
    make_source,
)
from tests.test_roles import log_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("nothing_shipped"),
]
ARTICLES = reverse("admin:articles_article_changelist")
ENTITIES = reverse("admin:articles_entity_changelist")
CHOICES = {"reason": "date-inexact", "outlet": "satu", "event": "panen"}


@pytest.fixture
def editor() -> Client:
    return log_in("editor")


@pytest.fixture
def articles() -> list[Article]:
    """Eight articles: one for each part of the choices that it can answer to."""
    outlet, event = make_source("Satu", slug="satu"), make_event("Panen", slug="panen")
    made = []
    for number in range(8):
        article = make_article(
            f"Kabar {number}",
            outlet=outlet if number & 1 else None,
            published=f"2024-05-{10 + number}",
        )
        if number & 2:
            make_coverage(article, event)
        if number & 4:
            ReviewReason.objects.create(
                article=article,
                reason="date-inexact",
                outlet=article.outlet,
                pos=article.pos,
            )
        made.append(article)
    return made


def listed(client: Client, address: str, **query: str) -> list[Any]:
    return list(client.get(address, query).context["cl"].result_list)


def has(number: int, names: tuple[str, ...]) -> bool:
    bits = {"outlet": 1, "event": 2, "reason": 4}
    return all(number & bits[name] for name in names)


@pytest.mark.parametrize("leading", ["", "reason", "outlet", "event"])
def test_what_leads_changes_no_list(
    editor: Client,
    articles: list[Article],
    leading: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Lead, "leading", leading)
    for count in (1, 2, 3):
        for names in combinations(CHOICES, count):
            found = listed(editor, ARTICLES, **{name: CHOICES[name] for name in names})
            wanted = [each for at, each in enumerate(articles) if has(at, names)]
            assert found == wanted[::-1], names


def test_what_few_articles_have_leads(articles: list[Article], rf: Any) -> None:
    for article in articles[:3]:
        make_coverage(article, make_event("Lain", slug=f"lain-{article.pk}"))
    ReviewReason.objects.filter(article=articles[7]).delete()

    def leading(**query: str) -> str:
        return Lead.of(rf.get("/", query)).leading

    assert leading() == leading(reason="any") == ""
    assert leading(outlet="satu") == "outlet"
    assert leading(outlet="satu", reason="date-inexact") == "reason"
    other = f"lain-{articles[0].pk}"
    assert leading(event=other, reason="date-inexact", outlet="satu") == "event"
    # What has no date is at the end of any other.
    assert leading(reason="date-unknown", outlet="satu") == "outlet"
    # An index has these alone.
    assert leading(outlet="satu", is_hidden__exact="1") == ""
    reviewed = leading(outlet="satu", review_status__exact="reviewed")
    assert reviewed == "review_status"


def test_no_reviewed_article_has_a_reason_that_a_review_settles(
    editor: Client, articles: list[Article]
) -> None:
    Article.everything.update(review_status="reviewed")
    chosen = {"reason": "date-inexact", "review_status__exact": "reviewed"}
    found = editor.get(ARTICLES, chosen | {"outlet": "satu"}).context["cl"]
    assert found.result_count in (0, 2)  # nothing but a review takes reasons away
    ReviewReason.objects.update(reason="coverage-suggested")
    chosen["reason"] = "coverage-suggested"
    assert editor.get(ARTICLES, chosen).context["cl"].result_count == 4


@pytest.fixture
def entities() -> list[Entity]:
    """Five entities that are in as many articles as their number is odd and high."""
    made = [make_entity(f"Nama {number}") for number in range(5)]
    for number in (1, 3):
        for time in range(number):
            make_mention(make_article(f"Kabar {number} {time}"), made[number])
    return made


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_entities_are_listed_by_how_many_articles_they_are_in(
    editor: Client,
    entities: list[Entity],
    size: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(site.get_model_admin(Entity), "list_per_page", size)

    def counts(**query: str) -> list[int]:
        pages = range(1, -(-len(entities) // size) + 1)
        rows = [
            each
            for page in pages
            for each in listed(editor, ENTITIES, p=str(page), **query)
        ]
        assert len({row.pk for row in rows}) == len(rows)
        return [row.article_count for row in rows]

    assert counts(o="-5") == [3, 1, 0, 0, 0]
    assert counts(o="5") == [0, 0, 0, 1, 3]
    found = listed(editor, ENTITIES, o="-5", q="Nama 3")
    assert found == [entities[3]]


def test_an_entity_is_found_by_parts_of_any_of_its_names(editor: Client) -> None:
    china = make_entity("Tiongkok", slug="china", aliases=("Republik Rakyat Cina",))
    make_entity("Republik Contoh")

    def found(words: str) -> list[Entity]:
        return listed(editor, ENTITIES, q=words)

    assert found("iongk") == found("rakyat") == found("china") == [china]
    assert found("cina tiong") == found("RAKYAT republik") == [china]
    assert found("rakyat contoh") == found("nobody") == []
    assert len(found("republik")) == 2
    assert len(found("")) == 2


def test_many_found_entities_are_narrowed_all_the_same(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.admin.merging.FEW", 1)
    for name in ("Kota Satu", "Kota Dua", "Kota Tiga"):
        make_entity(name)
    assert [each.name for each in listed(editor, ENTITIES, q="kota dua")] == [
        "Kota Dua"
    ]


def test_entities_that_are_looked_for_are_counted_up_to_a_cap(
    editor: Client, entities: list[Entity], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.admin.entity.FEW", 2)
    counted = [
        str(editor.get(ENTITIES, {"q": words}).context["cl"].result_count)
        for words in ("", "Nama 3", "Nama")
    ]
    assert counted == ["5", "1", "2+"]


@pytest.mark.parametrize("typed", ["z " * 1200, "z\0b"], ids=["many", "nul"])
@pytest.mark.parametrize("name", ["entity", "source", "event"])
def test_anything_may_be_looked_for(editor: Client, name: str, typed: str) -> None:
    make_entity("Nama")
    changelist = reverse(f"admin:articles_{name}_changelist")
    assert editor.get(changelist, {"q": typed}).status_code == 200
    of_whom = {"entity": "event", "source": "article", "event": "coverage"}[name]
    asked = {"entity": "place", "source": "outlet", "event": "event"}[name]
    offered = editor.get(
        reverse("admin:autocomplete"),
        {
            "term": typed,
            "app_label": "articles",
            "model_name": of_whom,
            "field_name": asked,
        },
    )
    assert offered.json()["results"] == []
