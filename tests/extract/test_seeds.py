"""The five seed files, held to what a person reads in them."""

from datetime import date
from pathlib import Path

import pytest

from articles.extract import Extractor
from articles.knowledge import load_shipped
from articles.read import read
from articles.records import ExtractedArticle, RawDocument

SEEDS = Path(__file__).parents[2] / "seeds"
NAMES = {path.name[:3]: path for path in SEEDS.glob("*.txt")}


def extract(number: str) -> tuple[RawDocument, ExtractedArticle]:
    document = next(iter(read(NAMES[number])))
    assert isinstance(document, RawDocument)
    extractor = Extractor(load_shipped())
    return document, extractor.extract(document, today=date(2026, 11, 21))


@pytest.mark.parametrize(
    ("number", "slug"),
    [
        pytest.param("000", "kompas-tv", id="dateline"),
        pytest.param("001", "media-indonesia", id="promotion-outweighs-mirror"),
        pytest.param("002", "tribunnews", id="dateline-alone"),
        pytest.param("003", "jagatbisnis", id="dateline-with-dash"),
        pytest.param("004", None, id="text-names-none"),
    ],
)
def test_outlet(number: str, slug: str | None) -> None:
    outlet = extract(number)[1].outlet
    assert (outlet.slug if outlet else None) == slug


@pytest.mark.parametrize(
    ("number", "day", "basis"),
    [
        pytest.param("000", date(2024, 5, 14), "stated", id="day-after-attribution"),
        pytest.param("001", None, None, id="weekdays-only"),
        pytest.param("002", None, None, id="today-and-tomorrow-only"),
        pytest.param("003", None, None, id="announced-for-later"),
        pytest.param("004", date(2024, 5, 16), "inferred", id="year-from-the-text"),
    ],
)
def test_published(number: str, day: date | None, basis: str | None) -> None:
    published = extract(number)[1].published
    assert (published.earliest if published else None) == day
    assert (published.latest if published else None) == day
    assert (published.basis if published else None) == basis


@pytest.mark.parametrize(
    ("number", "headline"),
    [
        pytest.param("000", None, id="000"),
        pytest.param("001", "Presiden Rusia Vladimir Putin Tiba di Beijing", id="001"),
        pytest.param("002", None, id="002"),
        pytest.param("003", None, id="003"),
        pytest.param(
            "004",
            "Kunjungi Cina Putin Cari Dukungan untuk Upaya Perang Ukraina",
            id="004",
        ),
    ],
)
def test_headline_only_where_one_is_printed(number: str, headline: str | None) -> None:
    found = extract(number)[1].headline
    assert (found.text if found else None) == headline


@pytest.mark.parametrize(
    ("number", "bylines"),
    [
        pytest.param("000", set(), id="000"),
        pytest.param(
            "001", {("Thalatie Yani", "editor"), ("Z-3", "initials")}, id="001"
        ),
        pytest.param("002", set(), id="002"),
        pytest.param("003", {("tia", "initials")}, id="003"),
        pytest.param("004", {("MSc", "initials")}, id="004"),
    ],
)
def test_bylines(number: str, bylines: set[tuple[str, str]]) -> None:
    article = extract(number)[1]
    assert {(byline.name, byline.role) for byline in article.bylines} == bylines


@pytest.mark.parametrize(
    ("number", "credits"),
    [
        pytest.param("000", {("Associated Press", "wire")}, id="000"),
        pytest.param("001", {("CNN", "wire"), ("AFP", "photo")}, id="001"),
        pytest.param(
            "002",
            {
                ("CGTN", "cited"),
                ("Interfax", "cited"),
                ("Daily Mail", "cited"),
                ("Associated Press", "cited"),
            },
            id="002",
        ),
        pytest.param("003", set(), id="003"),
        pytest.param("004", {("AFP", "wire"), ("Associated Press", "wire")}, id="004"),
    ],
)
def test_credits(number: str, credits: set[tuple[str, str]]) -> None:
    article = extract(number)[1]
    assert {(credit.name, credit.role) for credit in article.credits} == credits


@pytest.mark.parametrize(
    ("number", "starts"),
    [
        pytest.param("000", ["Putin Sebut Arogansi", "Gaduh Perombakan"], id="000"),
        pytest.param(
            "001",
            ["Pengamat: Rusia Ditekan", "Putin dan Xi Jinping", "Xi Jinping dan"],
            id="001",
        ),
        pytest.param("002", ["20 Negara Kritik", "Sanksi Minyak Mentah"], id="002"),
        pytest.param("003", [], id="003"),
        pytest.param("004", [], id="004"),
    ],
)
def test_related_headlines(number: str, starts: list[str]) -> None:
    related = extract(number)[1].related
    assert len(related) == len(starts)
    for entry, start in zip(related, starts, strict=True):
        assert entry.headline.startswith(start)


def test_mirror_is_named_as_host() -> None:
    host = extract("001")[1].host
    assert host is not None
    assert host.domain == "visitaaponce.com"


@pytest.mark.parametrize("number", sorted(NAMES))
def test_body_is_what_its_paragraphs_point_at(number: str) -> None:
    document, article = extract(number)
    printed = [
        " ".join(
            " ".join(document.text[span.start : span.end].split())
            for span in paragraph.spans
        )
        for paragraph in article.paragraphs
    ]
    assert article.body.split("\n\n") == printed


@pytest.mark.parametrize("number", sorted(NAMES))
def test_body_and_boilerplate_share_no_character(number: str) -> None:
    _, article = extract(number)
    body = {
        at
        for paragraph in article.paragraphs
        for span in paragraph.spans
        for at in range(span.start, span.end)
    }
    for cut in article.boilerplate:
        assert body.isdisjoint(range(cut.start, cut.end))
