"""Texts to measure on: made up, or from a file of real ones."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

SYLLABLES = [
    "ba",
    "be",
    "da",
    "di",
    "ga",
    "ka",
    "ke",
    "la",
    "le",
    "ma",
    "me",
    "na",
    "ni",
    "pa",
    "per",
    "ra",
    "sa",
    "se",
    "ta",
    "ter",
    "wa",
    "ya",
]
PEOPLE = ["Presiden Rusia Vladimir Putin", "Presiden China Xi Jinping", "Joko Widodo"]
CITIES = ["JAKARTA", "BEIJING", "SURABAYA", "MOSKOW", "MEDAN"]
OUTLETS = ["KOMPAS.TV", "TRIBUNNEWS.COM", "CONTOHKABAR.COM", "ANTARA"]


def make_dumps(count: int, *, seed: int = 1) -> Iterator[str]:
    """Yield `count` dumps in the manner of news, alike for the same seed.

    About 2,500 characters each: dateline, paragraphs with names, dates, quotations,
    related headlines, and a signature.
    """
    dice = random.Random(seed)  # noqa: S311 - for likeness, not for secrets
    words = _words(dice, 3000)
    for _ in range(count):
        paragraphs = [_paragraph(dice, words) for _ in range(dice.randint(8, 14))]
        head = f"{dice.choice(CITIES)}, {dice.choice(OUTLETS)} - "
        day = f"Kamis ({dice.randint(1, 28)}/5/2024)"
        paragraphs[0] = f"{head}{paragraphs[0]} {day}."
        title = " ".join(dice.choices(words, k=8)).title()
        paragraphs.insert(3, f"Baca juga: {title}")
        yield "\n\n".join([*paragraphs, f"({''.join(dice.choices('abcdefgh', k=3))})"])


def make_words(count: int, *, seed: int = 1) -> list[str]:
    """Return `count` made-up words, no two alike."""
    dice = random.Random(seed)  # noqa: S311 - for likeness, not for secrets
    words: dict[str, None] = {}
    while len(words) < count:
        words.update(dict.fromkeys(_words(dice, count - len(words))))
    return list(words)


def read_corpus(path: Path, count: int) -> Iterator[str]:
    """Yield the `body` of at most `count` lines of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for _, line in zip(range(count), lines, strict=False):
            yield json.loads(line)["body"]


def _words(dice: random.Random, count: int) -> list[str]:
    return [
        "".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(count)
    ]


def _paragraph(dice: random.Random, words: list[str]) -> str:
    text = " ".join(dice.choices(words, k=dice.randint(18, 34)))
    match dice.randint(1, 4):
        case 1:
            return f"{dice.choice(PEOPLE)} {text}."
        case 2:
            return f"“{text.capitalize()},” kata {dice.choice(PEOPLE)}."
        case _:
            return f"{text.capitalize()}."
