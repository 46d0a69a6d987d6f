"""The page of everybody who is quoted in an event's articles."""

import pytest
from django.test import Client

from articles.models import Event
from articles.records import Quote
from articles.views import voices
from tests.builders import (
    make_article,
    make_coverage,
    make_entity,
    make_event,
    make_quotes,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    event = make_event("Kunjungan")
    ani = make_entity("Ani", kind="person")
    for outlet, said in (("Satu", 3), ("Dua", 1), ("", 1)):
        article = make_article(outlet=make_source(outlet) if outlet else None)
        make_coverage(article, event)
        quotes = [
            Quote(n, n + 4, f"Kata {outlet} {n}", "Ani", ani.slug) for n in range(said)
        ]
        make_quotes(article, *quotes, Quote(90, 94, "Lain", "Pak Budi"))
    return event


def test_everybody_is_listed_whom_most_outlets_quote_first(
    client: Client, event: Event
) -> None:
    page = client.get(f"/events/{event.slug}/quoted/")
    found = [(v.name, len(v.quotes)) for v in page.context["page_obj"]]
    assert found == [("Ani", 5), ("Pak Budi", 3)]
    assert 'href="?speaker=pak+budi"' in page.text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        pytest.param("speaker=ani", 5, id="all words"),
        pytest.param("speaker=ani&outlet=satu", 3, id="in one outlet"),
        pytest.param("speaker=ani&outlet=unknown", 1, id="in no known one"),
        pytest.param("speaker=ani&outlet=nobody", 0, id="in none"),
        pytest.param("speaker=pak+budi", 3, id="no entity"),
    ],
)
def test_a_speakers_words_can_be_read_outlet_by_outlet(
    client: Client, event: Event, query: str, count: int
) -> None:
    page = client.get(f"/events/{event.slug}/quoted/?{query}")
    assert len(page.context["page_obj"]) == count


def test_who_is_not_quoted_is_not_found(client: Client, event: Event) -> None:
    assert client.get(f"/events/{event.slug}/quoted/?speaker=x").status_code == 404


def test_many_words_are_on_several_pages(
    client: Client, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "QUOTES_PER_PAGE", 3)
    page = client.get(f"/events/{event.slug}/quoted/?speaker=ani&page=2")
    assert len(page.context["page_obj"]) == 2
    assert 'href="?speaker=ani&amp;page=1"' in page.text


def test_outlets_beyond_some_are_folded_unless_one_is_chosen(
    client: Client, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "OUTLETS_SHOWN", 1)
    address = f"/events/{event.slug}/quoted/?speaker=ani"
    page = client.get(address).text
    assert "<summary>2 more outlets</summary>" in page
    assert "<details>" in page
    assert "<details open>" in client.get(f"{address}&outlet=dua").text


def test_the_event_leads_to_all_words_and_all_speakers(
    client: Client, event: Event
) -> None:
    page = client.get(event.get_absolute_url())
    address = f"/events/{event.slug}/quoted/"
    assert f'<a href="{address}?speaker=ani">2 more quotations</a>' in page.text
    assert f'<a href="{address}?speaker=pak%20budi">By outlet</a>' in page.text
