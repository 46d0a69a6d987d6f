"""Names that one article uses for something else than the entity they name.

Where it writes "Pekerja Migran Indonesia (PMI)", PMI is not the Red Cross; where
it introduces "Keisuke Honda", the bare "Honda" after it is not the company.
"""

from articles.extract.gazetteer import Hit
from articles.extract.longer_names import Surroundings
from articles.extract.words import (
    ORDINARY,
    is_acronym,
    is_capitalised,
    starts_sentence,
    word_before,
    word_set,
)

_KNOWN_WORDS = (
    word_set("titles")
    | word_set("place_heads")
    | word_set("longer_names")
    | word_set("compounds")
    | word_set("compass")
    | word_set("headings")
    | ORDINARY
)
_LONGEST_EXPANSION = 120


def is_defined_otherwise(around: Surroundings, hit: Hit) -> bool:
    """Whether the article explains the acronym at `hit` as another name's.

    "Perjanjian Kerja Sama (PKS)" does; "PT Jaya Agra Wattie Tbk (JAWA)" too.
    """
    text = around.text
    if not is_acronym(hit.name.text) or text[hit.end : hit.end + 1] != ")":
        return False
    opening = hit.start - 1
    if text[opening : hit.start].strip() != "(" and text[opening - 1 : opening] != "(":
        return False
    end = len(text[:opening].rstrip(" ("))
    if end in around.all_ends:
        return False
    words = text[max(0, end - _LONGEST_EXPANSION) : end].split()
    is_ticker = hit.name.is_shouted and words[-1:] == ["Tbk"]
    return is_ticker or _has_initials(words, hit.name.text)


def is_namesake(around: Surroundings, hit: Hit) -> bool:
    """Whether a given name before `hit` makes somebody else of it.

    Not for places: "Wilmar Nabati Indonesia" leaves Indonesia what it is.
    """
    name = hit.name
    if around.says_nothing_by_capitals or " " in name.text or is_acronym(name.text):
        return False
    if all(entity.kind == "place" for entity in name.bearers):
        return False
    before = word_before(around.text, hit.start)
    place = hit.start - 1 - len(before)
    return (
        _is_name_word(before)
        and not starts_sentence(around.text, place)
        and place + len(before) not in around.all_ends
    )


def _is_name_word(word: str) -> bool:
    return (
        is_capitalised(word)
        and not is_acronym(word)
        and word.casefold() not in _KNOWN_WORDS
    )


def _has_initials(words: list[str], acronym: str) -> bool:
    """Whether the last of `words` begin with the letters of `acronym`."""
    letters = [letter.casefold() for letter in acronym if letter.isalpha()]
    capitals = [word[0] for word in words if is_capitalised(word.lstrip('("“'))]
    parts = [part for word in words for part in word.split("-") if part]
    return letters in (
        [letter.casefold() for letter in capitals[-len(letters) :]],
        [part[0].casefold() for part in parts[-len(letters) :]],
    )
