"""The page that says what the number of independent articles is made of."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import dependence
from articles.models import Event
from articles.views import dependence as views
from tests.builders import make_event
from tests.test_dependence import OTHER, STORY, write

pytestmark = pytest.mark.django_db

PAGE = "/events/acara/independent/"


@pytest.fixture
def event() -> Event:
    return make_event("Acara")


def parts(client: Client, query: str = "") -> list[tuple[list[str] | None, list[int]]]:
    page = client.get(f"{PAGE}{query}")
    assert page.status_code == 200
    return [
        (part.group and part.group.agencies, [a.pk for a, _ in part.articles])
        for part in page.context["parts"]
    ]


def test_every_article_is_under_what_it_counts_as(client: Client, event: Event) -> None:
    alone = write(event, body=OTHER)
    wire = [write(event, "Kantor"), write(event, "Kantor")]
    same = [write(event, body=text) for text in (STORY, f"{STORY} Demikian.")]
    late = write(event, "Jauh")
    assert parts(client) == [
        (["Kantor"], [article.pk for article in wire]),
        ([], [article.pk for article in same]),
        (["Jauh"], [late.pk]),
        (None, [alone.pk]),
    ]


def test_the_sum_is_said_where_it_leads_here(client: Client, event: Event) -> None:
    for agencies in (["Kantor"], ["Kantor"], []):
        write(event, *agencies)
    said = "1 group that counts once + 1 article that stands alone = 2"
    for address in ("/events/acara/", PAGE):
        assert said in " ".join(client.get(address).text.split())
    assert PAGE in client.get("/events/acara/").text


def test_what_is_on_no_page_is_on_the_next(
    client: Client, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "ARTICLES_PER_PAGE", 2)
    wire = [write(event, "Kantor").pk for _ in range(3)]
    alone = write(event).pk
    assert parts(client) == [(["Kantor"], wire[:2])]
    assert parts(client, "?page=2") == [(["Kantor"], wire[2:]), (None, [alone])]


def test_an_event_that_nobody_covers_says_so(client: Client, event: Event) -> None:
    assert "No article in the archive covers it yet." in client.get(PAGE).text


def test_of_too_many_nothing_is_said(
    client: Client, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dependence, "MOST", 1)
    write(event)
    write(event)
    assert "too many to say" in client.get(PAGE).text
    assert PAGE not in client.get("/events/acara/").text


def test_more_articles_cost_no_more_queries(
    client: Client,
    event: Event,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in (1, 40):
        for _ in range(number):
            write(event, "Kantor")
            write(event)
        with django_assert_max_num_queries(8):
            client.get(PAGE)
