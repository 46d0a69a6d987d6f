"""The words by which Indonesian outlets print their pages, read from `data/`."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from articles.extract.profiles import load_profiles

FOLDER = Path(__file__).parent / "data"


@cache
def load_words() -> dict[str, Any]:
    """Return the word lists; keys are named after what the words announce.

    What a single outlet prints is told apart by its words, wherever they turn up.
    """
    words: dict[str, Any] = json.loads(
        (FOLDER / "indonesian.json").read_text(encoding="utf-8")
    )
    for profile in load_profiles():
        for name, phrases in profile.phrases.items():
            words[name] += phrases
    return words


@cache
def load_page_words() -> dict[str, list[str]]:
    """Return how HTML and its authors name the parts of a page."""
    words: dict[str, list[str]] = json.loads(
        (FOLDER / "page_words.json").read_text(encoding="utf-8")
    )
    return words


@cache
def load_places() -> frozenset[str]:
    """Return the places that datelines name, folded for comparison."""
    places: list[str] = json.loads((FOLDER / "places.json").read_text(encoding="utf-8"))
    return frozenset(place.casefold() for place in places)


def any_of(phrases: Iterable[str]) -> str:
    """Return a pattern for one of `phrases`, the longest first, spaces elastic.

    >>> any_of(["baca", "baca juga"])
    '(?:baca[^\\\\S\\\\n]{1,3}juga|baca)'
    """
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    escaped = (
        r"[^\S\n]{1,3}".join(re.escape(word) for word in phrase.split())
        for phrase in ordered
    )
    return f"(?:{'|'.join(escaped)})"


def squash(text: str) -> str:
    """Return the letters and digits of `text`, case folded: one key per name.

    >>> squash("POS-KUPANG.com") == squash("Pos Kupang.com")
    True
    """
    return "".join(filter(str.isalnum, text)).casefold()
