"""Whether one text was made from another, and which passages they share.

How much of the shorter text the longer one holds decides, but not alone: price
tables and other templates come out every day with other figures, and a story's
background is copied under a new lead.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from articles.extract.dates import WEEKDAYS, find_days
from articles.extract.fingerprint import RUN, Words, runs_of
from articles.records import Span

# The same text: no less of the shorter one's runs of words are in the longer.
SAME_TEXT = 0.7
# Texts of different days are one only if hardly a word differs: a slip, that is.
SAME_TEXT_OF_ANOTHER_DAY = 0.9
# Less of all figures in common, and it is a template filled in anew.
SAME_FIGURES = 0.5
FEWEST_FIGURES = 5
# One story begins alike, or at least one text's lead is somewhere in the other.
LEAD = 40
SAME_LEAD = 0.4

Verdict = Literal["same-text", "template", "shared-passages", "none"]

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
# A run that stands in many places would make comparing slow, and says little.
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Words that two texts have in common, and where each has them."""

    first: Span
    second: Span


@dataclass(frozen=True, slots=True)
class Reuse:
    """What two texts have in common."""

    verdict: Verdict
    containment: float  # of the shorter text's runs of words, the share shared
    passages: tuple[SharedPassage, ...]  # by their place in the first text


def compare(first: Words, second: Words) -> Reuse:
    """Return what two texts have in common."""
    matches = _find_matches(first.texts, second.texts)
    containment = _containment(first.texts, second.texts)
    passages = tuple(
        SharedPassage(_span(first, start, length), _span(second, other, length))
        for start, other, length in matches
    )
    verdict = _judge(first, second, containment, matches)
    return Reuse(verdict, containment, passages)


def _judge(
    first: Words,
    second: Words,
    containment: float,
    matches: Sequence[tuple[int, int, int]],
) -> Verdict:
    if not matches:
        return "none"
    if containment < SAME_TEXT or not _shares_lead(matches, first, second):
        return "shared-passages"
    is_other_day = _is_other_day(first.prose, second.prose)
    if is_other_day and containment < SAME_TEXT_OF_ANOTHER_DAY:
        return "template"
    if _shared_figures(first.prose, second.prose) < SAME_FIGURES:
        return "template"
    return "same-text"


def _containment(first: Sequence[str], second: Sequence[str]) -> float:
    shorter, longer = sorted((set(runs_of(first)), set(runs_of(second))), key=len)
    return len(shorter & longer) / len(shorter) if shorter else 0.0


def _find_matches(
    first: Sequence[str], second: Sequence[str]
) -> list[tuple[int, int, int]]:
    """Return the longest shared runs from left to right: both starts, the length."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, run in enumerate(runs_of(second)):
        if len(places[run]) < _MOST_PLACES:
            places[run].append(place)
    matches = []
    reached = 0
    for start, run in enumerate(runs_of(first)):
        if start < reached or run not in places:
            continue
        length, other = max(
            (_length(first, second, start, place), -place) for place in places[run]
        )
        matches.append((start, -other, length))
        reached = start + length
    return matches


def _length(first: Sequence[str], second: Sequence[str], start: int, other: int) -> int:
    length = RUN
    most = min(len(first) - start, len(second) - other)
    while length < most and first[start + length] == second[other + length]:
        length += 1
    return length


def _shares_lead(
    matches: Sequence[tuple[int, int, int]], first: Words, second: Words
) -> bool:
    in_first = [(start, start + length) for start, _, length in matches]
    in_second = [(other, other + length) for _, other, length in matches]
    shares = _share_of_lead(in_first, first), _share_of_lead(in_second, second)
    return max(shares) >= SAME_LEAD


def _share_of_lead(places: Sequence[tuple[int, int]], words: Words) -> float:
    lead = min(LEAD, len(words.texts))
    return sum(max(0, min(lead, end) - start) for start, end in places) / lead


def _is_other_day(first: str, second: str) -> bool:
    """Whether both texts name days, and none in common."""
    dates = [
        {(day.day, day.month) for day in find_days(text)} for text in (first, second)
    ]
    if all(dates):
        return dates[0].isdisjoint(dates[1])
    weekdays = [
        {WEEKDAYS[name.casefold()] for name in _WEEKDAY.findall(text)}
        for text in (first, second)
    ]
    return all(weekdays) and weekdays[0].isdisjoint(weekdays[1])


def _shared_figures(first: str, second: str) -> float:
    """Return how many of the figures in the text with fewer are in the other too."""
    fewer, more = sorted(
        (set(_FIGURE.findall(text)) for text in (first, second)), key=len
    )
    if len(fewer) < FEWEST_FIGURES:
        return 1.0
    return len(fewer & more) / len(fewer)


def _span(words: Words, start: int, length: int) -> Span:
    return Span(words.spans[start].start, words.spans[start + length - 1].end)
