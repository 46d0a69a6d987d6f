"""Whether a known name is only a part of a longer proper name that is not known.

"Bank of China" and "China Daily" are no mentions of China, "Menteri Luar Negeri
China Wang Yi" is one. What the neighbouring words are decides; where they say
nothing, no mention is made.
"""

import re
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
_TITLE_PARTS = word_set("title_parts")
_LONGER_NAMES = word_set("longer_names")
_COMPOUNDS = word_set("compounds")
_LEGAL_FORMS = word_set("legal_forms")
_COMPASS = word_set("compass")
_LANGUAGES = word_set("languages")
_PREPOSITIONS = word_set("prepositions")
_INITIALS_CUES = word_set("initials_cues")

# "Wakil Menteri Koordinator Bidang Hukum dan Hak Asasi Manusia Indonesia"
_LONGEST_TITLE = 9
# Capitals at the start of a paragraph are an outlet's habit: "BEIJING, PRESIDEN".
_LONGEST_OPENING = 60
# "NasDem Rp1,2 miliar"
_SUM = re.compile(r"Rp\W?(?:\d|$)")
_LONGEST_BRACKET = 40
# "Jakarta Motorcycle & Car Show"
_LONGEST_COMPOUND = 5
# "menunjuk", "bertemu": what follows is no noun's owner.
_VERB = re.compile(r"(?:me[mnlrwy]|ber|ter|di)\w{3}")
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
        return self.text.isupper() and " " in self.text.strip()

    @cached_property
    def ends(self) -> frozenset[int]:
        """Where certain names of people and organizations end."""
        return frozenset(
            hit.end
            for hit in self.hits
            if any(entity.kind != "place" for entity in hit.name.certain)
        )

    @cached_property
    def all_ends(self) -> frozenset[int]:
        return frozenset(hit.end for hit in self.hits)

    def stranger_after(self, hit: Hit) -> str:
        """Return the capitalised word after `hit` that no known name explains."""
        word = word_after(self.text, hit.end)
        if not is_capitalised(word) or word.casefold() in CALENDAR:
            return ""
        if word.casefold() in _LEGAL_FORMS or _SUM.match(word):
            return ""
        return "" if hit.end + 1 in self.starts else word

    def title_before(self, hit: Hit) -> Iterator[tuple[str, int]]:
        """Yield the words before `hit` as far as they can be one title."""
        for word, position in self.words_before(hit):
            yield word, position
            if not _is_title_part(word):
                return

    def words_before(self, hit: Hit) -> Iterator[tuple[str, int]]:
        """Yield the words before `hit` and their places, from the nearest on."""
        position = _before_bracket(self.text, hit.start)
        for _ in range(_LONGEST_TITLE):
            word = word_before(self.text, position)
            if not word:
                return
            position -= 1 + len(word)
            yield word, position


def _before_bracket(text: str, position: int) -> int:
    """Return where a title ends: "Dinas Perhubungan (Dishub) Bandung"."""
    if text[max(0, position - 2) : position] != ") ":
        return position
    opening = text.rfind(" (", max(0, position - _LONGEST_BRACKET), position)
    return position if opening < 0 else opening + 1


def is_part_of_longer_name(around: Surroundings, hit: Hit, kind: str) -> bool:
    """Whether the words next to `hit` make a longer name of it."""
    if _is_compound(around.text, hit.end):
        return True
    after = around.stranger_after(hit)
    before = next(around.words_before(hit), ("", 0))[0]
    if _is_initials(around, hit, before) or _is_ticker(around, hit, before, after):
        return True
    if kind == "person":
        return _is_other_person(around, hit, before, after)
    if kind == "place":
        return _is_named_after_place(around, hit, before, after)
    return _is_other_organization(around, hit, before, after)


def _is_compound(text: str, position: int) -> bool:
    """Whether a word such as "Daily" or "Expo" closes the name begun before."""
    for _ in range(_LONGEST_COMPOUND):
        word = word_after(text, position)
        if word.casefold() in _COMPOUNDS and is_capitalised(word):
            return True
        if not is_capitalised(word) and not text.startswith(" & ", position):
            return False
        position += 2 if not word else 1 + len(word)
    return False


def _is_initials(around: Surroundings, hit: Hit, before: str) -> bool:
    """Whether two or three capitals are somebody's initials: "AS (35)"."""
    if len(hit.name.text) > 3 or not is_acronym(hit.name.text):
        return False
    if before.casefold() in _INITIALS_CUES:
        return True
    following = around.text[hit.end : hit.end + 3]
    return following[:2] == " (" and following[2:].isdigit()


def _is_ticker(around: Surroundings, hit: Hit, before: str, after: str) -> bool:
    """Whether capitals stand where nothing else is in capitals: "saham JAWA"."""
    if not hit.name.is_shouted or hit.start < _LONGEST_OPENING:
        return False
    if around.is_all_capitals:
        return False
    return not (is_acronym(before) or is_acronym(after))


def _is_other_person(around: Surroundings, hit: Hit, before: str, after: str) -> bool:
    if " " in hit.name.text:
        return before.casefold() in _LONGER_NAMES
    if around.says_nothing_by_capitals:
        return before.casefold() in _LONGER_NAMES
    return bool(after) or not _allows_before(
        around, hit, _TITLES, is_ordinary_enough=True
    )


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
    return after.casefold() in _COMPASS or not is_owner_of_next(before)


def _is_other_organization(
    around: Surroundings, hit: Hit, before: str, after: str
) -> bool:
    """Read "juru bicara PBB Stephane Dujarric", but not "PT Honda Prospect"."""
    if before.casefold() in _LONGER_NAMES:
        return True
    if around.says_nothing_by_capitals or not after:
        return False
    return not any(word.casefold() in _TITLES for word, _ in around.title_before(hit))


def is_owner_of_next(before: str) -> bool:
    """Whether a place after the word `before` can own the name that comes next.

    In "perusahaan China Huawei" it does, in "di Paris Saint" it is part of it.
    """
    lower = before.casefold()
    if lower in _PLACE_HEADS:
        return True
    return bool(before) and lower not in _PREPOSITIONS and not _VERB.match(before)


def _allows_before(
    around: Surroundings,
    hit: Hit,
    heads: frozenset[str],
    *,
    is_ordinary_enough: bool = False,
) -> bool:
    """Whether the words before `hit` leave it a name of its own.

    The nearest word that is known decides; in between stand words such as
    "Luar Negeri" in "Kementerian Luar Negeri China". If none is, everyday words
    in capitals make longer names of places, but not of people.
    """
    position, word = hit.start, ""
    for index, (word, position) in enumerate(around.words_before(hit)):
        if word.casefold() in heads:
            return True
        if not is_capitalised(word):
            if word not in _TITLE_CONNECTORS or not index:
                return is_ordinary_enough or not index
        elif position + len(word) in around.ends:
            return True
        elif not _is_title_part(word):
            return False
    if not word or is_ordinary_enough:
        return True
    return starts_sentence(around.text, position) and not is_acronym(word)


def _is_title_part(word: str) -> bool:
    lower = word.casefold()
    if lower in _LONGER_NAMES:
        return False
    return lower in _TITLE_PARTS or lower in ORDINARY or is_acronym(word)
