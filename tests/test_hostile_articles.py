"""Articles, outlets and names that are attacks: shown as what they are, text."""

import csv
from io import StringIO

import pytest
from django.contrib.admin import site
from django.test import Client
from django.urls import reverse

from articles.exports import ARTICLE_FORMS, FORMS
from articles.exports.record import make_tag
from articles.exports.table import FORMULA_STARTS, PASSED_BY
from articles.models import Article
from articles.records import Quote
from tests.builders import (
    make_article,
    make_coverage,
    make_credit,
    make_entity,
    make_event,
    make_mention,
    make_quotes,
    make_raw_file,
    make_source,
)
from tests.hostile import MARKER, MARKUP, find_harm, read_whole

# What a text can hold and a database takes: XML has no way to say some of it.
CONTROLS = "\x01\x08\x1b[31m\x7f\x85\u2028\ufffe\uffff"
OVERRIDES = "\u202egnirts\u2067\u202d"
ATTACK = " ".join([*MARKUP, CONTROLS, OVERRIDES])

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    outlet = make_source(ATTACK[:100], slug="penyerang")
    article = make_article(
        ATTACK,
        outlet=outlet,
        published="2024-05-16",
        body=f"{ATTACK}\n\n{ATTACK}",
        lead=ATTACK,
        raw_file=make_raw_file(ATTACK, name=MARKUP[0]),
    )
    article.url = f"https://contoh.example/?{MARKUP[3]}"
    article.host = MARKUP[0]
    article.bylines = [{"name": MARKUP[2], "role": "author"}]
    article.save()
    entity = make_entity(MARKUP[3], slug="nama", aliases=(MARKUP[4], MARKUP[0]))
    make_mention(article, entity, surface=MARKUP[0])
    make_credit(article, outlet)
    make_coverage(article, make_event(MARKUP[0], slug="acara"))
    make_quotes(article, Quote(0, 9, MARKUP[0], speaker=MARKUP[2]))
    return article


def addresses(article: Article) -> list[str]:
    """Every public address that shows the article or what it names."""
    other = make_article("Lain", outlet=article.outlet, body=article.body)
    make_quotes(other)
    own = article.get_absolute_url().rstrip("/")
    named = reverse("entity-naming", args=["nama"])
    return [
        *(
            "/",
            "/?q=xss1337",
            "/?outlet=penyerang&entity=nama&event=acara",
            "/outlets/",
        ),
        *("/?facet=outlet", "/?facet=entity&facet_q=x", "/entities/", "/events/"),
        *("/outlets/penyerang/", "/entities/nama/", "/events/acara/", named),
        *(f"{own}/", f"/articles/{article.pk}/raw/", "/articles.atom", "/sitemap.xml"),
        *("/sitemaps/articles-1.xml", f"/compare/?a={article.pk}&b={other.pk}"),
        *(f"/articles.{suffix}" for suffix in FORMS),
        *(f"{own}.{suffix}" for suffix in ARTICLE_FORMS),
        *("/oai?verb=ListRecords&metadataPrefix=oai_dc", "/oai?verb=Identify"),
        f"/unapi?id={make_tag('article/')}{article.pk}&format=ris",
        *("/api/articles", f"/api/articles/{article.pk}", "/api/entities"),
        *("/events/acara/naming/nama/", "/events/acara/naming/nama/outlets/"),
        *("/events/acara/outlets/", "/events/acara/quoted/", f"{named}outlets/"),
        *(f"/?article={article.pk}", "/api/events", "/api/sources"),
    ]


def check(client: Client, address: str) -> None:
    answer = client.get(address, follow=True)
    content = read_whole(answer)
    assert answer.status_code == 200, address
    assert not list(find_harm(answer.headers["Content-Type"], content)), address


def test_no_text_becomes_markup_on_any_public_page(
    client: Client, article: Article
) -> None:
    for address in addresses(article):
        check(client, address)


def test_no_text_becomes_markup_on_the_desk(
    curator_client: Client, article: Article
) -> None:
    for model in site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        check(curator_client, reverse(f"admin:{name}_changelist"))
    for page in ("change", "history"):
        check(curator_client, f"/admin/articles/article/{article.pk}/{page}/")
    check(curator_client, "/admin/")


def test_what_was_received_is_never_shown_as_a_page(
    client: Client, article: Article
) -> None:
    answer = client.get(reverse("article-bytes", args=[article.pk]))
    assert answer.headers["Content-Type"].partition(";")[0] != "text/html"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("start", [*FORMULA_STARTS, " =", "\u200b="])
def test_no_cell_of_a_table_is_a_formula(client: Client, start: str) -> None:
    formula = f"{start}HYPERLINK(1)"
    make_article(formula, outlet=make_source(formula, slug="rumus"), body=formula)
    text = read_whole(client.get("/articles.csv")).decode("utf-8-sig")
    for row in csv.reader(StringIO(text)):
        for cell in row:
            assert not cell.lstrip(PASSED_BY).startswith(FORMULA_STARTS), cell


def test_the_marker_is_on_the_pages_that_are_looked_through(
    client: Client, article: Article
) -> None:
    for address in (f"{article.get_absolute_url()}", "/", "/entities/nama/"):
        assert MARKER in client.get(address).text
