"""Entities whose names are much like a name that none has.

To compare a name with all is slow, so it is compared with those that have a word
which begins or ends as one of its own: these are found in one pass over all names.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from ahocorasick import Automaton
from rapidfuzz import fuzz, process, utils

from articles.epoch import read_epoch
from articles.models import Alias, Entity

# How alike a name must be to be worth a look, of 100; and how many are shown.
ALIKE = 80
MOST_ALIKE = 5
# So many letters of a word are its beginning and its end.
EDGE = 3


@dataclass(frozen=True, slots=True)
class Near:
    """An entity that has a name much like the one asked about."""

    entity: Entity
    alias: str
    score: int


@dataclass(frozen=True, slots=True)
class Known:
    """All names: whose each is, how it is printed, and its words between spaces."""

    entities: list[int]
    printed: list[str]
    words: list[str]
    text: str
    ends: list[int]


def find_near(names: Sequence[str]) -> dict[str, list[Near]]:
    """Return the entities with names like each of `names`, the likest first."""
    known = _load(read_epoch())
    words = [_split(name) for name in names]
    places = _find_alike(known, words)
    found = {
        name: process.extract(
            words[number],
            {at: known.words[at] for at in places[number]},
            scorer=fuzz.token_set_ratio,
            score_cutoff=ALIKE,
            limit=4 * MOST_ALIKE,  # several names of one entity are one answer
        )
        for number, name in enumerate(names)
    }
    wanted = {known.entities[at] for hits in found.values() for *_, at in hits}
    entities = Entity.objects.select_related("merged_into").in_bulk(wanted)
    return {
        name: _nearest(
            [
                (entities[known.entities[at]], known.printed[at], score)
                for _words, score, at in hits
            ]
        )
        for name, hits in found.items()
    }


@lru_cache(maxsize=1)
def _load(_epoch: int) -> Known:
    rows = list(
        Alias.objects.filter(is_active=True)
        .order_by("pk")
        .values_list("entity", "name")
    )
    words = [_split(name) for _entity, name in rows]
    return Known(
        [entity for entity, _name in rows],
        [name for _entity, name in rows],
        words,
        "".join(words),
        list(accumulate(len(each) for each in words)),
    )


def _split(name: str) -> str:
    """Return a name's words, bare and each between spaces.

    >>> _split("Kim Jong-un")
    ' kim jong un '
    """
    return f" {' '.join(utils.default_process(name).split())} "


def _edges(words: str) -> Iterator[str]:
    """Yield how words begin and end.

    >>> sorted(_edges(" xi jinping "))
    [' jin', ' xi', 'ing ']
    """
    for word in words.split():
        yield f" {word[:EDGE]}"
        if len(word) > EDGE:
            yield f"{word[-EDGE:]} "


def _find_alike(known: Known, names: Sequence[str]) -> list[list[int]]:
    """Return, for each of `names`, the places of those with a word of its edges."""
    asking: dict[str, list[int]] = {}
    for number, words in enumerate(names):
        for edge in set(_edges(words)):
            asking.setdefault(edge, []).append(number)
    found: list[set[int]] = [set() for _ in names]
    if not asking:
        return [[] for _ in names]
    automaton = Automaton()
    for edge, numbers in asking.items():
        automaton.add_word(edge, numbers)
    automaton.make_automaton()
    for end, numbers in automaton.iter(known.text):
        at = bisect(known.ends, end)
        for number in numbers:
            found[number].add(at)
    return [sorted(each) for each in found]


def _nearest(hits: Sequence[tuple[Entity, str, float]]) -> list[Near]:
    near: dict[int, Near] = {}
    for named, alias, score in hits:
        entity = named.merged_into or named
        near.setdefault(entity.pk, Near(entity, alias, round(score)))
    return list(near.values())[:MOST_ALIKE]
