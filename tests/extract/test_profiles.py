"""Outlets' quirks: dated, documented, and of outlets that are known."""

import re
from pathlib import Path

import pytest

from articles.extract.profiles import load_profiles, reports_late
from articles.extract.vocabulary import load_words
from articles.knowledge import load_shipped

DOCS = Path(__file__).parents[2] / "docs" / "outlets.md"
# | kompas.com | 2025-06 | promo_lines |
ROW = re.compile(r"^\| ([a-z0-9.]+) \| (\d{4}-\d\d) \| ([a-z_, ]+) \|$", re.MULTILINE)


def test_documentation_lists_every_profile() -> None:
    told = [
        (domain, seen_on, set(quirks.split(", ")))
        for domain, seen_on, quirks in ROW.findall(DOCS.read_text("utf-8"))
    ]
    assert told == [
        (
            p.domain,
            p.seen_on,
            {*p.phrases, *(["reports_late"] if p.reports_late else [])},
        )
        for p in load_profiles()
    ]


def test_every_profile_is_a_known_outlets() -> None:
    domains = {
        name.value
        for source in load_shipped().sources
        for name in source.names
        if name.kind == "domain"
    }
    assert {profile.domain for profile in load_profiles()} <= domains


def test_phrases_join_the_general_lists() -> None:
    words = load_words()
    for profile in load_profiles():
        for name, phrases in profile.phrases.items():
            assert set(phrases) <= set(words[name])


@pytest.mark.parametrize(
    ("domain", "is_late"),
    [
        pytest.param("tribunnews.com", True, id="the-outlet"),
        pytest.param("bali.tribunnews.com", True, id="an-edition"),
        pytest.param("nottribunnews.com", False, id="another-domain"),
        pytest.param("kompas.com", False, id="without-the-quirk"),
        pytest.param(None, False, id="outlet-unknown"),
    ],
)
def test_quirk_holds_below_the_domain(domain: str | None, *, is_late: bool) -> None:
    assert reports_late(domain) is is_late
