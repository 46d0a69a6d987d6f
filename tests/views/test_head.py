"""What pages tell other programs of themselves."""

import json
from datetime import date
from typing import Any
from urllib.parse import urlencode

import extruct
import pytest
from django.test import Client
from lxml import etree
from lxml.html import fromstring

from articles.models import Article, Entity, Event, Source
from articles.views import sitemaps
from tests.builders import (
    make_article,
    make_coverage,
    make_entity,
    make_event,
    make_mention,
    make_source,
)

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def make_known_article(**values: Any) -> Article:
    """An article of which all is known that a page tells."""
    known = {
        "headline": 'Judul </script><script>alert("satu")</script> & dua',
        "outlet": make_source("Harian Contoh", slug="harian"),
        "published": "2024-05-16",
        "lead": "Kalimat pertama.",
    }
    article = make_article(**{**known, **values})
    article.bylines = [
        {"name": "Siti Rahma", "role": "author"},
        {"name": "Budi", "role": "editor"},
        {"name": "sr/b", "role": "initials"},
    ]
    article.save()
    make_mention(article, make_entity("Rusia", slug="russia"))
    make_coverage(article, make_event())
    return article


def read(client: Client, address: str) -> dict[str, Any]:
    """A page's metadata, read by a library that others read pages with."""
    html = client.get(address, follow=True).text
    syntaxes = ["json-ld", "opengraph", "dublincore"]
    found: dict[str, Any] = extruct.extract(
        html, base_url=SITE, syntaxes=syntaxes, uniform=False
    )
    return found


def meta(html: str) -> list[tuple[str, str]]:
    """The meta tags and links of a page's head, as Zotero's translator sees them."""
    head = fromstring(html).find("head")
    return [
        (tag.get("name") or tag.get("property") or tag.get("rel") or "", value)
        for tag in head
        if (value := tag.get("content") or tag.get("href"))
    ]


def test_an_article_is_a_news_article_of_schema_org(client: Client) -> None:
    article = make_known_article()
    (item,) = read(client, f"/articles/{article.pk}/")["json-ld"]
    url = f"{SITE}{article.get_absolute_url()}"
    assert item["@type"] == "NewsArticle"
    assert item["headline"] == article.headline
    assert item["datePublished"] == "2024-05-16"
    assert item["url"] == item["@id"] == url
    assert item["author"] == [{"@type": "Person", "name": "Siti Rahma"}]
    assert item["publisher"]["name"] == "Harian Contoh"
    assert item["about"][0]["name"] == "Kunjungan Contoh"
    assert item["mentions"][0] == {
        "@type": "Place",
        "name": "Rusia",
        "url": f"{SITE}/entities/russia/",
    }


@pytest.mark.parametrize("published", ["", "2024-05-14~", "2024-05", "2024-05-14?"])
def test_no_day_is_given_that_is_not_certain(client: Client, published: str) -> None:
    article = make_known_article(published=published)
    found = read(client, f"/articles/{article.pk}/")
    assert "datePublished" not in found["json-ld"][0]
    names = dict(found["opengraph"][0]["properties"])
    assert "article:published_time" not in names


def test_what_is_unknown_is_not_told(client: Client) -> None:
    article = make_article(lead="Kalimat pertama.")
    (item,) = read(client, f"/articles/{article.pk}/")["json-ld"]
    assert item.keys().isdisjoint({"headline", "publisher", "author", "mentions"})


def test_zotero_finds_a_newspaper_article(client: Client) -> None:
    article = make_known_article()
    tags = meta(client.get(article.get_absolute_url()).text)
    url = f"{SITE}{article.get_absolute_url()}"
    expected = {
        ("schema.DC", "http://purl.org/dc/elements/1.1/"),
        ("DC.type", "newspaperArticle"),
        ("DC.title", article.headline),
        ("DC.creator", "Siti Rahma"),
        ("DC.contributor", "Budi"),
        ("DC.date", "2024-05-16"),
        ("DC.language", "id"),
        ("DC.description", "Kalimat pertama."),
        ("DC.identifier", url),
        ("prism.publicationName", "Harian Contoh"),
    }
    assert expected <= set(tags)
    names = [name for name, _ in tags]
    assert not [name for name in names if name.startswith("citation_")]
    assert "og:site_name" not in names


def test_the_date_is_told_as_exactly_as_it_is_known(client: Client) -> None:
    article = make_known_article(published="2024-05-14~")
    tags = meta(client.get(article.get_absolute_url()).text)
    assert ("DC.date", "2024-05-14~") in tags


def test_open_graph_tells_of_the_page(client: Client) -> None:
    article = make_known_article()
    (graph,) = read(client, f"/articles/{article.pk}/")["opengraph"]
    properties = dict(graph["properties"])
    assert properties["og:type"] == "article"
    assert properties["og:title"] == article.headline
    assert properties["article:published_time"] == "2024-05-16"


def test_an_article_leads_to_its_other_forms(client: Client) -> None:
    article = make_known_article()
    page = client.get(article.get_absolute_url())
    address = article.get_absolute_url().rstrip("/")
    for suffix in ("ris", "bib", "csl.json", "json"):
        assert f'href="{address}.{suffix}"' in page.text
        assert client.get(f"{address}.{suffix}").status_code == 200


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/about/", "/about/"),
        ("/?outlet=harian&entity=russia", "/?entity=russia&outlet=harian"),
        ("/outlets/harian/", "/outlets/harian/"),
    ],
)
def test_a_page_has_one_address(client: Client, address: str, canonical: str) -> None:
    make_known_article()
    tags = meta(client.get(address).text)
    assert ("canonical", f"{SITE}{canonical}") in tags


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        ("/", "/articles.atom"),
        ("/?outlet=harian", "/articles.atom?outlet=harian"),
        ("/outlets/harian/", "/articles.atom?outlet=harian"),
        ("/entities/russia/", "/articles.atom?entity=russia"),
        ("/events/kunjungan-contoh/", "/articles.atom?event=kunjungan-contoh"),
    ],
)
def test_lists_have_a_feed(client: Client, address: str, feed: str) -> None:
    make_known_article()
    assert ("alternate", feed) in meta(client.get(address).text)
    assert client.get(feed).status_code == 200


def test_unapi_tells_and_gives_the_forms(client: Client) -> None:
    article = make_known_article()
    page = client.get(article.get_absolute_url())
    assert ("unapi-server", "/unapi") in meta(page.text)
    identifier = page.context["record"].tag
    assert f'class="unapi-id" title="{identifier}"' in page.text
    formats = etree.fromstring(client.get("/unapi").content)
    names = [form.get("name") for form in formats]
    assert names == ["ris", "bibtex", "csl-json"]
    asked = client.get(f"/unapi?{urlencode({'id': identifier})}")
    assert asked.status_code == 300
    assert etree.fromstring(asked.content).get("id") == identifier
    query = urlencode({"id": identifier, "format": "ris"})
    assert "TY  - NEWS" in client.get(f"/unapi?{query}").text
    query = urlencode({"id": identifier, "format": "csl-json"})
    assert json.loads(client.get(f"/unapi?{query}").content)[0]["id"]


@pytest.mark.parametrize(
    ("identifier", "form", "status"),
    [
        ("tag:localhost,2026:article/999", "ris", 404),
        ("tag:localhost,2026:article/" + "9" * 30, "ris", 404),
        ("nothing", "", 404),
        ("tag:localhost,2026:article/{pk}", "mods", 406),
    ],
)
def test_unapi_says_what_there_is_not(
    client: Client, identifier: str, form: str, status: int
) -> None:
    article = make_known_article()
    query = {"id": identifier.format(pk=article.pk), "format": form}
    assert client.get(f"/unapi?{urlencode(query)}").status_code == status


def locations(client: Client, address: str) -> list[str]:
    tree = etree.fromstring(client.get(address).getvalue())
    return [str(node.text).removeprefix(SITE) for node in tree.iter(f"{SITEMAP}loc")]


def test_sitemaps_hold_every_lasting_page_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "SIZE", 3)
    monkeypatch.setattr(sitemaps, "BATCH", 2)
    articles = [make_article(f"judul {number}") for number in range(7)]
    make_known_article()
    parts = locations(client, "/sitemap.xml")
    found = [address for part in parts for address in locations(client, part)]
    expected = [article.get_absolute_url() for article in articles]
    assert len(found) == len(set(found))
    assert set(expected) <= set(found)
    assert {"/", "/about/", "/outlets/harian/", "/entities/russia/"} <= set(found)
    assert all(1 <= len(locations(client, part)) <= 5 for part in parts)


def test_sitemaps_pass_over_ids_that_nothing_has(client: Client) -> None:
    Event.objects.create(
        pk=40 * sitemaps.SIZE,
        name="Kunjungan Contoh",
        slug="kunjungan",
        starts_on=date(2024, 5, 16),
        ends_on=date(2024, 5, 17),
    )
    parts = [part for part in locations(client, "/sitemap.xml") if "events" in part]
    assert parts == ["/sitemaps/events-40.xml"]
    assert locations(client, parts[0]) == ["/events/kunjungan/"]


def test_sitemaps_leave_out_what_leads_elsewhere_or_is_hidden(client: Client) -> None:
    hidden = make_article("Rahasia")
    Article.objects.filter(pk=hidden.pk).update(is_hidden=True)
    for model, old, new in (
        (Source, make_source("Lama"), make_source("Baru")),
        (Entity, make_entity("Dulu"), make_entity("Kini")),
    ):
        model.objects.filter(pk=old.pk).update(merged_into=new)
    parts = locations(client, "/sitemap.xml")
    found = {address for part in parts for address in locations(client, part)}
    assert {"/outlets/baru/", "/entities/kini/"} <= found
    assert found.isdisjoint(
        {"/outlets/lama/", "/entities/dulu/", hidden.get_absolute_url()}
    )


@pytest.mark.parametrize("name", ["articles-0", "articles-", "secrets-1", "x"])
def test_no_other_sitemap_is_found(client: Client, name: str) -> None:
    response = client.get(f"/sitemaps/{name}.xml")
    found = response.getvalue() if response.streaming else b""
    assert response.status_code == 404 or b"<loc>" not in found


def test_robots_are_told_of_the_sitemap_and_kept_from_exports(client: Client) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert "Disallow: /articles." in lines


def test_browsers_are_told_how_to_search(client: Client) -> None:
    assert ("search", "/opensearch.xml") in meta(client.get("/").text)
    tree = etree.fromstring(client.get("/opensearch.xml").content)
    templates = [node.get("template") for node in tree.iter(f"{OPENSEARCH}Url")]
    assert f"{SITE}/?q={{searchTerms}}" in templates
