"""The builders make rows that the database's own rules accept."""

from datetime import date

import pytest

from tests.builders import (
    make_article,
    make_coverage,
    make_credit,
    make_entity,
    make_event,
    make_mention,
    make_raw_file,
    make_source,
)

pytestmark = pytest.mark.django_db


def test_raw_file_gives_its_text_back() -> None:
    assert make_raw_file("Teks contoh — apa adanya.\n").text == (
        "Teks contoh — apa adanya.\n"
    )


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        pytest.param("2024-05-16", date(2024, 5, 16), date(2024, 5, 16), id="day"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), id="month"),
        pytest.param("2024-05-14~", date(2024, 5, 13), date(2024, 5, 15), id="about"),
        pytest.param("", None, None, id="undated"),
    ],
)
def test_article_has_the_bounds_of_its_date(
    edtf: str, earliest: date | None, latest: date | None
) -> None:
    article = make_article("Judul", published=edtf)
    assert (article.published_earliest, article.published_latest) == (earliest, latest)


def test_articles_stand_newest_first_and_undated_last() -> None:
    undated = make_article("Tanpa tanggal")
    old = make_article("Lama", published="2023-10-17")
    new = make_article("Baru", published="2024-05-16")
    assert list(type(new).objects.newest_first()) == [new, old, undated]


def test_everything_hangs_on_one_article() -> None:
    outlet = make_source("Harian Contoh", domain="contoh.example")
    article = make_article("Judul", outlet=outlet)
    make_credit(article, make_source("Kantor Berita", kind="agency"))
    make_mention(article, make_entity("Negeri Contoh", aliases=("NC",)))
    make_coverage(article, make_event())
    assert article.credits.count() == 1
    assert article.mentions.count() == 1
    assert article.coverage.count() == 1
