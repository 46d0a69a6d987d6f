"""Where the verbs of speech stand in a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from articles.extract.words import speech_words


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of speech: "mengatakan" is active, "kata" and "katanya" are bare."""

    start: int
    end: int
    word: str  # in lower case, without "-nya"
    is_active: bool
    has_nya: bool


def find_verbs(text: str) -> Iterator[Verb]:
    """Yield the verbs of speech in `text`, in order.

    >>> [(verb.word, verb.has_nya) for verb in find_verbs("Menurut dia, ujarnya")]
    [('menurut', False), ('ujar', True)]
    """
    for last, (length, word, is_active) in _automaton().iter(text):
        start, end = last + 1 - length, last + 1
        if text[start - 1 : start].isalnum() and start:
            continue
        has_nya = not is_active and text.startswith("nya", end)
        end += 3 * has_nya
        if not text[end : end + 1].isalnum():
            yield Verb(start, end, word, is_active, has_nya)


@cache
def _automaton() -> Any:
    automaton = ahocorasick.Automaton()
    for kind in ("bare", "active"):
        for word in speech_words(kind):
            for printed in (word, word.capitalize()):
                automaton.add_word(printed, (len(word), word, kind == "active"))
    automaton.make_automaton()
    return automaton
