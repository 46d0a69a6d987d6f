"""The language of the pages: the browser's, or the reader's own choice."""

from typing import Any

import pytest
from django.test import Client
from lxml import html

from tests.builders import make_article

pytestmark = pytest.mark.django_db

CHOSEN = "language"


@pytest.fixture
def reader() -> Client:
    return Client(enforce_csrf_checks=True, headers={"accept-language": "en"})


def choose(reader: Client, address: str, language: str) -> Any:
    """Press the button at the foot of a page, as a browser does."""
    (form,) = html.fromstring(reader.get(address).content).xpath(
        "//form[@action='/language/']"
    )
    (button,) = form.xpath(f".//button[@value='{language}']")
    sent = dict(form.form_values()) | {button.get("name"): button.get("value")}
    return reader.post(form.get("action"), sent)


def language_of(reader: Client, address: str) -> str:
    page = html.fromstring(reader.get(address).content)
    (chosen,) = page.xpath("//form[@action='/language/']//*[@aria-current]")
    assert chosen.get("lang") == page.get("lang")
    return str(page.get("lang"))


@pytest.mark.parametrize(
    "address",
    ["/", "/?q=kopi+susu&published_after=2024-05-16", "/about/", "/entities/?kind=x"],
)
def test_a_choice_leads_back_to_its_page_in_that_language(
    reader: Client, address: str
) -> None:
    assert language_of(reader, address) == "en"
    answer = choose(reader, address, "id")
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert language_of(reader, address) == "id"
    choose(reader, address, "en")
    assert language_of(reader, address) == "en"


def test_a_page_that_was_kept_is_each_readers_own_language(reader: Client) -> None:
    make_article("Judul")
    tag = reader.get("/")["ETag"]
    choose(reader, "/", "id")
    again = reader.get("/", headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert b'lang="id"' in again.content
    assert not again.cookies
    # Somebody else's browser is asked for nothing and gets the page as it was kept.
    other = Client(headers={"accept-language": "en"}).get("/")
    assert other["ETag"] == tag
    assert b'<html lang="en">' in other.content


def test_a_page_whose_address_is_not_told_is_found_by_where_one_comes_from(
    reader: Client,
) -> None:
    came_from = {"referer": "http://testserver/about/"}
    answer = reader.post("/language/", {"language": "id"}, headers=came_from)
    assert answer["Location"] == "http://testserver/about/"


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"],
)
def test_nobody_is_led_elsewhere(reader: Client, address: str) -> None:
    sent = {"language": "id", "next": address}
    headers = {"referer": "https://evil.example/"}
    answer = reader.post("/language/", sent, headers=headers)
    assert answer["Location"] == "/"


def test_no_choice_is_made_by_following_a_link(reader: Client) -> None:
    answer = reader.get("/language/?language=id&next=/about/")
    assert answer["Location"] == "/about/"
    assert not answer.cookies


def test_a_language_that_the_archive_does_not_speak_changes_nothing(
    reader: Client,
) -> None:
    for language in ("de", "xx", "", "../../etc"):
        assert reader.post("/language/", {"language": language}).status_code == 302
        assert language_of(reader, "/") == "en"


def test_the_cookie_tells_a_language_and_nothing_else(reader: Client) -> None:
    cookies = choose(reader, "/", "id").cookies
    cookie = cookies.pop(CHOSEN)
    assert not cookies
    assert cookie.value == "id"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
