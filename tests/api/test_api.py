"""The API: what the pages show, for programs."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from articles.api import api
from articles.filters import ArticleFilter
from articles.ingest import ingest
from articles.models import Article, Entity, Tally
from newsarchive.settings import BASE_DIR
from tests.builders import (
    make_article,
    make_coverage,
    make_entity,
    make_event,
    make_mention,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_asked_yet() -> None:
    cache.clear()


@pytest.fixture
def seeds() -> None:
    ingest([BASE_DIR / "seeds"], by="a test")


def get(path: str, parameters: Any = None, status: int = 200) -> dict[str, Any]:
    answer = Client().get(f"/api{path}", parameters)
    assert answer.status_code == status, answer.content
    data: dict[str, Any] = answer.json()
    return data


def test_its_parameters_are_the_pages_own() -> None:
    schema = api.get_openapi_schema()
    assert schema["openapi"] == "3.1.0"
    for path in ("articles", "facets"):
        described = schema["paths"][f"/api/{path}"]["get"]["parameters"]
        names = {parameter["name"] for parameter in described}
        assert names - {"limit", "after"} == set(ArticleFilter.base_filters)


def test_articles_come_newest_first_a_page_at_a_time() -> None:
    for day in range(1, 8):
        make_article(f"Berita {day}", published=f"2024-05-0{day}")
    found: list[str] = []
    address = "/api/articles?limit=3&published_after=2024-05-02"
    pages = 0
    while address:
        page = Client().get(address).json()
        found += [article["headline"] for article in page["articles"]]
        address, pages = page["next"], pages + 1
    assert found == [f"Berita {day}" for day in range(7, 1, -1)]
    assert pages == 2


@pytest.mark.usefixtures("seeds")
def test_an_article_says_how_each_fact_is_known() -> None:
    (brief,) = get("/articles", {"outlet": "kompas-tv"})["articles"]
    article = get(f"/articles/{brief['id']}")
    raw = Article.objects.get(pk=brief["id"]).raw_file.text
    assert article["outlet"]["slug"] == "kompas-tv"
    (outlet,) = [fact for fact in article["facts"] if fact["name"] == "outlet"]
    evidence = outlet["readings"][0]["evidence"]
    assert raw[evidence["start"] : evidence["end"]] == evidence["exact"]
    assert {mention["entity"] for mention in article["mentions"]} >= {"china"}
    assert all(
        raw[quote["start"] : quote["end"]] == quote["exact"]
        for quote in article["quotes"]
    )
    assert article["body"] is None


@pytest.mark.usefixtures("seeds")
def test_texts_are_given_out_where_the_operator_says_so(settings: Settings) -> None:
    settings.EXPORT_BODIES = True
    article = Article.objects.first()
    assert article
    assert get(f"/articles/{article.pk}")["body"] == article.body


def test_what_is_unknown_is_null() -> None:
    article = make_article(lead="Tanpa judul.")
    told = get(f"/articles/{article.pk}")
    assert told["headline"] is None
    assert told["outlet"] is None
    assert told["published"] == {
        "edtf": None,
        "earliest": None,
        "latest": None,
        "basis": "unknown",
    }


def test_a_hidden_article_says_why() -> None:
    make_article("Tampak")
    hidden = make_article("Tersembunyi", is_hidden=True)
    headlines = [article["headline"] for article in get("/articles")["articles"]]
    assert headlines == ["Tampak"]
    assert get(f"/articles/{hidden.pk}", status=404)["status"] == 404


@pytest.mark.usefixtures("seeds")
def test_facets_count_as_the_page_does() -> None:
    facets = get("/facets", {"event": "state-visit-2024"})
    by_name = {facet["name"]: facet["choices"] for facet in facets["facets"]}
    assert facets["total"] == 4
    assert sum(choice["count"] for choice in by_name["outlet"]) == 4
    assert {choice["value"] for choice in by_name["outlet"]} >= {"kompas-tv", "unknown"}
    (chosen,) = [choice for choice in by_name["event"] if choice["is_chosen"]]
    assert chosen["value"] == "state-visit-2024"


def test_sources_entities_and_events_tell_of_themselves() -> None:
    harian = make_source("Harian Contoh", domain="harian.example")
    negeri = make_entity("Negeri Contoh", aliases=("Contohland",))
    event = make_event("Kunjungan Contoh", starts_on=date(2024, 5, 16))
    article = make_article("Berita", outlet=harian, published="2024-05-16")
    make_mention(article, negeri, surface="Contohland")
    make_coverage(article, event)

    source = get("/sources/harian-contoh")
    assert (source["article_count"], source["domains"]) == (1, ["harian.example"])
    entity = get("/entities/negeri-contoh")
    assert (entity["article_count"], entity["kind"]) == (1, "place")
    assert entity["aliases"] == ["Contohland", "Negeri Contoh"]
    assert get("/events/kunjungan-contoh")["starts_on"] == "2024-05-16"
    assert get("/entities/negeri-contoh/naming")["words"] == [
        {
            "entity": "negeri-contoh",
            "word": "Contohland",
            "zone": "narration",
            "outlet": "harian-contoh",
            "count": 1,
        }
    ]
    cells = get("/events/kunjungan-contoh/matrix")["cells"]
    assert [cell["count"] for cell in cells if cell["first"] == "2024-05-16"] == [1]


def test_naming_on_an_event_goes_on_with_what_is_named_less() -> None:
    event = make_event("Kunjungan Contoh")
    article = make_article()
    for times, name in enumerate(("Satu", "Dua", "Tiga"), start=1):
        for place in range(times):
            make_mention(article, make_entity(name), start=10 * times + place)
    make_coverage(article, event)
    first = get("/events/kunjungan-contoh/naming", {"limit": 2})
    assert [word["entity"] for word in first["words"]] == ["tiga", "dua"]
    assert [word["count"] for word in first["words"]] == [3, 2]
    second = Client().get(first["next"]).json()
    assert [word["entity"] for word in second["words"]] == ["satu"]
    assert second["next"] is None


def test_lists_of_things_go_on_where_they_ended() -> None:
    for letter in "abcde":
        make_source(f"Harian {letter}")
    found: list[str] = []
    address = "/api/sources?limit=2"
    while address:
        page = Client().get(address).json()
        found += [thing["slug"] for thing in page["things"]]
        address = page["next"]
    assert found == sorted(found)
    assert set(found) >= {f"harian-{letter}" for letter in "abcde"}


def test_a_merged_entity_is_told_of_by_what_it_is_now() -> None:
    kept, absorbed = make_entity("Negeri"), make_entity("Negri")
    Entity.objects.filter(pk=absorbed.pk).update(merged_into=kept)
    assert get("/entities/negri")["slug"] == "negeri"
    listed = [thing["slug"] for thing in get("/entities")["things"]]
    assert "negri" not in listed


@pytest.mark.usefixtures("seeds")
def test_articles_are_compared_as_on_their_page() -> None:
    first, second = Article.objects.order_by("pk")[:2]
    told = get("/compare", {"article": [first.pk, second.pk]})
    assert [article["id"] for article in told["articles"]] == [first.pk, second.pk]
    (china,) = [row for row in told["entities"] if row["entity"]["slug"] == "china"]
    assert all(sum(surfaces.values()) for surfaces in china["surfaces"])


@pytest.mark.parametrize(
    ("path", "parameters", "parameter"),
    [
        pytest.param("/articles", {"outlet": "no-such"}, "outlet", id="no-such-slug"),
        pytest.param(
            "/articles", {"published_after": "May"}, "published_after", id="no-date"
        ),
        pytest.param("/articles", {"limit": 101}, "limit", id="too-many"),
        pytest.param("/articles", {"after": "x"}, "after", id="no-cursor"),
        pytest.param("/articles", {"dated": "maybe"}, "dated", id="no-choice"),
        pytest.param("/compare", {"article": [1]}, "article", id="nothing-to-compare"),
    ],
)
def test_what_is_wrong_is_said_by_parameter(
    path: str, parameters: dict[str, Any], parameter: str
) -> None:
    answer = Client().get(f"/api{path}", parameters)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert list(answer.json()["errors"]) == [parameter]


@pytest.mark.parametrize(
    "path", ["/articles/999", "/sources/none", "/entities/none", "/events/none"]
)
def test_what_is_not_there_is_a_problem_too(path: str) -> None:
    answer = Client().get(f"/api{path}")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_an_answer_that_still_holds_is_not_sent_again() -> None:
    make_article("Berita")
    client = Client()
    tag = client.get("/api/articles").headers["ETag"]
    assert (
        client.get("/api/articles", headers={"if-none-match": tag}).status_code == 304
    )
    make_article("Berita lain")
    assert (
        client.get("/api/articles", headers={"if-none-match": tag}).status_code == 200
    )


def test_who_asks_too_often_is_told_when_to_come_back(settings: Settings) -> None:
    settings.API_RATE = "3/m"
    client = Client()
    answers = [client.get("/api/events", REMOTE_ADDR="192.0.2.1") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert client.get("/api/events", REMOTE_ADDR="192.0.2.2").status_code == 200


def test_more_articles_cost_no_more_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    entity, event = make_entity(), make_event()
    for number in range(5):
        article = make_article(f"Berita {number}", published="2024-05-16")
        make_mention(article, entity)
        make_coverage(article, event)
    with django_assert_max_num_queries(12):
        get("/articles", QueryDict(f"entity={entity.slug}&event={event.slug}"))
    with django_assert_max_num_queries(14):
        get(f"/articles/{article.pk}")
    with django_assert_max_num_queries(4):
        get(f"/events/{event.slug}/matrix")
    with django_assert_max_num_queries(7):
        get(f"/events/{event.slug}/naming")
    assert Tally.objects.of(Tally.Facet.ENTITY, entity.pk) == 5


def test_naming_is_counted_once_a_change() -> None:
    entity = make_entity()
    make_mention(make_article("Berita 1"), entity)
    address = f"/entities/{entity.slug}/naming"
    with CaptureQueriesContext(connection) as first:
        get(address)
    with CaptureQueriesContext(connection) as second:
        assert [word["count"] for word in get(address)["words"]] == [1]
    assert len(second) == len(first) - 1
    make_mention(make_article("Berita 2"), entity)
    assert [word["count"] for word in get(address)["words"]] == [2]


def test_its_description_is_where_programs_look_for_it() -> None:
    assert reverse("api:openapi-json") == "/api/openapi.json"
    assert get("/openapi.json")["info"]["title"] == "newsarchive"
