import json
from datetime import date

import pytest

from tests.extract.pages import extract, make_page


def ld(**facts: object) -> str:
    data = json.dumps({"@type": "NewsArticle", **facts}, indent=1)
    return f'<script type="application/ld+json">{data}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def canonical(url: str) -> str:
    return f'<link rel="canonical" href="{url}">'


@pytest.mark.parametrize(
    ("head", "name", "domain"),
    [
        pytest.param(
            canonical("https://www.nasional.fajar.example/baca/1"),
            "Harian Fajar",
            "fajar.example",
            id="known-domain",
        ),
        pytest.param(
            canonical("https://jogja.fajar.example/baca/1"),
            "Fajar Jogja",
            "jogja.fajar.example",
            id="longest-known-domain",
        ),
        pytest.param(
            meta("og:url", "https://berita.senja.co.id/1")
            + meta("og:site_name", "Senja"),
            "Senja",
            "senja.co.id",
            id="unknown-with-a-name",
        ),
        pytest.param(
            ld(url="https://senja.co.id/1"), "senja.co.id", "senja.co.id", id="json-ld"
        ),
        pytest.param(
            canonical("/baca/1") + ld(publisher={"name": "Harian Fajar"}),
            "Harian Fajar",
            "fajar.example",
            id="known-publisher",
        ),
        pytest.param(meta("og:site_name", "Senja"), "Senja", None, id="name-alone"),
    ],
)
def test_the_outlet_is_whose_domain_the_page_says_it_belongs_to(
    head: str, name: str, domain: str | None
) -> None:
    outlet = extract(make_page(head=head)).outlet

    assert outlet is not None
    assert (outlet.name, outlet.domain) == (name, domain)
    assert outlet.evidence is not None
    assert outlet.evidence.exact == domain or name in outlet.evidence.exact


def test_a_page_that_names_nobody_has_no_outlet() -> None:
    assert extract(make_page()).outlet is None


def test_a_copy_on_another_site_names_outlet_and_host() -> None:
    page = make_page(
        head=canonical("https://fajar.example/1"),
        after='<a href="https://www.cermin.example/">Cermin</a>',
    )

    article = extract(page, url="https://www.cermin.example/salinan/1")

    assert article.outlet is not None
    assert article.outlet.slug == "harian-fajar"
    assert article.host is not None
    assert article.host.domain == article.host.evidence.exact == "cermin.example"


def test_another_address_of_the_same_site_is_no_host() -> None:
    page = make_page(head=canonical("https://fajar.example/1"))

    assert extract(page, url="https://m.fajar.example/1").host is None


FAJAR = canonical("https://fajar.example/1")


@pytest.mark.parametrize(
    ("head", "before", "day"),
    [
        pytest.param(
            ld(datePublished="2024-05-16T23:30:00+07:00"), "", 16, id="own-offset"
        ),
        pytest.param(
            ld(datePublished="2024-05-16T18:30:00Z"), "", 17, id="utc-by-night"
        ),
        pytest.param(ld(datePublished="2024-05-16T16:30:00Z"), "", 16, id="utc-by-day"),
        pytest.param(
            ld(datePublished="2024-05-16T18:30:00Z"),
            "<p>Kamis, 16 Mei 2024</p>",
            16,
            id="local-time-called-utc",
        ),
        pytest.param(
            meta("article:published_time", "2024-05-16 06:30"), "", 16, id="meta"
        ),
        pytest.param(meta("pubdate", "2024/05/16 20:00:00"), "", 16, id="with-slashes"),
        pytest.param(
            "",
            '<time itemprop="datePublished" datetime="2024-05-16">x</time>',
            16,
            id="time",
        ),
        pytest.param("", "<p>Kamis, 16 Mei 2024 | 11:13 WIB</p>", 16, id="printed"),
        pytest.param(
            "",
            "<p>0 Kali Dibagikan</p><p>Kamis, 16 November 2023</p>",
            date(2023, 11, 16),
            id="printed-behind-counters",
        ),
    ],
)
def test_the_day_is_the_one_in_the_outlets_local_time(
    head: str, before: str, day: int | date
) -> None:
    expected = date(2024, 5, day) if isinstance(day, int) else day

    published = extract(make_page(head=FAJAR + head, before=before)).published

    assert published is not None
    assert published.earliest == published.latest == expected
    assert published.edtf == expected.isoformat()
    assert published.basis == "stated"
    assert published.evidence is not None


def test_utc_stays_utc_where_the_outlet_is_elsewhere() -> None:
    head = canonical("https://dawn.example/1") + ld(
        datePublished="2024-05-16T18:30:00Z"
    )
    body = "<p>The president arrived in the capital and was met by the guard.</p>" * 3
    page = make_page(head=head, body=body).replace("<html>", '<html lang="en">')

    published = extract(page).published

    assert published is not None
    assert published.earliest == date(2024, 5, 16)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(ld(datePublished="2024-13-45"), id="no-day"),
        pytest.param(ld(datePublished="kemarin"), id="words"),
        pytest.param(ld(datePublished="2031-01-01"), id="after-today"),
        pytest.param(ld(datePublished="0001-01-01T00:00:00Z"), id="before-the-web"),
        pytest.param(ld(datePublished=["x"]), id="a-list"),
        pytest.param(ld(dateModified="2024-05-16"), id="changed"),
    ],
)
def test_what_is_no_day_of_publication_is_left_out(head: str) -> None:
    assert extract(make_page(head=FAJAR + head)).published is None


def test_authors_are_the_persons_that_json_ld_names() -> None:
    authors = [
        {"@type": "Person", "name": "Siti N\u00fcr"},
        {"@type": "Organization", "name": "Redaksi Senja"},
        {"@type": "Person", "name": "https://fajar.example/siti"},
        {"@type": "Person", "name": "Harian Fajar"},
        "Budi Hartono",
    ]

    bylines = extract(make_page(head=ld(author=authors))).bylines

    assert [byline.name for byline in bylines][:1] == ["Siti Nür"]
    assert {byline.role for byline in bylines} == {"author"}


def test_bylines_printed_in_the_text_are_found_and_named_once() -> None:
    body = make_page().split("<div class='teks'>")[1].split("</div>")[0]
    page = make_page(
        head=ld(author={"@type": "Person", "name": "Siti Aminah"}),
        body=body + "<p>Penulis: Siti Aminah</p><p>Editor: Budi Hartono</p>",
    )

    bylines = extract(page).bylines

    assert [byline.name for byline in bylines] == ["Siti Aminah", "Budi Hartono"]


@pytest.mark.parametrize(
    ("declared", "body", "language"),
    [
        pytest.param("en-US", None, "id", id="text-goes-first-for-indonesian"),
        pytest.param(
            "de-DE", "<p>Der Präsident kam in die Stadt.</p>" * 4, "de", id="de"
        ),
        pytest.param("", "<p>Xyz zzz qqq.</p>" * 4, None, id="unknown"),
    ],
)
def test_the_language_is_the_texts_or_the_declared_one(
    declared: str, body: str | None, language: str | None
) -> None:
    page = make_page(body=body) if body else make_page()

    article = extract(page.replace("<html>", f'<html lang="{declared}">'))

    assert article.language == language
