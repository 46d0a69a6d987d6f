"""Mentions, quotations and candidates as the extractor returns them."""

from collections import Counter

import pytest

from tests.extract.test_seeds import NAMES, extract


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param("000", {"China": 12}, id="000"),
        pytest.param("001", {"Tiongkok": 10}, id="001"),
        pytest.param("002", {"China": 6, "Tiongkok": 7}, id="002"),
        pytest.param("003", {"Cina": 8}, id="003"),
        pytest.param("004", {"Cina": 1, "Tiongkok": 8}, id="004"),
    ],
)
def test_seeds_name_china_as_often_as_counted_by_hand(
    number: str, expected: dict[str, int]
) -> None:
    mentions = extract(number)[1].mentions

    assert Counter(m.surface for m in mentions if m.entity == "china") == expected


def test_headline_is_a_zone_of_its_own() -> None:
    mentions = extract("004")[1].mentions

    assert [m.entity for m in mentions if m.zone == "headline"] == [
        "china",
        "vladimir-putin",
        "ukraine",
    ]


def test_speakers_of_the_analysis_are_named() -> None:
    quotes = [q for q in extract("002")[1].quotes if q.entity == "alexander-gabuev"]

    assert [q.is_inferred for q in quotes] == [True, False, False, True, True]


def test_scare_quotes_in_a_report_have_no_speaker() -> None:
    quotes = extract("000")[1].quotes

    assert [quote.speaker for quote in quotes] == [None, None]


@pytest.mark.parametrize("number", sorted(NAMES))
def test_every_place_holds(number: str) -> None:
    document, article = extract(number)

    for mention in article.mentions:
        assert document.text[mention.start : mention.end] == mention.surface
    for quote in article.quotes:
        assert document.text[quote.start : quote.end] == quote.exact
    for candidate in article.candidates:
        assert document.text[candidate.start : candidate.end] == candidate.name
