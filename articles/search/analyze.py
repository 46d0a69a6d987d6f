"""Text → terms: the one analyser, so that both engines index and match the same.

A term is a word, case and accents folded, and stemmed as Indonesian (Snowball;
Tala 2003). Names of other languages come out as they go in, or nearly so, and as
every text and every query passes here, that is all that matching needs.
"""

import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import Stemmer

# "ketiga", "2024", "Türkiye"; a hyphen or an apostrophe parts words.
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")

# Bytes of a term: longer ones are no words.
TERM_LENGTH = 40
# PostgreSQL keeps no positions beyond 16,383, and no more than 1 MB of terms for one
# text: what one engine can't find is indexed by neither.
TEXT_TERMS = 16_000
# Words whose terms a process keeps, some 150 bytes each.
KNOWN_WORDS = 50_000

_own = threading.local()


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a text in their order, and where the word of each stands."""

    texts: list[str]
    spans: list[tuple[int, int]]


def find_terms(text: str, most: int) -> Terms:
    """Return the first terms of `text`, with their places."""
    words = list(islice(WORD.finditer(text), most))
    return Terms(_make_terms([w[0] for w in words]), [w.span() for w in words])


def analyze(text: str) -> list[str]:
    """Return the terms of `text`, at most `TEXT_TERMS`."""
    return _make_terms([word[0] for word in islice(WORD.finditer(text), TEXT_TERMS)])


def _make_terms(words: Sequence[str]) -> list[str]:
    # What is too long to be a word is too long to be kept.
    is_usual = max(map(len, words), default=0) <= TERM_LENGTH
    return list(map(_known_term if is_usual else _make_term, words))


def _make_term(word: str) -> str:
    return _shorten(_stemmer().stemWord(_fold(word)))


# Most words of a text were in one before.
_known_term = lru_cache(KNOWN_WORDS)(_make_term)


def _shorten(term: str) -> str:
    if len(term) <= TERM_LENGTH // 4:  # no letter has more than four bytes
        return term
    return term.encode()[:TERM_LENGTH].decode(errors="ignore")


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if part.isalnum()) or word


def _stemmer() -> Stemmer.Stemmer:
    # A stemmer must not be shared between threads.
    try:
        stemmer: Stemmer.Stemmer = _own.stemmer
    except AttributeError:
        stemmer = _own.stemmer = Stemmer.Stemmer("indonesian")
    return stemmer
