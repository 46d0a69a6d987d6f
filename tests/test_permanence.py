"""Addresses last: they answer, lead on, or say why there is nothing any more."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from lxml.html import fromstring

from articles import curate
from articles.ingest import ingest
from articles.merging import merge
from articles.models import Article, Entity
from newsarchive.settings import BASE_DIR
from tests.builders import make_article, make_entity, make_event, make_source

pytestmark = pytest.mark.django_db

FORMS = ("/", ".ris", ".bib", ".csl.json", ".json")

MAKE: dict[str, Callable[[str], int]] = {
    "articles_article": lambda name: make_article(name).pk,
    "articles_source": lambda name: make_source(name).pk,
    "articles_entity": lambda name: (
        Entity.objects.create(name=name, slug=name, kind="place").pk
    ),
    "articles_event": lambda name: make_event(name).pk,
}


@pytest.fixture
def seeds() -> Path:
    folder = BASE_DIR / "seeds"
    ingest([folder], by="a test")
    return folder


@pytest.mark.parametrize("table", MAKE)
def test_ids_are_never_given_out_again(table: str) -> None:
    """SQLite takes the highest id in use plus one, unless told otherwise."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
            assert "AUTOINCREMENT" in cursor.fetchone()[0]
    last = MAKE[table]("Terakhir")
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [last])
    assert MAKE[table]("Baru") > last


def test_an_old_title_leads_to_the_new_in_every_form(
    client: Client, seeds: Path, curator: User
) -> None:
    article = Article.objects.get(raw_file__name__startswith="001")
    old = article.get_absolute_url().rstrip("/")
    curate.correct(article.pk, {"headline": "Judul Baru"}, by=curator, reason="")
    new = f"/articles/{article.pk}-judul-baru"
    for form in FORMS:
        moved = client.get(f"{old}{form}")
        assert (moved.status_code, moved.headers["Location"]) == (301, f"{new}{form}")
        assert client.get(f"{new}{form}").status_code == 200


def test_a_hidden_article_is_gone_in_every_form_and_says_why(
    client: Client, seeds: Path, curator: User
) -> None:
    article = Article.objects.get(raw_file__name__startswith="001")
    address = article.get_absolute_url().rstrip("/")
    curate.hide(article.pk, by=curator, reason="Its author asked for it.")
    for form in FORMS:
        gone = client.get(f"{address}{form}")
        assert gone.status_code == 410
        assert "Its author asked for it." in gone.text
    for listed in ("csv", "jsonl", "ris", "atom"):
        response = client.get(f"/articles.{listed}")
        assert "Tiba di Beijing" not in response.getvalue().decode()


def test_what_was_merged_leads_on_wherever_it_was_named(
    client: Client, curator: User
) -> None:
    outlet, new_outlet = make_source("Lama"), make_source("Baru")
    entity, new_entity = make_entity("Dulu"), make_entity("Kini")
    make_article("Judul", outlet=new_outlet)
    merge(new_outlet, [outlet], by=curator, reason="")
    merge(new_entity, [entity], by=curator, reason="")
    for old, new in (
        ("/outlets/lama/", "/outlets/baru/"),
        ("/entities/dulu/", "/entities/kini/"),
        ("/?outlet=lama&dated=none", "/?outlet=baru&dated=none"),
        ("/articles.atom?outlet=lama", "/articles.atom?outlet=baru"),
        ("/articles.csv?entity=dulu", "/articles.csv?entity=kini"),
        ("/?outlet=lama&outlet=baru", "/?outlet=baru"),
    ):
        moved = client.get(old)
        assert (moved.status_code, moved.headers["Location"]) == (301, new)
        answer = client.get(new)
        assert answer.status_code == 200
        answer.getvalue()


def test_every_address_on_the_pages_answers(client: Client, seeds: Path) -> None:
    """A walk over all that a page links to, from the front page on."""
    waiting, seen = ["/"], set[str]()
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 150:
            continue
        seen.add(address)
        response = client.get(address)
        assert response.status_code in {200, 301}, address
        is_page = response.headers["Content-Type"].startswith("text/html")
        if not response.streaming and is_page and response.status_code == 200:
            links = fromstring(response.text).xpath("//a/@href | //link/@href")
            waiting += [
                link.split("#")[0]
                for link in links
                if link.startswith(("/", "?"))
                and not link.startswith("/static/")
                and "?" not in link
            ]
        if response.streaming:
            response.getvalue()
    assert len(seen) > 50
