"""Lists and articles in other forms, as they are served."""

import csv
import json
import logging
import zipfile
from collections.abc import Callable
from io import BytesIO, StringIO
from itertools import count
from pathlib import Path
from typing import Any

import feedparser
import pytest
from django.conf import LazySettings
from django.core.signals import request_finished
from django.db import OperationalError, close_old_connections
from django.http.response import HttpResponseBase
from django.test import Client
from frictionless import validate
from psycopg.errors import QueryCanceled
from pytest_django import DjangoAssertNumQueries

from articles.exports import FORMS, stream
from articles.ingest import ingest
from articles.models import Article, Event
from articles.views import streaming
from articles.walk import keys_after
from newsarchive.settings import BASE_DIR
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

# A form's parser that tells the ids.
IDS: dict[str, Callable[[str], list[int]]] = {
    "csv": lambda text: [
        int(row["id"]) for row in csv.DictReader(StringIO(text.lstrip("\ufeff")))
    ],
    "jsonl": lambda text: [json.loads(line)["id"] for line in text.splitlines()],
    "json": lambda text: [
        int(item["altIds"][0]["value"].rpartition("/")[2])
        for item in json.loads(text)["associations"]
    ],
    "csl.json": lambda text: [
        int(item["id"].rpartition("-")[2]) for item in json.loads(text)
    ],
    "ris": lambda text: [
        int(line.rpartition("-")[2])
        for line in text.splitlines()
        if line.startswith("ID")
    ],
    "bib": lambda text: [
        int(line.rpartition("-")[2].rstrip(","))
        for line in text.splitlines()
        if line.startswith("@")
    ],
}


def fetch(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.getvalue().decode()


def break_off(response: HttpResponseBase) -> None:
    """Close an answer, as a server does whose client has gone."""
    # A request's end also closes the connection, which is the test's own here.
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def make_articles(count: int, title: str = "judul") -> list[int]:
    """Articles of all that a list shows; their ids, the newest first."""
    outlet, agency = make_source("Harian"), make_source("Kantor", kind="agency")
    place = make_entity()
    event = Event.objects.first() or make_event()
    found = []
    for number in range(count):
        article = make_article(
            f"{title} {number}",
            outlet=outlet,
            published=f"2024-05-{number % 28 + 1:02}",
        )
        make_credit(article, agency)
        make_mention(article, place)
        make_coverage(article, event)
        make_quotes(article)
        found.append((article.published_edtf, article.pk))
    return [pk for _, pk in sorted(found, reverse=True)]


@pytest.mark.parametrize("suffix", FORMS)
def test_every_form_holds_the_whole_list_newest_first(
    client: Client, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "FIRST", 2)
    monkeypatch.setattr(stream, "BATCH", 3)
    ids = make_articles(9)
    make_article("not this")
    assert IDS[suffix](fetch(client, f"/articles.{suffix}?outlet=harian")) == ids


@pytest.mark.parametrize("suffix", FORMS)
def test_every_form_can_hold_nothing(client: Client, suffix: str) -> None:
    make_source("Harian")
    assert IDS[suffix](fetch(client, f"/articles.{suffix}?outlet=harian")) == []


def test_more_articles_take_no_more_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_articles(1, "lama")
    with django_assert_num_queries(10):
        fetch(client, "/articles.jsonl")
    make_articles(10)
    with django_assert_num_queries(10):
        fetch(client, "/articles.jsonl")


def test_a_piece_that_took_too_long_is_read_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "FIRST", 2)
    monkeypatch.setattr(stream, "PAUSE", 0)
    ids, calls = make_articles(5), count()

    def read(*arguments: Any) -> list[int]:
        if next(calls) == 1:
            raise OperationalError from QueryCanceled()
        return keys_after(*arguments)

    monkeypatch.setattr(stream, "keys_after", read)
    assert IDS["jsonl"](fetch(client, "/articles.jsonl")) == ids


def test_what_takes_too_long_from_the_start_is_too_broad(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*arguments: Any) -> list[int]:
        raise OperationalError from QueryCanceled()

    monkeypatch.setattr(stream, "keys_after", read)
    client.raise_request_exception = False
    response = client.get("/articles.csv")
    assert response.status_code == 503
    assert "asks for too much at once" in response.text


def test_a_file_is_named_after_its_form(client: Client) -> None:
    response = client.get("/articles.csl.json")
    named = 'attachment; filename="newsarchive-all.csl.json"'
    assert response.headers["Content-Disposition"] == named
    assert b"".join(response) == b"[\n]\n"


def test_what_is_wrong_with_the_parameters_is_said(client: Client) -> None:
    for suffix in (*FORMS, "atom"):
        response = client.get(f"/articles.{suffix}?outlet=nobody")
        assert response.status_code == 400
        assert "The archive knows no outlet “nobody”." in response.text
        assert 'href="/?outlet=nobody"' in response.text


def test_bodies_stay_here_unless_the_operator_lets_them_go(
    client: Client, settings: LazySettings
) -> None:
    make_article("judul", body="Isi berita.")
    for suffix in ("csv", "jsonl", "json"):
        assert "Isi berita." not in fetch(client, f"/articles.{suffix}")
    settings.EXPORT_BODIES = True
    for suffix in ("csv", "jsonl", "json"):
        assert "Isi berita." in fetch(client, f"/articles.{suffix}")


def test_an_export_is_logged_with_its_query_and_size(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    make_articles(3)
    with caplog.at_level(logging.INFO, "articles.exports"):
        fetch(client, "/articles.csv?outlet=harian")
    (line,) = caplog.messages
    assert line.startswith("exported /articles.csv?outlet=harian: 3 articles in ")
    assert "broken off" not in line


def test_what_is_broken_off_is_logged_and_makes_room(
    client: Client,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_articles(3)
    monkeypatch.setattr(streaming, "PATIENCE", 0)
    with caplog.at_level(logging.INFO, "articles.exports"):
        for _ in range(streaming.AT_ONCE + 1):
            response = client.get("/articles.csv")
            assert response.status_code == 200
            break_off(response)
    assert all(line.endswith("broken off") for line in caplog.messages)


def test_one_too_many_is_asked_to_wait(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "PATIENCE", 0)
    sending = [client.get("/articles.csv") for _ in range(streaming.AT_ONCE)]
    refused = client.get("/articles.csv?dated=none")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "60"
    assert 'href="/?dated=none"' in refused.text
    for response in sending:
        break_off(response)
    assert client.get("/articles.csv").getvalue()


@pytest.mark.parametrize("suffix", ["ris", "bib", "csl.json", "json"])
def test_an_article_in_another_form(client: Client, suffix: str) -> None:
    article = make_article("Judul “satu”", published="2024-05-16")
    address = article.get_absolute_url().rstrip("/")
    text = fetch(client, f"{address}.{suffix}")
    assert "Judul “satu”" in text
    assert f"http://testserver{address}/" in text


def test_an_article_moved_leads_on_in_every_form(client: Client) -> None:
    article = make_article("Judul baru")
    response = client.get(f"/articles/{article.pk}-judul-lama.ris")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/articles/{article.pk}-judul-baru.ris"


def test_a_form_that_is_none_is_not_found(client: Client) -> None:
    article = make_article("Judul")
    assert client.get("/articles.exe").status_code == 404
    assert client.get(f"/articles/{article.pk}-judul.csv").status_code == 404


def test_a_hidden_article_is_gone_from_every_form(client: Client) -> None:
    article = make_article("Judul rahasia")
    address = article.get_absolute_url().rstrip("/")
    Article.objects.filter(pk=article.pk).update(is_hidden=True)
    for suffix in FORMS:
        assert "rahasia" not in fetch(client, f"/articles.{suffix}")
    assert client.get(f"{address}.ris").status_code in {404, 410}


def read_feed(client: Client, query: str = "") -> feedparser.FeedParserDict:
    feed = feedparser.parse(fetch(client, f"/articles.atom{query}"))
    assert not feed.bozo
    return feed


def test_a_feed_has_the_newest_of_the_list(client: Client) -> None:
    ids = make_articles(60)
    make_article("not this")
    feed = read_feed(client, "?entity=negeri-contoh")
    assert feed.version == "atom10"
    found = [int(entry.id.rpartition("/")[2]) for entry in feed.entries]
    assert found == ids[:50]
    (older,) = [link.href for link in feed.feed.links if link.rel == "next"]
    rest = feedparser.parse(fetch(client, older))
    found += [int(entry.id.rpartition("/")[2]) for entry in rest.entries]
    assert found == ids
    assert rest.feed.id == feed.feed.id


def test_names_in_feeds_last_whatever_the_title_and_the_host(
    client: Client, settings: LazySettings
) -> None:
    settings.TAG_AUTHORITY = "archive.example"
    article = make_article("Judul lama")
    Article.objects.filter(pk=article.pk).update(headline="Judul baru")
    feed = read_feed(client, "?dated=none&q=")
    assert feed.entries[0].id == f"tag:archive.example,2026:article/{article.pk}"
    assert feed.feed.id == "tag:archive.example,2026:articles?dated=none"


def test_a_feed_is_as_exact_as_the_dates(client: Client) -> None:
    make_article("day", published="2024-05-16")
    make_article("about", published="2024-05-14~")
    make_article("undated")
    entries = {entry.title: entry for entry in read_feed(client).entries}
    assert entries["day"].published == "2024-05-16T00:00:00+07:00"
    assert "published" not in entries["about"] | entries["undated"]
    assert "<dc:date>2024-05-14~</dc:date>" in fetch(client, "/articles.atom")


def test_a_feed_of_nothing_is_a_feed(client: Client) -> None:
    assert read_feed(client, "?dated=none").entries == []


def test_a_feed_is_sent_again_only_when_something_changed(client: Client) -> None:
    make_article("satu")
    tag = client.get("/articles.atom").headers["ETag"]
    known = {"If-None-Match": tag}
    assert client.get("/articles.atom", headers=known).status_code == 304
    make_article("dua")
    assert client.get("/articles.atom", headers=known).status_code == 200


def open_package(client: Client, folder: Path) -> dict[str, list[dict[str, str]]]:
    """The tables of the seeds' second event; valid to a stranger's program."""
    response = client.get("/events/state-visit-2024.zip")
    assert response.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(response.getvalue())) as archive:
        archive.extractall(folder)
    report = validate(str(folder / "datapackage.json"), type="package")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    return {
        path.stem: list(csv.DictReader(StringIO(path.read_text(), newline="")))
        for path in folder.glob("*.csv")
    }


def test_a_data_package_keeps_its_word(client: Client, tmp_path: Path) -> None:
    ingest([BASE_DIR / "seeds"], by="a test")
    rows = open_package(client, tmp_path)
    assert {row["outlet_slug"] for row in rows["articles"]} == {
        "kompas-tv",
        "media-indonesia",
        "jagatbisnis",
        "",
    }
    words = {row["words"] for row in rows["mentions"] if row["entity"] == "china"}
    assert {"China", "Tiongkok", "Cina"} <= words
    assert "AFP" in {row["name"] for row in rows["credits"]}
    readme = (tmp_path / "README.md").read_text()
    assert "http://testserver/events/state-visit-2024/" in readme
    assert json.loads((tmp_path / "CITATION.cff").read_text())["type"] == "dataset"
    assert len(json.loads((tmp_path / "references.csl.json").read_text())) == 4


def test_a_data_package_of_nothing_is_whole(client: Client, tmp_path: Path) -> None:
    make_event(slug="state-visit-2024")
    assert not any(open_package(client, tmp_path).values())


def test_no_event_has_no_data_package(client: Client) -> None:
    assert client.get("/events/nothing.zip").status_code == 404
