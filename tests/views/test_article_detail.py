import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.extract import to_json
from articles.models import Article, Correction, Extraction, ReviewReason
from articles.records import (
    Boilerplate,
    Evidence,
    ExtractedArticle,
    FoundOutlet,
    Headline,
    Paragraph,
    Span,
)
from tests.builders import (
    make_article,
    make_coverage,
    make_credit,
    make_entity,
    make_event,
    make_mention,
    make_raw_file,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
QUERIES = 9  # and one for texts that can share passages with others

TEXT = """\
KOTA LAMA, HARIAN.ID - Menteri Negeri bertemu warga Negeri.
Baca juga: Kabar lain hari ini
Ia pulang [IKLAN] pada sore hari.
"""
ADVERT_AT = TEXT.index("Baca juga")
LAST_AT = TEXT.index("Ia pulang")
INLINE_AT = TEXT.index("[IKLAN]")
OUTLET_AT = TEXT.index("HARIAN.ID")
BODY = f"{TEXT[: ADVERT_AT - 1]}\n\nIa pulang pada sore hari."


def extracted() -> ExtractedArticle:
    return ExtractedArticle(
        language="id",
        outlet=FoundOutlet(
            "Harian",
            "harian.id",
            Evidence("dateline", OUTLET_AT, OUTLET_AT + 9, "HARIAN.ID"),
            "harian",
        ),
        body=BODY,
        paragraphs=(
            Paragraph((Span(0, ADVERT_AT - 1),)),
            Paragraph(
                (Span(LAST_AT, INLINE_AT - 1), Span(INLINE_AT + 8, len(TEXT) - 1))
            ),
        ),
        boilerplate=(
            Boilerplate(ADVERT_AT, LAST_AT - 1, "related-line"),
            Boilerplate(INLINE_AT, INLINE_AT + 7, "inline-advert"),
        ),
    )


def make_read_article() -> Article:
    """An article whose raw text is TEXT, with its extraction."""
    article = make_article(
        "Judul", raw_file=make_raw_file(TEXT), outlet=make_source("Harian"), body=BODY
    )
    Extraction.objects.create(
        article=article,
        facts=to_json(extracted()),
        extractor_version="7.1",
        extracted_at=AT,
    )
    return article


def get(client: Client, article: Article) -> str:
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize("tail", ["", "-something-else", "-judu"])
def test_any_other_title_leads_to_the_right_address(client: Client, tail: str) -> None:
    article = make_article("Judul")
    response = client.get(f"/articles/{article.pk}{tail}/")
    assert response.status_code == 301
    assert response["Location"] == f"/articles/{article.pk}-judul/"


@pytest.mark.parametrize("number", [999_999, 10**30])
def test_a_number_that_names_no_article_gets_a_helpful_page(
    client: Client, number: int
) -> None:
    response = client.get(f"/articles/{number}-x/")
    assert response.status_code == 404
    assert "This page is not in the archive" in response.text
    assert 'href="/outlets/"' in response.text


def test_boilerplate_stands_in_its_place_with_its_rule(client: Client) -> None:
    html = get(client, make_read_article())
    first, advert, last = (
        html.index("bertemu warga"),
        html.index("Baca juga: Kabar lain hari ini"),
        html.index("Ia pulang"),
    )
    assert first < advert < last
    assert "related line" in html
    assert '<span class="boilerplate-inline"' in html


def test_each_entity_is_linked_at_its_first_mention_in_the_body(
    client: Client,
) -> None:
    article = make_read_article()
    place = make_entity("Negeri")
    for start in (TEXT.index("Negeri"), TEXT.index("warga Negeri") + 6):
        make_mention(article, place, start=start, surface="Negeri")
    html = get(client, article)
    link = '<a class="mention entity-link" href="/entities/negeri/">Negeri</a>'
    assert f"Menteri {link}" in html
    assert html.count("entity-link") == 1
    assert html.count('class="mention') == 2


def test_a_body_without_places_is_shown_in_paragraphs(client: Client) -> None:
    article = make_article("Judul", body="Satu.\n\nDua.")
    html = get(client, article)
    assert '<p dir="auto">Satu.</p>' in html
    assert '<p dir="auto">Dua.</p>' in html


def test_text_is_no_markup_and_cannot_turn_the_page_around(client: Client) -> None:
    article = make_article("a\u202eb", body="<b>x</b>\n\n\u202ey")
    html = get(client, article)
    assert "<b>x</b>" not in html
    assert '<p dir="auto">\u202ey</p>' in html


def test_evidence_is_quoted_with_its_rule_and_its_place(client: Client) -> None:
    article = make_read_article()
    html = get(client, article)
    assert f'href="/articles/{article.pk}/raw/#at-{OUTLET_AT}"' in html
    assert "<bdi>HARIAN.ID</bdi>" in html
    raw = client.get(f"/articles/{article.pk}/raw/").text
    back = f'<a href="{article.get_absolute_url()}#fact-outlet">HARIAN.ID</a>'
    assert f'id="at-{OUTLET_AT}">{back}</mark>' in raw


def test_a_correction_is_shown_beside_what_the_machine_read(
    client: Client,
) -> None:
    article = make_read_article()
    person = make_user("someone")
    Correction.objects.create(
        article=article, field="outlet", value="x", by=person, at=AT, reason="stempel"
    )
    html = get(client, article)
    assert "settled by a curator on 2 January 2026" in html
    assert "stempel" in html
    assert "The machine read:" in html
    assert "someone" not in html


def test_the_date_leads_to_how_it_is_known(client: Client) -> None:
    html = get(client, make_article("Judul", published="2024-05-16"))
    assert '<a class="published-basis" href="#fact-published">' in html
    assert 'id="fact-published"' in html


def test_open_questions_are_open_to_readers(client: Client) -> None:
    article = make_article("Judul")
    ReviewReason.objects.create(article=article, reason="outlet-unknown")
    assert "The text names no outlet." in get(client, article)


def test_articles_on_the_same_event_are_near_in_time(client: Client) -> None:
    event, other = make_event("Acara"), make_event("Lain")
    own = make_source("Harian")
    article = make_article("Ini", published="2024-05-16", outlet=own)
    later = make_article("Nanti", published="2024-05-18")
    next_one = make_article("Besok", published="2024-05-17", outlet=own)
    earlier = make_article("Tadi", published="2024-05-15")
    rejected = make_article("Bukan", published="2024-05-15")
    for covering in (article, later, next_one, earlier):
        make_coverage(covering, event)
    make_coverage(rejected, event, status="rejected")
    make_coverage(make_article("Jauh", published="2024-05-16"), other)
    beside = client.get(article.get_absolute_url()).context["beside"]
    assert (beside.next, beside.previous) == (next_one, earlier)
    assert (beside.later, beside.earlier) == ([later], [earlier])


def test_the_raw_text_is_all_there_line_by_line(client: Client) -> None:
    article = make_read_article()
    response = client.get(f"/articles/{article.pk}/raw/")
    without_marks = re.sub("</?(mark|a)\\b[^>]*>", "", response.text)
    shown = re.findall('<li id="L[0-9]+" dir="auto">(.*)</li>', without_marks)
    assert shown == TEXT.splitlines()


def test_the_file_comes_as_it_was_received(client: Client) -> None:
    article = make_read_article()
    response = client.get(f"/articles/{article.pk}/raw/file/")
    assert response.content == TEXT.encode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_queries_do_not_grow_with_what_hangs_on_the_article(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = make_read_article()

    def grow(number: int) -> None:
        make_credit(article, make_source(f"Kantor {number}", kind="agency"))
        make_mention(article, make_entity(f"Nama {number}"), start=number)
        event = make_event(f"Acara {number}")
        for covering in (article, make_article(f"Lain {number}")):
            make_coverage(covering, event)

    grow(1)
    with django_assert_num_queries(QUERIES):
        get(client, article)
    for number in range(2, 20):
        grow(number)
    with django_assert_num_queries(QUERIES):
        get(client, article)


def test_a_headline_out_of_the_body_is_marked_as_a_headline(client: Client) -> None:
    raw_file = make_raw_file("Judul\nIsi berita.\n")
    article = make_article("Judul", raw_file=raw_file, body="Isi berita.")
    read = ExtractedArticle(
        headline=Headline("Judul", Evidence("headline-line", 0, 5, "Judul")),
        boilerplate=(Boilerplate(0, 5, "headline"),),
    )
    Extraction.objects.create(
        article=article, facts=to_json(read), extractor_version="7.1", extracted_at=AT
    )
    raw = client.get(f"/articles/{article.pk}/raw/").text
    assert '<mark class="raw-mark is-headline"' in raw
