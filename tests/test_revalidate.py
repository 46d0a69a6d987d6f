"""Pages that are sent again only if they changed."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from prometheus_client import REGISTRY
from pytest_django import DjangoAssertNumQueries, Settings

from articles.models import Article, Source
from newsarchive.revalidate import RevalidateMiddleware, find_version
from tests.builders import (
    make_article,
    make_coverage,
    make_entity,
    make_event,
    make_mention,
    make_source,
)

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/?outlet=harian&dated=none",
    "/about/",
    "/outlets/",
    "/outlets/harian/",
    "/entities/",
    "/entities/negeri/",
    "/entities/negeri/naming/",
    "/entities/negeri/naming/outlets/",
    "/events/",
    "/events/acara/",
    "/events/acara/outlets/",
    "/events/acara/quoted/",
    "/robots.txt",
]


@pytest.fixture(autouse=True)
def article() -> Article:
    article = make_article("Judul", outlet=make_source("Harian"))
    make_mention(article, make_entity("Negeri"))
    make_coverage(article, make_event("Acara"))
    return article


def ask(client: Client, address: str, tag: str, **headers: str) -> int:
    response = client.get(address, headers={"If-None-Match": tag, **headers})
    return int(response.status_code)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_did_not_change_is_not_sent_again(
    client: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    response = client.get(address)
    assert response.status_code == 200
    with django_assert_num_queries(1):
        again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert not again.content
    for answer in (response, again):
        assert answer["ETag"].startswith('W/"')
        assert answer["Cache-Control"] == "no-cache"
        assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))
        assert not answer.cookies


def test_that_nothing_changed_is_counted_and_guarded_as_the_page_is(
    client: Client,
) -> None:
    labels = {"view": "event-list", "method": "GET", "status": "304"}
    name = "newsarchive_request_seconds_count"
    before = REGISTRY.get_sample_value(name, labels) or 0
    page = client.get("/events/")
    answer = client.get("/events/", headers={"If-None-Match": page["ETag"]})
    assert REGISTRY.get_sample_value(name, labels) == before + 1
    for header in ("Content-Security-Policy", "X-Frame-Options", "Permissions-Policy"):
        assert answer[header] == page[header]
    assert answer["X-Request-ID"] != page["X-Request-ID"]


def test_an_articles_pages_are_revalidated_too(
    client: Client, article: Article
) -> None:
    detail = article.get_absolute_url()
    for address in (detail, f"/articles/{article.pk}/raw/"):
        tag = client.get(address)["ETag"]
        assert ask(client, address, tag) == 304


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_may_have_changed_is_sent_again(client: Client, address: str) -> None:
    tag = client.get(address)["ETag"]
    Source.objects.update(name="Koran")
    assert ask(client, address, tag) == 200


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(lambda client, tag: ask(client, "/?q=lain", tag), id="address"),
        pytest.param(
            lambda client, tag: ask(client, "/", tag, **{"Accept-Language": "id"}),
            id="language",
        ),
        pytest.param(lambda client, tag: ask(client, "/", 'W/"x"'), id="tag"),
    ],
)
def test_a_tag_is_of_one_page(
    client: Client, other: Callable[[Client, str], int]
) -> None:
    tag = client.get("/")["ETag"]
    assert ask(client, "/", tag) == 304
    assert other(client, tag) == 200


def test_new_code_makes_new_pages(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = client.get("/")["ETag"]
    monkeypatch.setattr("newsarchive.revalidate.find_version", lambda: "next")
    assert ask(client, "/", tag) == 200
    assert len(find_version()) == 64


def test_who_is_logged_in_gets_pages_anew(
    client: Client, curator_client: Client
) -> None:
    response = curator_client.get(
        "/", headers={"If-None-Match": client.get("/")["ETag"]}
    )
    assert response.status_code == 200
    assert "ETag" not in response
    assert response["Cache-Control"] == "no-cache, private"


@pytest.mark.parametrize("address", ["/admin/login/", "/no/such/page"])
def test_only_pages_of_the_archive_are_tagged(client: Client, address: str) -> None:
    assert "ETag" not in client.get(address)


def test_what_is_wrong_is_not_kept(client: Client) -> None:
    assert "ETag" not in client.get("/articles/999999-none/")


def test_while_the_code_is_worked_on_nothing_is_kept(
    client: Client, settings: Settings
) -> None:
    settings.DEBUG = True
    assert "ETag" not in client.get("/")


@pytest.fixture
def keeps_pages(settings: Settings) -> None:
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = settings.CACHES | {"pages": {"BACKEND": backend}}


@pytest.mark.usefixtures("keeps_pages")
@pytest.mark.parametrize("address", ADDRESSES)
def test_another_reader_gets_the_page_that_was_made(
    client: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = client.get(address)
    with django_assert_num_queries(1):
        kept = Client().get(address)
    assert (kept.content, kept.status_code) == (made.content, 200)
    differing = dict(kept.headers.items() ^ made.headers.items())
    assert differing.keys() == {"X-Request-ID"}


@pytest.mark.usefixtures("keeps_pages")
def test_what_was_kept_is_not_shown_after_a_change(client: Client) -> None:
    assert "Harian" in client.get("/outlets/").text
    Source.objects.update(name="Koran")
    assert "Harian" not in client.get("/outlets/").text


def test_a_page_that_varies_by_more_has_no_tag(rf: RequestFactory) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Vary": "HX-Request"})

    assert "ETag" not in RevalidateMiddleware(answer)(rf.get("/"))
