"""Capitalised names in a passage, known or not, and what kind each seems to be."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from articles.extract.words import (
    CALENDAR,
    ORDINARY,
    is_acronym,
    is_title_cased,
    speech_words,
    starts_sentence,
    word_after,
    word_before,
    word_set,
)
from articles.records import EntityKind

_TITLES = word_set("titles")
_TITLE_ENDINGS = word_set("title_endings")
_PLACE_HEADS = word_set("place_name_heads")
_COMPOUNDS = word_set("compounds") | word_set("legal_forms")
_COMPASS = word_set("compass")
_SPEECH = speech_words("bare") | speech_words("active")

# "Situbondo", "O'Neill", "Jusuf-Kalla", "III"
_WORD = re.compile(r"[^\W_][\w'’&/-]*|&")
_CAPITALISED = r"(?<![\w'’-])(?:al-)?[A-ZÀ-ÖØ-Þ][\w'’&/-]*"
_INSIDE = "|".join(sorted(word_set("name_particles") | word_set("name_links")))
# "Kementerian Hukum dan Hak Asasi Manusia", "Komisi 3 DPR"
_ROW = re.compile(
    rf"{_CAPITALISED}(?: (?:(?:{_INSIDE}|\d+) )?{_CAPITALISED})*(?: \d+\b)?"
)
# "I Made Mudharta": the word before it is an article, not a number.
_BALINESE = word_set("balinese")
# "Rp80", "US$5"
_SUM = re.compile(r"(?:Rp|USD?|IDR)\W?\d")
_ROMAN = re.compile(r"[IVX]+")
_COMMA = re.compile(r" ?, ")
_PLACE_CUES = frozenset({"di", "ke", "asal"})

_ROLES = (
    ("calendar", CALENDAR | word_set("no_names")),
    ("organization", word_set("organization_heads")),
    ("place", _PLACE_HEADS),
    ("title", _TITLES),
    ("particle", word_set("name_particles")),
    ("link", word_set("name_links")),
)
_BEGINS = frozenset({"name", "initial", "acronym", "organization", "place"})
_NEVER_ALONE = frozenset({"initial", "organization", "place"})
_NEVER_INSIDE = frozenset({"calendar", "known-person"})
_INSIDE_PLAIN = frozenset({"name", "ordinary", "particle", "initial"})
# "Hanung menjamin", "Siswono tak hadir": a name at the start of a sentence acts.
_AFTER_NAMES = word_set("after_names") | _SPEECH
_VERB = re.compile(r"(?:me[mnlrwy]|ber|ter|di)\w{3}")


class Name(NamedTuple):
    """A capitalised name: its place in the passage, and its kind if that shows."""

    start: int
    end: int
    kind: EntityKind | None
    is_sure: bool  # not only a word that a sentence begins with


class KnownPlace(NamedTuple):
    """Where a known entity is mentioned in the passage."""

    start: int
    end: int
    kind: EntityKind


class _Unit(NamedTuple):
    """A word, or a known name as a whole, and what it does in a name."""

    start: int
    end: int
    role: str


def find_names(text: str, known: Sequence[KnownPlace]) -> Iterator[Name]:
    """Yield the names in `text` that are not themselves one of the `known`.

    An institution's name may hold a known one: "Pengadilan Negeri Bandung".
    """
    if is_title_cased(text):
        return
    places = {place.start: place for place in known}
    for run in _runs(text):
        if _is_settled(run, places):
            continue
        for name in _split(text, list(_units(run, places))):
            yield _placed(text, name, places)


def _is_settled(run: Sequence[re.Match[str]], places: dict[int, KnownPlace]) -> bool:
    """Whether a row is a known name or, as most are, a word that opens a sentence."""
    place = places.get(run[0].start())
    if place:
        return place.end >= run[-1].end()
    if len(run) > 1:
        return False
    role = _role(run[0][0], after_title=False)
    return role not in _BEGINS or role in _NEVER_ALONE


def _placed(text: str, name: Name, places: dict[int, KnownPlace]) -> Name:
    """Return `name` as a place if a known one follows: "Menteng, Jakarta"."""
    comma = _COMMA.match(text, name.end)
    following = places.get(comma.end()) if comma else None
    if name.kind is None and following and following.kind == "place":
        return name._replace(kind="place")
    return name


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield rows of capitalised words with only single spaces between them."""
    for row in _ROW.finditer(text):
        yield list(_WORD.finditer(text, row.start(), row.end()))


def _units(
    run: Sequence[re.Match[str]], places: dict[int, KnownPlace]
) -> Iterator[_Unit]:
    reached, previous = 0, ""
    for index, word in enumerate(run):
        place = places.get(word.start())
        if place:
            reached, previous = place.end, ""
            yield _Unit(place.start, place.end, f"known-{place.kind}")
        elif word.start() >= reached:
            previous = _role(word[0], after_title=previous == "title")
            if word[0] == "I" and _is_balinese(run[index + 1 : index + 2]):
                previous = "initial"
            yield _Unit(word.start(), word.end(), previous)


def _is_balinese(following: Sequence[re.Match[str]]) -> bool:
    return any(word[0].casefold() in _BALINESE for word in following)


@lru_cache(maxsize=20_000)
def _role(word: str, *, after_title: bool) -> str:
    """Return what `word` does in a name."""
    lower = word.casefold()
    if after_title and (lower in _TITLE_ENDINGS or lower in _PLACE_HEADS):
        return "title"  # "Jaksa Agung", "Wali Kota"
    for role, words in _ROLES:
        if lower in words:
            return role
    if _SUM.match(word):
        return "calendar"
    if word.isdigit() or _ROMAN.fullmatch(word):
        return "number"
    if len(word) == 1:
        return "initial"
    if is_acronym(word):
        return "acronym"
    return "ordinary" if _is_ordinary(lower) else "name"


def _is_ordinary(word: str) -> bool:
    """Whether `word` is one that is mostly written in lower case.

    "Pertemuan-pertemuan" and "Akibatnya" are, with the words they are made of.
    """
    half, _, other = word.partition("-")
    return half == other or word in ORDINARY or word.removesuffix("nya") in ORDINARY


def _split(text: str, units: Sequence[_Unit]) -> Iterator[Name]:
    """Yield the names that a row of words is made of."""
    name: list[_Unit] = []
    before = previous = ""
    for unit in units:
        if name and _joins(name, unit.role):
            name.append(unit)
        else:
            yield from _make_name(text, name, before)
            name = [unit] if unit.role in _BEGINS else []
            before = previous
        previous = unit.role
    yield from _make_name(text, name, before)


def _joins(name: Sequence[_Unit], role: str) -> bool:
    """Whether a word of `role` goes on with `name`."""
    if name[0].role in {"organization", "place"}:
        if role == "title":
            return name[0].role == "organization" and len(name) == 1
        # "Dinas Pendidikan Bandung Budi Santoso": with the place it is over.
        is_over = role == "name" and name[-1].role.startswith("known")
        return role not in _NEVER_INSIDE and not is_over
    return name[0].role in {"name", "initial"} and role in _INSIDE_PLAIN


def _make_name(text: str, name: list[_Unit], before: str) -> Iterator[Name]:
    while name and name[-1].role in {"particle", "link"}:
        name.pop()
    if not name or (len(name) == 1 and name[0].role in _NEVER_ALONE):
        return
    start, end = name[0].start, name[-1].end
    if name[0].role == "acronym" and text[start - 1 : start] == "(":
        return  # it only shortens the name before it
    kind = _kind(text, name, before)
    is_sure = (
        len(name) > 1
        or before == "title"
        or _acts(word_after(text, end))
        or not starts_sentence(text, start)
    )
    yield Name(start, end, kind, is_sure)


def _acts(after: str) -> bool:
    return after in _AFTER_NAMES or _VERB.match(after) is not None


def _kind(text: str, name: Sequence[_Unit], before: str) -> EntityKind | None:
    role = name[0].role
    if role == "organization" or role == "acronym":
        return "organization"
    if role == "place":
        return "place"
    words = text[name[0].start : name[-1].end].casefold().split()
    if not _COMPOUNDS.isdisjoint(words):
        return "organization"
    cue = word_before(text, name[0].start).casefold()
    if cue in _PLACE_CUES or cue in _PLACE_HEADS or words[-1] in _COMPASS:
        return "place"
    is_person = before == "title" or cue in _TITLES or cue in _SPEECH
    is_speaking = word_after(text, name[-1].end) in _SPEECH
    return "person" if is_person or is_speaking or len(words) > 1 else None
