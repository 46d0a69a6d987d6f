"""Where the known names stand in a text: Aho-Corasick, longest name first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick

from articles.extract.words import SUFFIX
from articles.records import KnownEntity

# "china.org", "REPUBLIKA.CO.ID"; but "Ia tiba di China.Namun" has lost a space.
_DOMAIN = re.compile(r"\.(?:[a-z]|(?:CO|COM|ID|NET|ORG|TV|INFO)\b)")

# Shorter names in capitals are acronyms of something else.
_SHORTEST_SHOUT = 4


@dataclass(slots=True, eq=False)
class Name:
    """A name to look for, and whom it can mean."""

    text: str
    certain: list[KnownEntity]  # the entities it names by itself
    uncertain: list[KnownEntity]  # those it names only in the right surroundings
    is_shouted: bool = False  # the capitals are ours: "CHINA" for "China"

    @property
    def bearers(self) -> list[KnownEntity]:
        return self.certain + self.uncertain


class Hit(NamedTuple):
    """A name's place; no other name that is longer covers it."""

    start: int
    end: int
    name: Name


class Gazetteer:
    """All the names, compiled; those of `not_names` hide the names within them."""

    def __init__(
        self, entities: Iterable[KnownEntity], not_names: Iterable[str]
    ) -> None:
        self._automaton = ahocorasick.Automaton()
        names = _collect_names(entities)
        for text in filter(None, map(_plain, not_names)):
            names[text] = Name(text, [], [])
        for text, name in names.items():
            self._automaton.add_word(text, name)
        if names:
            self._automaton.make_automaton()
        self._is_empty = not names

    def find(self, text: str) -> list[Hit]:
        """Return the longest names in `text` that stand as words, in order.

        Apostrophes in `text` are straight.
        """
        if self._is_empty:
            return []
        found = []
        for last, name in self._automaton.iter(text):
            start, end = last + 1 - len(name.text), last + 1
            if _begins_word(text, start) and _ends_word(text, end, name):
                found.append((start, -end, name))
        found.sort(key=lambda hit: hit[:2])
        return _drop_overlaps(found)


def _plain(name: str) -> str:
    return name.strip().replace("’", "'")


def _collect_names(entities: Iterable[KnownEntity]) -> dict[str, Name]:
    names: dict[str, Name] = {}
    for entity in entities:
        for alias in entity.aliases:
            printed = _plain(alias.name)
            for text in dict.fromkeys((printed, printed.upper())):
                is_shouted = text != printed
                if len(text) < (_SHORTEST_SHOUT if is_shouted else 1):
                    continue
                name = names.setdefault(text, Name(text, [], [], is_shouted))
                name.is_shouted = name.is_shouted and is_shouted
                bearers = name.uncertain if alias.needs_context else name.certain
                if entity not in bearers:
                    bearers.append(entity)
    return names


def _drop_overlaps(found: Sequence[tuple[int, int, Name]]) -> list[Hit]:
    hits: list[Hit] = []
    reached = 0
    for start, negative_end, name in found:
        if start >= reached:
            reached = -negative_end
            hits.append(Hit(start, reached, name))
    return hits


def _begins_word(text: str, start: int) -> bool:
    before = text[start - 1 : start] if start else ""
    return not (before.isalnum() or before in ("_", "@", "#", "&"))


def _ends_word(text: str, end: int, name: Name) -> bool:
    after = text[end : end + 1]
    if not after or after == " ":
        return True
    if after.isalnum():
        return not name.uncertain and SUFFIX.match(text, end) is not None
    following = text[end + 1 : end + 2]
    if after == ".":
        return not _DOMAIN.match(text, end)
    if after == "'":  # "Xi'an", but "Putin's"
        return not following.isalpha() or following == "s"
    return after not in "_@"
