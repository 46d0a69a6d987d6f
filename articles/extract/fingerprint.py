"""Fingerprints by which texts that share passages find each other.

Winnowing (Schleimer, Wilkerson, Aiken 2003): of the hashes of all runs of words,
the least in each window is kept, so that texts that share `GUARANTEED` words in a
row share a fingerprint, whatever stands around them.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, islice
from typing import TypeVar

from articles.extract.passages import Passage, make_passages
from articles.records import Paragraph, Span

RUN = 7  # words hashed together
WINDOW = 14
GUARANTEED = RUN + WINDOW - 1
KEPT = 3  # of so many fingerprints an archive keeps one

_WORD = re.compile(r"\w+")
# CRC-32 is unsigned, databases' integers are not.
_HALF = 2**31
# What this many texts have in common is an outlet's phrase, not a borrowed one.
_COMMON = 100


_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Words:
    """An article's words in lower case, and where they stand in the raw text."""

    texts: tuple[str, ...]
    spans: tuple[Span, ...]
    prose: str  # the paragraphs as running text


def read_words(raw: str, paragraphs: Sequence[Paragraph]) -> Words:
    """Return the words of `paragraphs`."""
    passages = make_passages(raw, paragraphs)
    found = [pair for passage in passages for pair in _words_of(passage)]
    return Words(
        tuple(text for text, _ in found),
        tuple(span for _, span in found),
        "\n".join(passage.text for passage in passages),
    )


def words_of(text: str) -> list[str]:
    """Return the words of running text, in lower case."""
    return [word.casefold() for word in _WORD.findall(text)]


def runs_of(items: Sequence[_Item], length: int = RUN) -> Iterator[tuple[_Item, ...]]:
    """Yield all runs of `length` items.

    >>> list(runs_of(["a", "b", "c"], 2))
    [('a', 'b'), ('b', 'c')]
    """
    return zip(*(islice(items, start, None) for start in range(length)), strict=False)


def fingerprint(words: Sequence[str]) -> frozenset[int]:
    """Return a text's fingerprints: the same in every process and release."""
    hashes = _hash_runs(words)
    if len(hashes) < WINDOW:
        return frozenset(sorted(hashes)[:1])
    return frozenset(_least_of_windows(hashes))


def lasting_prints(words: Sequence[str]) -> frozenset[int]:
    """Return those of a text's fingerprints that an archive keeps, as signed integers.

    They are a third: those that any text with the same passage keeps too.
    """
    found = fingerprint(words)
    return frozenset(value - _HALF for value in found if value % KEPT == 0)


def headline_print(headline: str) -> int:
    """Return a headline's fingerprint, whatever its case and punctuation."""
    words = " ".join(words_of(headline))
    return zlib.crc32(f"headline {words}".encode()) - _HALF


def find_pairs(
    fingerprints: Mapping[str, frozenset[int]], *, least: int = 2
) -> list[tuple[str, str]]:
    """Return the keys of texts that share `least` fingerprints, most shared first."""
    bearers: defaultdict[int, list[str]] = defaultdict(list)
    for key in sorted(fingerprints):
        for value in fingerprints[key]:
            bearers[value].append(key)
    shared: Counter[tuple[str, str]] = Counter()
    for keys in bearers.values():
        if len(keys) <= _COMMON:
            shared.update(combinations(keys, 2))
    return [pair for pair, count in shared.most_common() if count >= least]


def _hash_runs(words: Sequence[str]) -> list[int]:
    """Return the hash of each run of words, joined by spaces."""
    encoded = [word.encode() for word in words]
    text = b" ".join(encoded)
    ends = list(accumulate((len(word) + 1 for word in encoded), initial=0))
    return [
        zlib.crc32(text[start : after - 1])
        for start, after in zip(ends, islice(ends, RUN, None), strict=False)
    ]


def _least_of_windows(hashes: Sequence[int]) -> Iterator[int]:
    """Yield the least hash of each window that has another one than that before."""
    least, place = 0, -1
    for start in range(len(hashes) - WINDOW + 1):
        last = start + WINDOW - 1
        if place < start:
            window = hashes[start : last + 1]
            least = min(window)
            place = last - window[::-1].index(least)
        elif hashes[last] <= least:
            least, place = hashes[last], last
        else:
            continue
        yield least


def _words_of(passage: Passage) -> Iterator[tuple[str, Span]]:
    for match in _WORD.finditer(passage.text):
        yield match[0].casefold(), passage.place(match.start(), match.end())
