"""Outlets, entities, events, and the pages about the archive."""

from datetime import date

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from articles import dependence
from articles.models import Entity, Event, Source
from articles.records import Quote
from tests.builders import (
    make_article,
    make_coverage,
    make_credit,
    make_entity,
    make_event,
    make_mention,
    make_quotes,
    make_source,
)

pytestmark = pytest.mark.django_db


def get(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.text


def test_outlets_are_listed_with_their_articles(client: Client) -> None:
    make_article("a", outlet=make_source("Harian", domain="harian.id"))
    make_article("b")
    make_source("Diam")
    html = get(client, "/outlets/")
    assert "harian.id" in html
    assert 'href="/?outlet=unknown"' in html
    assert "Diam" not in html


def test_an_outlet_shows_its_articles_and_whom_they_rest_on(client: Client) -> None:
    article = make_article("Judul", outlet=make_source("Harian"), published="2024-05")
    make_credit(article, make_source("Kantor", kind="agency"))
    make_credit(make_article("Lain"), make_source("Jauh", kind="agency"))
    html = get(client, "/outlets/harian/")
    assert "Judul" in html
    assert "1 May 2024 – 31 May 2024" in html
    assert 'href="/outlets/kantor/"' in html
    assert "Jauh" not in html


def test_an_agency_shows_the_articles_that_rest_on_it(client: Client) -> None:
    make_credit(make_article("Judul"), make_source("Kantor", kind="agency"))
    html = get(client, "/outlets/kantor/")
    assert "Judul" in html
    assert 'href="/?agency=kantor"' in html


@pytest.mark.parametrize(
    ("model", "path"), [(Source, "outlets"), (Entity, "entities")], ids=str
)
def test_what_was_merged_leads_to_where_it_went(
    client: Client, model: type[Source] | type[Entity], path: str
) -> None:
    make = make_source if model is Source else make_entity
    kept, absorbed = make("Baru"), make("Lama")
    model.objects.filter(pk=absorbed.pk).update(merged_into=kept.pk)
    response = client.get(f"/{path}/lama/")
    assert response.status_code == 301
    assert response["Location"] == f"/{path}/baru/"


def test_entities_are_listed_by_kind_the_most_mentioned_first(client: Client) -> None:
    place, person = make_entity("Negeri"), make_entity("Orang", kind="person")
    make_entity("Diam")
    make_mention(make_article(), person)
    for _ in range(2):
        make_mention(make_article(), place)
    listed = client.get("/entities/").context["entity_list"]
    assert [(entity, entity.article_count) for entity in listed] == [
        (place, 2),
        (person, 1),
    ]
    listed = client.get("/entities/?kind=person").context["entity_list"]
    assert list(listed) == [person]


def test_an_entity_shows_the_words_that_each_outlet_uses(client: Client) -> None:
    place = make_entity("Negeri", aliases=("Tanah",))
    first = make_article("Satu", outlet=make_source("Harian"))
    make_mention(first, place, start=0, surface="Negeri")
    make_mention(first, place, start=10, surface="Tanah")
    make_mention(first, place, start=20, surface="Tanah")
    make_mention(first, place, start=30, surface="Bumi", zone="boilerplate")
    make_mention(make_article("Dua"), place, surface="Negeri")
    lens = client.get("/entities/negeri/").context["lens"]
    assert lens.words == ["Negeri", "Tanah"]
    assert [
        (row.name, [share.count for share in row.shares]) for row in lens.outlets
    ] == [
        ("Harian", [1, 2]),
        ("", [1, 0]),
    ]


def test_an_event_shows_who_wrote_when(client: Client) -> None:
    event = make_event(
        "Kunjungan", starts_on=date(2024, 5, 16), ends_on=date(2024, 5, 17)
    )
    make_coverage(
        make_article("a", outlet=make_source("Harian"), published="2024-05-16"), event
    )
    make_coverage(make_article("b"), event, status="rejected")
    html = get(client, "/events/kunjungan/")
    assert "16–17 May 2024" in html
    link = (
        "/?event=kunjungan&amp;outlet=harian"
        "&amp;published_after=2024-05-16&amp;published_before=2024-05-16&amp;dated=certain"
    )
    assert link in html


def test_an_event_says_how_much_of_it_nobody_has_accepted(client: Client) -> None:
    event = make_event("Kunjungan")
    for headline, status in (("a", "suggested"), ("b", "suggested"), ("c", "accepted")):
        make_coverage(make_article(headline), event, status=status)
    assert "2 articles here are suggested" in get(client, "/events/kunjungan/")
    event.coverage.update(status="accepted")
    assert "are suggested" not in get(client, "/events/kunjungan/")


def test_events_are_listed_with_their_articles(client: Client) -> None:
    event = make_event("Kunjungan")
    make_coverage(make_article(), event)
    make_coverage(make_article(), event, status="rejected")
    assert client.get("/events/").context["event_list"][0].article_count == 1


@pytest.mark.parametrize("path", ["/about/", "/outlets/", "/entities/", "/events/"])
def test_pages_stand_in_an_empty_archive(client: Client, path: str) -> None:
    assert "<h1" in get(client, path)


@pytest.mark.parametrize("path", ["outlets", "entities", "events"])
def test_a_name_the_archive_does_not_know_is_not_found(
    client: Client, path: str
) -> None:
    assert client.get(f"/{path}/nobody/").status_code == 404


def test_robots_keep_out_of_filters(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /*?" in response.text


@pytest.mark.parametrize("path", ["/", "/about/", "/outlets/", "/articles/1/"])
def test_reading_sets_no_cookie(client: Client, path: str) -> None:
    assert not client.get(path).cookies


def grow(number: int) -> None:
    outlet = make_source("Harian")
    article = make_article(f"Judul {number}", outlet=outlet, published="2024-05-16")
    make_mention(article, make_entity("Negeri"), surface=f"Kata {number}")
    make_mention(article, make_entity("Negeri"), start=20, surface="Kata lain")
    make_mention(article, make_entity(f"Nama {number}"), start=50)
    make_credit(article, make_source("Kantor", kind="agency"))
    make_credit(article, make_source(f"Kantor {number}", kind="agency"))
    make_article(f"Lain {number}", outlet=make_source(f"Harian {number}"))
    make_coverage(article, make_event(f"Acara {number}"))
    event, _ = Event.objects.get_or_create(
        slug="acara",
        defaults={"starts_on": date(2024, 5, 16), "ends_on": date(2024, 5, 16)},
    )
    make_coverage(article, event)
    speaker = make_entity(f"Orang {number}", kind="person")
    make_quotes(article, Quote(0, 4, "Kata", speaker.name, speaker.slug))


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/outlets/", 5),
        ("/outlets/harian/", 14),
        ("/outlets/kantor/", 12),
        ("/entities/", 3),
        ("/entities/negeri/", 13),
        ("/events/", 2),
        ("/events/acara/", 15),
    ],
)
def test_queries_do_not_grow_with_the_rows(
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    queries: int,
) -> None:
    grow(1)
    with django_assert_max_num_queries(queries):
        get(client, path)
    for number in range(2, 12):
        grow(number)
    with django_assert_max_num_queries(queries):
        get(client, path)


def test_an_event_of_many_articles_is_counted_without_reading_them(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dependence, "MOST", 1)
    for number in range(3):
        grow(number)
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/events/acara/")
    assert page.context["lenses"]
    assert page.context["matrix"].rows
    asked = [query["sql"] for query in queries]
    assert not [sql for sql in asked if "articles_mention" in sql]
    # The latest, and those whose quotations are read.
    reads = [sql for sql in asked if 'FROM "articles_article"' in sql]
    assert all(" LIMIT " in sql for sql in reads)


def test_an_outlet_shows_the_words_it_uses_for_what_has_several(client: Client) -> None:
    country = make_entity("China", aliases=("Tiongkok",))
    city = make_entity("Beijing")
    article = make_article("a", outlet=make_source("Harian"))
    for start, word in enumerate(("Tiongkok", "Tiongkok", "China")):
        make_mention(article, country, start=start, surface=word)
    make_mention(article, city, start=10)
    make_mention(make_article("b"), country, surface="China")
    response = client.get("/outlets/harian/")
    (lens,) = response.context["words"]
    shares = [(share.word, share.count) for share in lens.overall.shares]
    assert (lens.entity, shares) == (country, [("Tiongkok", 2), ("China", 1)])
    lines = "/entities/china/naming/?word=Tiongkok&amp;outlet=harian"
    assert f'href="{lines}"' in response.text


def test_an_entity_shows_its_words_by_month(client: Client) -> None:
    country = make_entity("China", aliases=("Tiongkok",))
    for published, word in (("2024-05-16", "Tiongkok"), ("2023-10", "China")):
        article = make_article(word, published=published)
        make_mention(article, country, surface=word)
    make_mention(make_article("undated"), country)
    periods = client.get("/entities/china/").context["periods"]
    counts = {
        period.name: {share.word: share.count for share in period.shares if share.count}
        for period in periods
    }
    assert counts == {"October 2023": {"China": 1}, "May 2024": {"Tiongkok": 1}}


def test_many_months_are_shown_by_year(client: Client) -> None:
    country = make_entity("China", aliases=("Tiongkok",))
    for number in range(25):
        published = f"{2020 + number // 12}-{number % 12 + 1:02}"
        word = "Tiongkok" if number % 2 else "China"
        make_mention(make_article(published=published), country, surface=word)
    periods = client.get("/entities/china/").context["periods"]
    assert [(period.name, period.total) for period in periods] == [
        ("2020", 12),
        ("2021", 12),
        ("2022", 1),
    ]


def test_an_entity_shows_who_is_named_with_it_and_what_it_said(client: Client) -> None:
    person = make_entity("Orang", kind="person")
    for number in range(2):
        article = make_article(f"Judul {number}", outlet=make_source("Harian"))
        make_mention(article, person)
        make_mention(article, make_entity("Negeri"), start=10)
    make_mention(article, make_entity("Kota"), start=20)
    make_mention(make_article("Lain"), make_entity("Jauh"))
    make_quotes(
        article,
        Quote(0, 4, "Kata", "Orang", "orang"),
        Quote(5, 9, "Lain", "Warga"),
    )
    response = client.get("/entities/orang/")
    together = response.context["together"]
    assert [(str(other), count) for other, count in together] == [
        ("Negeri", 2),
        ("Kota", 1),
    ]
    assert [said.text for said in response.context["quotes"]] == ["Kata"]


def test_errors_are_reported_to_an_address(
    client: Client, settings: LazySettings
) -> None:
    settings.CONTACT_EMAIL = "meja@arsip.example"
    assert 'href="mailto:meja%40arsip.example"' in get(client, "/about/")
