"""Who speaks: the verbs of speech, the names beside them, and what "-nya" means."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from articles.extract.passages import Passage
from articles.extract.speech_names import SpeechName, SpeechNames
from articles.extract.speech_verbs import Verb, find_verbs
from articles.extract.words import starts_sentence
from articles.records import Evidence, Mention

# What may stand between a quotation and the verb after it: `," kata`.
_CLOSE = re.compile(r"[\s,.;!?…\"“”»'’-]*")
_LONGEST_GAP = 6
_SENTENCE_END = re.compile(r"[.!?][\"”»]?\s|\n")
# A name and a colon: `Budi: "`.
_COLON = re.compile(r":\s*[\"“„«]?\s*$")
_LINKS = frozenset({"dan", "serta", "dengan", "sambil", "seraya", "sembari", "lalu"})
# These may open a sentence: "Kata Budi, ..."
_OPENERS = frozenset({"kata", "ujar", "tutur", "menurut"})

# A single word or two are quoted for their sound or as a name.
_SHORTEST_SPEECH = 3
# A quotation that nothing introduces continues the speech before it if it is long.
_SHORTEST_CONTINUATION = 5
_LONGEST_SENTENCE = 400
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to speak, and the words that say so."""

    name: str | None
    entity: str | None
    is_inferred: bool
    cue: Evidence | None


@dataclass(frozen=True, slots=True)
class _Cue:
    """A verb of speech in a passage, with its speaker."""

    start: int  # of the verb or, where it comes first, of the name
    verb: int
    end: int
    speaker: Speaker
    is_description: bool = False  # then a later "dia" may mean somebody else


class SpeechReader:
    """Reads an article's passages in their order, and remembers who spoke last."""

    def __init__(self, raw: str, mentions: Sequence[Mention]) -> None:
        self._raw = raw
        self._mentions = mentions
        self._last: Speaker | None = None
        self._quoted: Speaker | None = None  # of the quotation just before

    def read(
        self, passage: Passage, quotes: Sequence[tuple[int, int]]
    ) -> dict[int, Speaker]:
        """Return the speakers of the passage's quotations by their raw start."""
        reader = _PassageReader(self._raw, passage, self._mentions, self._last)
        cues = list(reader.find_cues(quotes))
        if not quotes:
            self._quoted = None
        speakers: dict[int, Speaker] = {}
        for start, end in quotes:
            speaker = reader.choose(cues, start, end) or self._continue(
                passage.text, start, end
            )
            if speaker:
                speakers[passage.place(start, end).start] = speaker
                self._quoted = speaker
        self._last = reader.last_speaker()
        return speakers

    def _continue(self, text: str, start: int, end: int) -> Speaker | None:
        """Return who spoke just before, where a long quotation stands by itself."""
        if not self._quoted or len(text[start:end].split()) < _SHORTEST_CONTINUATION:
            return None
        if not starts_sentence(text, start):
            return None
        return replace(self._quoted, is_inferred=True, cue=None)


class _PassageReader:
    """Finds a passage's verbs of speech and their speakers."""

    def __init__(
        self,
        raw: str,
        passage: Passage,
        mentions: Sequence[Mention],
        last: Speaker | None,
    ) -> None:
        self._raw = raw
        self._passage = passage
        self._text = passage.text
        self._names = SpeechNames(passage, mentions)
        self._last = last

    def last_speaker(self) -> Speaker | None:
        """Return who a "dia" in the next passage means."""
        if self._last:
            return self._last
        person = self._names.last_person(len(self._text))
        return self._speaker(person) if person else None

    def find_cues(self, quotes: Sequence[tuple[int, int]]) -> Iterator[_Cue]:
        """Yield the verbs of speech outside the quotations that have a speaker."""
        starts = [start for start, _ in quotes]
        previous: _Cue | None = None
        for verb in find_verbs(self._text):
            index = bisect_right(starts, verb.start) - 1
            if index >= 0 and verb.start < quotes[index][1]:
                continue
            if verb.is_active:
                cue = self._active_cue(verb, previous)
            else:
                cue = self._bare_cue(verb)
            if cue:
                if cue.speaker.name and not cue.is_description:
                    self._last = cue.speaker
                previous = cue
                yield cue

    def choose(self, cues: Sequence[_Cue], start: int, end: int) -> Speaker | None:
        """Return the speaker of the quotation from `start` to `end`."""
        index = bisect_left(cues, end, key=lambda cue: cue.start)
        if index < len(cues) and self._follows(cues[index], end):
            return cues[index].speaker
        if index and self._introduces(cues[index - 1], start, end):
            return cues[index - 1].speaker
        return self._before_colon(start)

    def _follows(self, cue: _Cue, end: int) -> bool:
        if cue.start - end > _LONGEST_GAP:
            return False
        gap = self._text[end : cue.start]
        if not _CLOSE.fullmatch(gap):
            return False
        is_sentence_over = "," not in gap and self._text[end - 1] not in ",?!"
        return cue.start == cue.verb or not is_sentence_over

    def _introduces(self, cue: _Cue, start: int, end: int) -> bool:
        if cue.end > start or start - cue.end > _LONGEST_SENTENCE:
            return False
        between = self._text[cue.end : start]
        if _SENTENCE_END.search(between):
            return False
        is_direct = not between.strip(" ,:\"“„«'")
        return is_direct or len(self._text[start:end].split()) >= _SHORTEST_SPEECH

    def _before_colon(self, start: int) -> Speaker | None:
        begin = self._sentence_start(start - 1)
        match = _COLON.search(self._text, begin, start)
        if not match or match.start() - begin > _LONGEST_NAME:
            return None
        name = self._names.before(begin, match.start())
        if name is None or name.is_pronoun:
            return None
        return self._speaker(name, self._cue("name-colon", name.start, match.end()))

    def _bare_cue(self, verb: Verb) -> _Cue | None:
        if not self._may_be_speech(verb):
            return None
        if verb.has_nya:
            return self._pronoun_cue("verb-nya", verb.start, verb.end)
        name = self._names.after(verb.end)
        if name is None:
            return None
        if name.is_pronoun:
            return self._pronoun_cue("verb-pronoun", verb.start, name.end)
        evidence = self._cue("verb-name", verb.start, name.end)
        speaker = self._speaker(name, evidence)
        return _Cue(verb.start, verb.start, name.end, speaker, name.is_description)

    def _may_be_speech(self, verb: Verb) -> bool:
        """Whether a verb without a prefix is one: "kata" is also "word"."""
        before = self._text[max(0, verb.start - 3) : verb.start].rstrip()
        if verb.word == "menurut":
            return True
        if before[-1:] in {",", '"', "”", "»"}:
            return True
        is_first = verb.word in _OPENERS and self._text[verb.start].isupper()
        return is_first and starts_sentence(self._text, verb.start)

    def _active_cue(self, verb: Verb, previous: _Cue | None) -> _Cue | None:
        begin = self._sentence_start(verb.start)
        if previous and previous.end > begin:
            return self._next_of_sentence(verb, previous)
        name = self._names.before(begin, verb.start)
        if name is None:
            name = self._actor(begin, verb.start)
        if name is None:
            return None
        if name.is_pronoun:
            return self._pronoun_cue("pronoun-verb", name.start, verb.end)
        evidence = self._cue("name-verb", name.start, verb.end)
        speaker = self._speaker(name, evidence)
        return _Cue(name.start, verb.start, verb.end, speaker, name.is_description)

    def _next_of_sentence(self, verb: Verb, previous: _Cue) -> _Cue:
        """Read a second verb: "Kremlin mengonfirmasi kunjungan itu dan mengatakan"."""
        last_word = self._text[previous.end : verb.start].split()[-1:]
        name = None
        if last_word and last_word[0] not in _LINKS:
            name = self._names.before(previous.end, verb.start)
        if name and not name.is_pronoun:
            evidence = self._cue("name-verb", name.start, verb.end)
            return _Cue(name.start, verb.start, verb.end, self._speaker(name, evidence))
        evidence = self._cue("second-verb", verb.start, verb.end)
        speaker = replace(previous.speaker, is_inferred=True, cue=evidence)
        return _Cue(verb.start, verb.start, verb.end, speaker)

    def _actor(self, begin: int, end: int) -> SpeechName | None:
        """Return who acts: "Dalam pidatonya, Putin pada Kamis mengatakan"."""
        comma = self._text.rfind(", ", begin, end)
        after_comma = self._names.first_actor(comma, end) if comma >= 0 else None
        return after_comma or self._names.first_actor(begin, end)

    def _pronoun_cue(self, rule: str, start: int, end: int) -> _Cue:
        evidence = self._cue(rule, start, end)
        meant = self._last
        if meant is None:
            person = self._names.last_person(start)
            meant = self._speaker(person) if person else None
        speaker = Speaker(
            meant.name if meant else None,
            meant.entity if meant else None,
            is_inferred=True,
            cue=evidence,
        )
        return _Cue(start, start, end, speaker)

    def _speaker(self, name: SpeechName, cue: Evidence | None = None) -> Speaker:
        printed = self._text[name.start : name.end]
        return Speaker(printed, name.entity, is_inferred=cue is None, cue=cue)

    def _cue(self, rule: str, start: int, end: int) -> Evidence:
        place = self._passage.place(start, end)
        exact = self._raw[place.start : place.end]
        return Evidence(rule, place.start, place.end, exact)

    def _sentence_start(self, position: int) -> int:
        begin = max(0, position - _LONGEST_SENTENCE)
        last = begin
        for match in _SENTENCE_END.finditer(self._text, begin, max(begin, position)):
            last = match.end()
        return last
