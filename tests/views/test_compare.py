from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.ingest import ingest
from articles.models import Article
from tests.builders import (
    make_article,
    make_coverage,
    make_event,
    make_quotes,
    make_source,
)

pytestmark = pytest.mark.django_db

SHARED = (
    "Panitia menyebut pameran buku di alun-alun kota itu akan dibuka pada pagi hari "
    "dan ditutup menjelang malam selama sepekan penuh tanpa dipungut biaya apa pun"
)
ONE = (
    "KOTA, CONTOHSATU.COM - Vladimir Putin tiba di Beijing.\n\n"
    f"{SHARED}.\n\n“Kami datang untuk bekerja sama,” kata Putin. China menyambut 250 "
    "orang. Hungaria tidak ikut.\n"
)
TWO = (
    "KOTA, CONTOHDUA.COM - Presiden Putin mendarat di Beijing kemarin.\n\n"
    f"{SHARED}.\n\nTiongkok menyambut 250 orang dan 30 wartawan.\n"
)


@pytest.fixture
def pair(tmp_path: Path) -> list[Article]:
    """Two articles about one visit, which write one country in two ways."""
    (tmp_path / "1.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "2.txt").write_text(TWO, encoding="utf-8")
    ingest([tmp_path], by="a test")
    return list(Article.objects.order_by("raw_file__name"))


def test_two_articles_show_what_they_share_and_what_each_has_alone(
    client: Client, pair: list[Article]
) -> None:
    one, two = pair
    response = client.get("/compare/", {"a": one.pk, "b": two.pk})
    comparison = response.context["comparison"]
    both, *alone = comparison.entities
    named = {
        row.entity.slug: [cell.surfaces for cell in row.cells] for row in both.rows
    }
    assert named["china"] == [[("China", 1)], [("Tiongkok", 1)]]
    assert [[row.entity.slug for row in group.rows] for group in alone] == [["hungary"]]
    (speaker,) = comparison.speakers
    assert [len(said.quotes) for said in speaker.said] == [1, 0]
    figures = {row.figure: row.has for row in comparison.figures}
    assert figures == {"250 orang": [True, True], "30": [False, True]}
    (overlap,) = comparison.overlaps
    (passage,) = overlap.passages
    assert passage.text.startswith("Panitia menyebut pameran")
    assert [place.paragraph for place in passage.places] == [
        raw.index("Panitia") for raw in (ONE, TWO)
    ]


def test_chosen_articles_get_a_lasting_address(
    client: Client, pair: list[Article]
) -> None:
    ids = [article.pk for article in pair]
    response = client.get("/compare/", {"article": [*ids, ids[0]]})
    assert response.status_code == 302
    assert response["Location"] == f"/compare/?a={ids[0]}&b={ids[1]}"


def test_who_chose_too_many_is_told(client: Client) -> None:
    page = client.get("/compare/", {"article": range(1, 7)}, follow=True)
    assert "More were chosen" in page.content.decode()
    page = client.get("/compare/", {"article": range(1, 6)}, follow=True)
    assert "More were chosen" not in page.content.decode()


@pytest.mark.parametrize(
    "query", ["", "?a=1", "?a=x&b=-1", "?a=99999999999999999999&b=0", "?article=x"]
)
def test_nothing_to_compare_says_how_to_choose(client: Client, query: str) -> None:
    page = client.get(f"/compare/{query}", follow=True)
    assert page.status_code == 200
    assert "Choose two to 5 articles" in page.content.decode()


def test_an_article_that_is_not_there_is_named(
    client: Client, pair: list[Article]
) -> None:
    page = client.get("/compare/", {"a": pair[0].pk, "b": 987654}).content.decode()
    assert "987654" in page


def test_comparing_takes_as_many_queries_for_three_as_for_two(
    client: Client, pair: list[Article], tmp_path: Path
) -> None:
    (tmp_path / "3.txt").write_text(ONE + "Lagi.\n", encoding="utf-8")
    ingest([tmp_path], by="a test")
    ids = [article.pk for article in Article.objects.order_by("pk")]
    counts = []
    for names in ("ab", "abc"):
        with CaptureQueriesContext(connection) as queries:
            client.get("/compare/", dict(zip(names, ids, strict=False)))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_one_more_is_chosen_from_the_list_and_one_taken_out(
    client: Client, pair: list[Article]
) -> None:
    one, two = pair
    page = client.get("/compare/", {"a": one.pk, "b": two.pk}).text
    assert f'href="/?article={one.pk}&amp;article={two.pk}"' in page
    assert f'href="/compare/?a={two.pk}"' in page
    full = client.get("/compare/", dict.fromkeys("abcde", one.pk))
    assert f'href="/?article={one.pk}"' in full.text


def test_one_more_is_chosen_from_an_event_that_all_are_on(
    client: Client, pair: list[Article]
) -> None:
    both, half, rejected = (make_event(name) for name in ("Dua", "Satu", "Bukan"))
    for article in pair:
        make_coverage(article, both)
        make_coverage(article, rejected, status="rejected")
    make_coverage(pair[0], half)
    ids = [article.pk for article in pair]
    page = client.get("/compare/", dict(zip("ab", ids, strict=True)))
    [(event, url)] = page.context["add_on"]
    assert (event, url) == (both, f"/?event=dua&article={ids[0]}&article={ids[1]}")
    assert "Add one on “Dua”" in page.text
    assert client.get(url).context["basket"].ids == ids
    assert not client.get("/compare/", {"a": ids[0]}).context["add_on"]


def test_five_can_not_be_added_to(client: Client) -> None:
    made = [make_article(f"Judul {number}") for number in range(5)]
    for article in made:
        make_quotes(article)
    ids = [article.pk for article in made]
    page = client.get("/compare/", dict(zip("abcde", ids, strict=True)))
    assert "/?article=" not in page.text
    listed = client.get("/", {"article": [*map(str, ids), "1", "x"]})
    assert listed.context["basket"].ids == ids
    assert "No more than 5" in listed.text


def test_what_is_chosen_goes_along_with_the_list(client: Client) -> None:
    outlet = make_source("Harian")
    one, two, three = (make_article(f"Judul {n}", outlet=outlet) for n in range(3))
    query = f"article={two.pk}&article={one.pk}&outlet=harian&exact=true"
    page = client.get(f"/?{query}")
    basket = page.context["basket"]
    assert basket.articles == [two, one]
    assert basket.kept == [("outlet", "harian"), ("exact", "true")]
    chosen = f"article={two.pk}&amp;article={one.pk}"
    # Without a filter, or all of them.
    assert f'class="chip" href="?{chosen}&amp;exact=true"' in page.text
    assert f'class="chips-clear" href="/?{chosen}"' in page.text
    # In the basket, beside the search box and among the filters; two are in no row.
    assert page.text.count(f'name="article" value="{one.pk}"') == 3
    assert page.text.count(f'name="article" value="{three.pk}"') == 1
    assert 'rel="canonical" href="http://testserver/?exact=true&amp;outlet=harian"' in (
        page.text
    )
    assert page.context["export_query"] == "exact=true&outlet=harian"


def test_what_is_chosen_is_shown_where_nothing_is_found(client: Client) -> None:
    article = make_article("Judul")
    page = client.get(f"/?article={article.pk}&q=takada")
    assert f'name="article" value="{article.pk}" checked' in page.text
    assert f'href="/?article={article.pk}"' in page.text


def test_a_basket_of_what_is_not_there_is_empty(client: Client) -> None:
    make_article("Judul")
    page = client.get("/?article=987654&article=-1&article=99999999999999999999")
    assert page.context["basket"].articles == []
    assert "Chosen to be compared" not in page.text
