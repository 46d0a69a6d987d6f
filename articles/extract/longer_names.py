"""Whether a known name is only a part of a longer proper name that is not known.

"Bank of China" and "China Daily" are no mentions of China, "Menteri Luar Negeri
China Wang Yi" is one. What the neighbouring words are decides; where they say
nothing, no mention is made.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from articles.extract.gazetteer import Hit
from articles.extract.words import (
    CALENDAR,
    ORDINARY,
    is_acronym,
    is_capitalised,
    is_title_cased,
    starts_sentence,
    word_after,
    word_before,
    word_set,
)

_TITLES = word_set("titles")
_PLACE_HEADS = word_set("place_heads") | _TITLES
_LONGER_NAMES = word_set("longer_names")
_COMPOUNDS = word_set("compounds")
_COMPASS = word_set("compass")
_LANGUAGES = word_set("languages")
_PREPOSITIONS = word_set("prepositions")
_INITIALS_CUES = word_set("initials_cues")

# "Wakil Menteri Koordinator Bidang Hukum dan Hak Asasi Manusia Indonesia"
_LONGEST_TITLE = 9
_TITLE_CONNECTORS = frozenset({"dan", "&"})


@dataclass(eq=False)
class Surroundings:
    """A passage's text and the known names in it."""

    text: str
    hits: list[Hit]
    is_headline: bool = False

    @cached_property
    def says_nothing_by_capitals(self) -> bool:
        return self.is_headline or is_title_cased(self.text)

    @cached_property
    def starts(self) -> frozenset[int]:
        return frozenset(hit.start for hit in self.hits if hit.name.certain)

    @cached_property
    def is_all_capitals(self) -> bool:
        return self.text.isupper()

    @cached_property
    def ends(self) -> frozenset[int]:
        """Where certain names of people and organizations end."""
        return frozenset(
            hit.end
            for hit in self.hits
            if any(entity.kind != "place" for entity in hit.name.certain)
        )

    def stranger_after(self, hit: Hit) -> str:
        """Return the capitalised word after `hit` that no known name explains."""
        word = word_after(self.text, hit.end)
        if not is_capitalised(word) or word.casefold() in CALENDAR:
            return ""
        return "" if hit.end + 1 in self.starts else word

    def words_before(self, hit: Hit) -> Iterator[tuple[str, int]]:
        """Yield the words before `hit` and their places, from the nearest on."""
        position = hit.start
        for _ in range(_LONGEST_TITLE):
            word = word_before(self.text, position)
            if not word:
                return
            position -= 1 + len(word)
            yield word, position


def is_part_of_longer_name(around: Surroundings, hit: Hit, kind: str) -> bool:
    """Whether the words next to `hit` make a longer name of it."""
    after = around.stranger_after(hit)
    if after.casefold() in _COMPOUNDS:
        return True
    before = word_before(around.text, hit.start)
    if is_acronym(hit.name.text) and len(hit.name.text) <= 3:
        return _is_initials(around, hit, before)
    if kind == "person":
        return _is_other_person(around, hit, before, after)
    if kind == "place":
        return _is_named_after_place(around, hit, before, after)
    return before.casefold() in _COMPOUNDS


def _is_initials(around: Surroundings, hit: Hit, before: str) -> bool:
    """Whether two or three capitals are somebody's initials: "AS (35)"."""
    if before.casefold() in _INITIALS_CUES:
        return True
    following = around.text[hit.end : hit.end + 3]
    return following[:2] == " (" and following[2:].isdigit()


def _is_other_person(around: Surroundings, hit: Hit, before: str, after: str) -> bool:
    if " " in hit.name.text:
        return before.casefold() in _LONGER_NAMES
    if around.says_nothing_by_capitals:
        return before.casefold() in _LONGER_NAMES
    return bool(after) or not _allows_before(around, hit, _TITLES)


def _is_named_after_place(
    around: Surroundings, hit: Hit, before: str, after: str
) -> bool:
    if before.casefold() in _LANGUAGES:
        return True
    if around.says_nothing_by_capitals:
        return is_capitalised(before) and before.casefold() in _LONGER_NAMES
    if not _allows_before(around, hit, _PLACE_HEADS):
        return True
    if not after:
        return False
    # "presiden China Hu Jintao", "perusahaan China Huawei", but not "di China
    # World Trade Center".
    names_owner = bool(before) and before.casefold() not in _PREPOSITIONS
    return after.casefold() in _COMPASS or not names_owner


def _allows_before(around: Surroundings, hit: Hit, heads: frozenset[str]) -> bool:
    """Whether the words before `hit` leave it a name of its own.

    The nearest word that is known decides; in between stand words such as
    "Luar Negeri" in "Kementerian Luar Negeri China".
    """
    position, word = hit.start, ""
    for word, position in around.words_before(hit):
        if word.casefold() in heads:
            return True
        if not is_capitalised(word):
            if position + len(word) + 1 == hit.start:
                return True
            if word not in _TITLE_CONNECTORS:
                return False
        elif position + len(word) in around.ends:
            return True
        elif not _is_title_part(word):
            return False
    return not word or (starts_sentence(around.text, position) and not is_acronym(word))


def _is_title_part(word: str) -> bool:
    lower = word.casefold()
    if lower in _LONGER_NAMES:
        return False
    return lower in ORDINARY or is_acronym(word)
