"""Formatted citations."""

from typing import Any

import pytest

from articles.exports import cite
from tests.exports.records import HARIAN, make_record

URL = "https://archive.example/articles/7-judul/"


def cited(**values: Any) -> dict[str, str]:
    return {citation.style: str(citation) for citation in cite(make_record(**values))}


def test_an_article_of_which_all_is_known() -> None:
    assert cited(
        published="2024-05-16",
        headline="Putin Tiba di Beijing",
        outlet=HARIAN,
        authors=("Siti Rahma", "Budi"),
    ) == {
        "APA": "Siti Rahma, & Budi. (2024, May 16). Putin Tiba di Beijing. "
        f"Harian Contoh. {URL}",
        "Chicago": "Siti Rahma and Budi. “Putin Tiba di Beijing.” Harian Contoh, "
        f"May 16, 2024. {URL}.",
        "MLA": "Siti Rahma and Budi. “Putin Tiba di Beijing.” Harian Contoh, "
        f"16 May 2024, {URL}.",
    }


def test_an_article_of_which_nothing_is_known() -> None:
    assert cited() == {
        "APA": f"[Article 7]. (n.d.). [Outlet unknown]. {URL}",
        "Chicago": f"“[Article 7].” [Outlet unknown], n.d. {URL}.",
        "MLA": f"“[Article 7].” [Outlet unknown], n.d., {URL}.",
    }


def test_what_nobody_signed_stands_under_its_title_or_outlet() -> None:
    found = cited(headline="Benarkah?", outlet=HARIAN, published="2024-03")
    assert found == {
        "APA": f"Benarkah? (2024, March). Harian Contoh. {URL}",
        "Chicago": f"Harian Contoh. “Benarkah?” March 2024. {URL}.",
        "MLA": f"“Benarkah?” Harian Contoh, March 2024, {URL}.",
    }


def test_the_outlet_alone_is_in_italics() -> None:
    for citation in cite(make_record(headline="Judul", outlet=HARIAN)):
        assert citation.outlet == "Harian Contoh"


def test_a_lead_stands_for_a_headline_in_brackets_and_in_short() -> None:
    lead = "Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh a b c d e, f."
    assert cited(lead=lead)["APA"].startswith(
        "[Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh a b c d e …]. "
    )


def test_quotes_within_a_quoted_title_are_single() -> None:
    found = cited(headline='Kata “dia” dan "mereka"', outlet=HARIAN)
    assert "“Kata ‘dia’ dan 'mereka'.”" in found["Chicago"]
    assert "Kata “dia” dan" in found["APA"]


def test_three_authors_are_named_as_each_style_does() -> None:
    found = cited(headline="Judul", outlet=HARIAN, authors=("A B", "C", "D E"))
    assert found["APA"].startswith("A B, C, & D E. ")
    assert found["Chicago"].startswith("A B, C, and D E. ")
    assert found["MLA"].startswith("A B, et al. ")


@pytest.mark.parametrize(
    ("edtf", "apa", "chicago"),
    [
        pytest.param("2024-05-14~", "ca. 2024, May 14", "ca. May 14, 2024", id="about"),
        pytest.param("2024-05-14?", "2024, May 14?", "May 14, 2024?", id="perhaps"),
        pytest.param("2024", "2024", "2024", id="year"),
        pytest.param(
            "2024-05-14/2024-05-16", "2024, May 14–16", "May 14–16, 2024", id="days"
        ),
        pytest.param(
            "2024-04-30/2024-05-02",
            "2024, April 30–2024, May 2",
            "April 30, 2024–May 2, 2024",
            id="across_months",
        ),
        pytest.param("2024-05-16T10:30:00", "2024, May 16", "May 16, 2024", id="time"),
    ],
)
def test_dates_are_no_more_exact_than_known(edtf: str, apa: str, chicago: str) -> None:
    found = cited(headline="Judul", outlet=HARIAN, published=edtf)
    assert f"({apa})" in found["APA"]
    assert f"“Judul.” {chicago}" in found["Chicago"]
