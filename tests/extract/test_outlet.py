"""Outlets: what evidence names one, what only seems to, and which weighs more."""

from datetime import date

import pytest

from articles.extract.assemble import read_dump
from articles.extract.sources import SourceIndex
from articles.records import ExtractedArticle, KnownName, KnownSource
from tests.extract.documents import make_document


def make_source(slug: str, *names: str, language: str = "id") -> KnownSource:
    return KnownSource(
        slug=slug,
        name=names[0],
        kind="outlet",
        language=language,
        country="ID",
        names=(
            *(KnownName(name, "name") for name in names),
            KnownName(f"{slug}.example.id", "domain"),
            KnownName(f"[Video {slug}]", "signature"),
        ),
    )


SOURCES = SourceIndex(
    (
        make_source("senja", "Harian Senja", "Senja.com"),
        make_source("fajar", "Kabar Pagi", "KabarPagi.com", "Fajar"),
        make_source("globe", "The Globe", language="en"),
    )
)
BODY = "Pasar dibuka kembali oleh warga desa pagi tadi."


def read(text: str) -> ExtractedArticle:
    return read_dump(make_document(text), SOURCES, date(2026, 11, 21))


def find_slug(text: str) -> str | None:
    outlet = read(text).outlet
    return outlet.slug if outlet else None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"SENJA.COM, BANDUNG - {BODY}", id="outlet-then-place"),
        pytest.param(f"BANDUNG, SENJA.COM -- {BODY}", id="place-then-outlet"),
        pytest.param(f"BANDUNG (Harian Senja) – {BODY}", id="in-brackets"),
        pytest.param(f"Senja.com—{BODY}", id="no-spaces"),
        pytest.param(f"{BODY}\nIkuti Senja.com di Google News", id="promotion"),
        pytest.param(f"{BODY}\nCopyright © 2024 Harian Senja", id="copyright"),
        pytest.param(f"{BODY}\n(Senja.com/Budi Harto)", id="signature"),
        pytest.param(f"{BODY}\n[Video senja]", id="house-mark"),
        pytest.param(f"{BODY} Hal itu ia katakan kepada Senja.com.", id="to-itself"),
        pytest.param(
            f"BANDUNG, SENJA.COM - {BODY}\nIkuti KabarPagi.com di Google News",
            id="dateline-outweighs-promotion",
        ),
    ],
)
def test_outlet_that_the_text_gives_away(text: str) -> None:
    assert find_slug(text) == "senja"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"BANDUNG - {BODY}", id="place-alone"),
        pytest.param(f"BUS-TRUCK - {BODY}", id="category"),
        pytest.param(f"Fajar-Senja Pasar Desa {BODY}", id="hyphenated-word"),
        pytest.param(f"{BODY} Dikutip dari Senja.com, pasar itu tua.", id="cited"),
        pytest.param(
            f"{BODY}\nArtikel ini telah tayang di Senja.com dengan judul Pasar",
            id="republished",
        ),
        pytest.param(
            f"{BODY} Kata mereka kepada Senja.com dan kepada KabarPagi.com.",
            id="two-speak",
        ),
        pytest.param(f"{BODY} Ia berkata kepada Fajar.", id="everyday-word"),
        pytest.param(
            f"Pasar Senja Dibuka LagiSumber: Senja.com\nSenja.com - {BODY}",
            id="origin-of-the-whole-copy",
        ),
    ],
)
def test_outlet_that_stays_unknown(text: str) -> None:
    assert find_slug(text) is None


def test_unknown_domain_in_the_dateline_names_the_outlet() -> None:
    outlet = read(f"SUBANG, contohkabar.com - {BODY}").outlet
    assert outlet is not None
    assert (outlet.name, outlet.domain, outlet.slug) == (
        "contohkabar.com",
        "contohkabar.com",
        None,
    )


def test_mirror_is_the_host_beside_the_outlet() -> None:
    article = read(f"salinan.com\n\nBANDUNG, SENJA.COM - {BODY}")
    assert article.outlet is not None
    assert article.outlet.slug == "senja"
    assert article.host is not None
    assert article.host.domain == "salinan.com"


def test_mirror_alone_names_no_outlet() -> None:
    article = read(f"salinan.com\n\n{BODY}")
    assert article.outlet is None
    assert article.host is not None
