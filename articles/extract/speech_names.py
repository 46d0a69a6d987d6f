"""The name beside a verb of speech: "kata Menteri Luar Negeri AS Antony Blinken"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from articles.extract.passages import Passage, mentions_in
from articles.extract.words import (
    CALENDAR,
    ORDINARY,
    is_acronym,
    is_capitalised,
    speech_words,
    word_set,
)
from articles.records import Mention

PRONOUNS = speech_words("pronouns")
_STOPS = speech_words("stops")
_ADVERBS = speech_words("adverbs")
_TITLES = word_set("titles")
_TITLE_WORDS = _TITLES | word_set("place_heads") | word_set("longer_names")

_WORD = re.compile(r"[^\s,()\"“”]+")
_PHRASE_END = re.compile(r"[;!?:\"“”\n]|(?<=[a-z0-9]{3})\.|\.$")
_PARENTHESIS_AT_END = re.compile(r"\([^()]{1,40}\)$")
_LONGEST_PHRASE = 160
# "kata seorang pejabat kementerian tersebut"
_LONGEST_DESCRIPTION = 8
_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class SpeechName:
    """A name as printed, its place in the passage, and the entity if it is known."""

    start: int
    end: int
    entity: str | None = None
    is_pronoun: bool = False
    is_description: bool = False  # "Kapolres", "seorang pejabat": no name


class SpeechNames:
    """Reads the names in one passage."""

    def __init__(self, passage: Passage, mentions: Sequence[Mention]) -> None:
        self._text = passage.text
        self._mentions = mentions_in(passage, mentions)
        self._starts = [place[0] for place, _ in self._mentions]

    def after(self, position: int) -> SpeechName | None:
        """Return whom the words after a verb name: "kata Kepala Dinas, Budi"."""
        limit = min(len(self._text), position + _LONGEST_PHRASE)
        end = _PHRASE_END.search(self._text, position, limit)
        parts = self._parts(position, end.start() if end else limit)
        if not parts:
            return None
        first = parts[0]
        if self._text[first[0] : first[1]].casefold().split()[0] in PRONOUNS:
            return SpeechName(*first, is_pronoun=True)
        named = self._person(*first) or self._after_title(parts)
        if named:
            return named
        return (
            self._stripped(*first) or self._whole(*first) or self._description(*first)
        )

    def _after_title(self, parts: Sequence[tuple[int, int]]) -> SpeechName | None:
        """Read the name that a comma parts from its title: "Direktur X, Budi"."""
        if len(parts) < 2 or not _is_of_title(self._words(parts[0])[0]):
            return None
        words = self._words(parts[1])
        if len(words) > _LONGEST_NAME or any(map(_is_no_name, words)):
            return None
        return self._person(*parts[1]) or self._stripped(*parts[1])

    def before(self, start: int, position: int) -> SpeechName | None:
        """Return whom the words from `start` to a verb at `position` name."""
        end = self._without_adverbs(start, position)
        words = self._text[start:end]
        if words.endswith(","):
            return self._before_apposition(start, end - 1)
        return self._ending_at(start, end)

    def _before_apposition(self, start: int, end: int) -> SpeechName | None:
        """Read "Budi Santoso, ketua RT" and "Ketua RT, Budi Santoso"."""
        comma = self._text.rfind(",", start, end)
        inner = self._ending_at(comma + 1 if comma >= 0 else start, end)
        if inner or comma < 0:
            return inner
        return self._ending_at(start, comma)

    def _ending_at(self, start: int, end: int) -> SpeechName | None:
        words = self._text[start:end]
        last = words.rpartition(" ")[2].lstrip('"“ ')
        if last.casefold() in PRONOUNS:
            return SpeechName(end - len(last), end, is_pronoun=True)
        run = self._run_before(start, end)
        if run is None:
            return None
        return (
            self._person(*run)
            or self._before_title(start, run[0])
            or self._stripped(*run)
            or self._whole(*run)
        )

    def _before_title(self, start: int, title: int) -> SpeechName | None:
        """Read "Budi Santoso, Direktur Mutu Wiratama" with the title at `title`."""
        first = _WORD.match(self._text, title)
        if not first or first[0].casefold() not in _TITLES:
            return None
        if self._text[title - 2 : title] != ", ":
            return None
        run = self._run_before(start, title - 2)
        return (self._person(*run) or self._stripped(*run)) if run else None

    def first_actor(self, start: int, end: int) -> SpeechName | None:
        """Return the first known person or organization from `start` to `end`."""
        for place, mention in self._within(start, end):
            if mention.kind != "place":
                return SpeechName(*place, mention.entity)
        return None

    def last_person(self, end: int) -> SpeechName | None:
        for place, mention in reversed(self._within(0, end)):
            if mention.kind == "person":
                return SpeechName(*place, mention.entity)
        return None

    def _within(self, start: int, end: int) -> list[tuple[tuple[int, int], Mention]]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [pair for pair in self._mentions[first:last] if pair[0][1] <= end]

    def _parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the places between commas, each up to a word that ends a name."""
        parts = []
        for part in self._text[start:end].split(","):
            words = list(_WORD.finditer(self._text, start, start + len(part)))
            kept: list[re.Match[str]] = []
            for word in words:
                if kept and word[0] in _STOPS:
                    break
                kept.append(word)
            if not kept or kept[0][0] in _STOPS:
                break
            parts.append((kept[0].start(), kept[-1].end()))
            if len(kept) < len(words):
                break
            start += len(part) + 1
        return parts

    def _words(self, part: tuple[int, int]) -> list[str]:
        return self._text[part[0] : part[1]].split()

    def _person(self, start: int, end: int) -> SpeechName | None:
        people = [
            SpeechName(*place, mention.entity)
            for place, mention in self._within(start, end)
            if mention.kind == "person"
        ]
        return people[-1] if people else None

    def _stripped(self, start: int, end: int) -> SpeechName | None:
        """Return the name left when titles, institutions and places are off."""
        known = {place[0]: place[1] for place, _ in self._within(start, end)}
        reached = start
        kept: list[re.Match[str]] = []
        is_over = True
        for word in _WORD.finditer(self._text, start, end):
            reached = max(reached, known.get(word.start(), 0))
            is_bracketed = self._text[word.start() - 1 : word.start()] == "("
            if (
                word.start() < reached
                or is_bracketed
                or _parts_names(word[0], is_over=is_over)
            ):
                is_over = True
            else:
                kept = [word] if is_over else [*kept, word]
                is_over = False
        if not kept:
            return None
        return SpeechName(kept[0].start(), kept[-1].end())

    def _whole(self, start: int, end: int) -> SpeechName | None:
        """Return the one known name that the words are: "kata Kremlin"."""
        for place, mention in self._within(start, end):
            if place == (start, end):
                return SpeechName(start, end, mention.entity)
        words = self._text[start:end].split()
        if len(words) == 1 and words[0].casefold() not in _TITLE_WORDS:
            return None  # "Mereka", "Hal"
        if is_capitalised(words[0]) and len(words) <= _LONGEST_DESCRIPTION:
            return SpeechName(start, end, is_description=True)
        return None

    def _description(self, start: int, end: int) -> SpeechName | None:
        words = self._text[start:end].split()
        if len(words) > _LONGEST_DESCRIPTION:
            return None
        return SpeechName(start, end, is_description=True)

    def _without_adverbs(self, start: int, end: int) -> int:
        """Return where the words before a verb end: "Putin juga telah mengatakan"."""
        while True:
            words = self._text[start:end].rstrip()
            end = start + len(words)
            match = _PARENTHESIS_AT_END.search(words)
            if match:
                end = start + match.start()
                continue
            last = words.rpartition(" ")[2]
            if last not in _ADVERBS or last == words:
                return end
            end -= len(last)

    def _run_before(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the capitalised words that end at `end`."""
        first = None
        for word in reversed(list(_WORD.finditer(self._text, start, end))[-12:]):
            if not is_capitalised(word[0]) and word[0] not in ("bin", "binti", "dan"):
                break
            if first is not None and self._text[word.end() : first] != " ":
                break
            if is_capitalised(word[0]):
                first = word.start()
            elif first is None:
                break
        return None if first is None else (first, end)


def _parts_names(word: str, *, is_over: bool) -> bool:
    """Whether `word` belongs to no name; inside one only a title parts it."""
    if is_over:
        return _is_of_title(word)
    return not is_capitalised(word) or word.casefold() in _TITLE_WORDS


def _is_no_name(word: str) -> bool:
    return not is_capitalised(word) or word.casefold() in CALENDAR


def _is_of_title(word: str) -> bool:
    lower = word.casefold().strip(".")
    return (
        lower in _TITLE_WORDS
        or lower in ORDINARY
        or is_acronym(word)
        or not is_capitalised(word)
    )
