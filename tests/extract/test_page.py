import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.pages import PARAGRAPHS, extract, make_page


def test_the_article_is_found_without_what_stands_around_it() -> None:
    page = make_page(
        before="<div class='share'>Bagikan artikel ini kepada semua teman Anda di mana "
        "pun mereka berada sekarang.</div><p>Kamis, 16 Mei 2024</p>",
        after="<ul class='berita-terkait'>"
        + "<li><a href='/b'>Kremlin bantah kabar tentang kunjungan itu</a></li>" * 4
        + "</ul>",
    )

    article = extract(page)

    assert article.body == "\n\n".join(PARAGRAPHS)
    assert article.language == "id"


def test_each_paragraph_stands_where_its_spans_say() -> None:
    body = (
        f"<p>{PARAGRAPHS[0]}</p>"
        "<p>Harga &quot;beras&quot; naik <b>dua</b>&nbsp;kali<!-- x --> lipat, kata "
        "<a href='/x'>menteri &amp; staf</a> di kantornya, kemarin.</p>"
        f"<p>{PARAGRAPHS[2]}</p>"
    )
    page = make_page(body=body)

    article = extract(page)

    pieces = [page[span.start : span.end] for span in article.paragraphs[1].spans]
    assert pieces == [
        "Harga &quot;beras&quot; naik",
        "dua",
        "kali",
        "lipat, kata",
        "menteri &amp; staf",
        "di kantornya, kemarin.",
    ]
    assert 'Harga "beras" naik dua kali lipat, kata menteri & staf' in article.body


def test_a_lead_that_stands_bare_before_the_first_paragraph_is_body() -> None:
    lead = (
        "BEIJING - Pesawat kepresidenan mendarat tepat pukul enam pagi waktu setempat."
    )
    body = lead + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)

    assert extract(make_page(body=body)).body.startswith(lead)


def test_paragraphs_set_apart_by_line_breaks_are_told_apart() -> None:
    article = extract(make_page(body="<br><br>".join(PARAGRAPHS)))

    assert len(article.paragraphs) == len(PARAGRAPHS)


def test_a_standfirst_above_the_text_is_body_if_the_page_describes_itself_so() -> None:
    standfirst = "Kunjungan dua hari itu menjadi yang pertama sejak pelantikannya."
    head = f'<meta name="description" content="{standfirst}">'

    page = make_page(
        head=head, before=f"<header><p>{standfirst}</p></header><div>x</div>"
    )

    assert extract(page).body.startswith(standfirst)


def test_related_headlines_within_the_text_are_no_body() -> None:
    related = "Baca juga: Kremlin Bantah Kabar Kunjungan"
    body = f"<p>{PARAGRAPHS[0]}</p><p>{related}</p><p>{PARAGRAPHS[1]}</p>"

    article = extract(make_page(body=body))

    assert [found.headline for found in article.related] == [
        "Kremlin Bantah Kabar Kunjungan"
    ]
    assert article.body == "\n\n".join(PARAGRAPHS[:2])


def test_the_first_paragraph_is_never_taken_for_a_headline() -> None:
    subheading = "Sambutan Meriah di Bandara Ibu Kota"
    body = f"<p>{subheading}</p>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)

    article = extract(make_page(body=body))

    assert article.headline is not None
    assert article.headline.text == "Putin Tiba di Beijing Pagi Ini"
    assert PARAGRAPHS[0] in article.body


def test_a_photo_page_has_its_captions_as_body() -> None:
    caption = "Presiden turun dari pesawat dan disambut barisan kehormatan. (Foto: AP)"
    figure = f"<figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure>"

    assert extract(make_page(body=figure * 2)).body == f"{caption}\n\n{caption}"


@pytest.mark.parametrize(
    ("head", "headline", "expected"),
    [
        pytest.param("", "<h1>Putin Tiba di Beijing Pagi Ini</h1>", "h1", id="h1"),
        pytest.param(
            "",
            "<h1>Harian Fajar Dunia</h1><h2>Putin Tiba di Beijing Pagi Ini</h2>",
            "h2",
            id="site-name-in-the-h1",
        ),
        pytest.param(
            '<meta property="og:title" content="Putin Tiba di Beijing Pagi Ini">',
            "",
            "meta",
            id="stated-only",
        ),
    ],
)
def test_the_headline_is_what_the_pages_titles_repeat(
    head: str, headline: str, expected: str
) -> None:
    page = make_page(head=head, headline=headline)

    article = extract(page)

    assert article.headline is not None
    assert article.headline.text == "Putin Tiba di Beijing Pagi Ini"
    before = page[: article.headline.evidence.start]
    assert before[before.rindex("<") + 1 :].startswith(expected)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("", id="nothing"),
        pytest.param("<", id="one-bracket"),
        pytest.param("<!-- never closed", id="comment"),
        pytest.param("<html><frameset>", id="no-body"),
        pytest.param("<p>\x01\x02\ud800</p>", id="odd-characters"),
        pytest.param('<meta content="x', id="cut-off-in-a-tag"),
        pytest.param(
            '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
            id="nested-json",
        ),
    ],
)
def test_a_page_that_holds_no_article_gives_no_facts(page: str) -> None:
    article = extract(page)

    assert article.body == ""
    assert article.outlet is None


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            "<div>" * 100_000 + f"<p>{PARAGRAPHS[0]}</p>", id="nested-elements"
        ),
        pytest.param("<p>satu kata." * 15_000, id="unclosed-paragraphs"),
        pytest.param("<a <a " * 100_000, id="unclosed-tags"),
        pytest.param("<a b=\"'" * 100_000, id="unclosed-quotes"),
        pytest.param("&amp" * 200_000 + "&" * 200_000, id="entities"),
        pytest.param("<" * 500_000, id="brackets"),
        pytest.param("<!--" * 200_000, id="comments"),
        pytest.param("<script>" * 100_000, id="scripts"),
        pytest.param("<p" + " a=b" * 200_000 + ">", id="attributes"),
        pytest.param("<time datetime=''>" * 20_000, id="times"),
        pytest.param("<h1>" + "x" * 500_000, id="a-long-headline"),
        pytest.param("<li><a href=x>" + "judul " * 9 + "</a></li>", id="list"),
    ],
)
def test_hostile_pages_take_no_longer_than_their_size_allows(page: str) -> None:
    start = time.perf_counter()
    extract(page)

    assert time.perf_counter() - start < 10


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class='share'>",
        "</div>",
        "<h1>",
        "<a href='x'>",
        "<!--",
        "-->",
        "<script type='application/ld+json'>",
        '{"@type": "NewsArticle", "datePublished": "2024-05-16T18:00:00Z"}',
        "</script>",
        "<meta property='og:url' content='https://jogja.fajar.example/a'>",
        "<iframe>",
        "</iframe>",
        "<textarea>",
        "&nbsp;&#8220;&bogus;&#0;",
        "<table><tr><td>",
        *PARAGRAPHS,
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=25))
def test_any_source_gives_facts_that_can_be_traced(pieces: list[str]) -> None:
    extract("".join(pieces), url="https://cermin.example/x")
