"""Words between quotation marks, and who is said to have said them.

First `find_quotations` for the places, then the mentions (whose zones depend on
them), then `name_speakers`, which depends on the mentions.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.extract.passages import Passage, make_passages
from articles.extract.speakers import SpeechReader
from articles.records import Mention, Paragraph, Quote

# “…”, "…", „…“, «…»; dumps mix them, so that “…" is a pair as well.
_MARK = re.compile(r"[\"“”„‟«»]")
_CLOSING_ONLY = frozenset("”»")
_OPENING_ONLY = frozenset("„«")


def find_quotations(raw: str, paragraphs: Sequence[Paragraph]) -> tuple[Quote, ...]:
    """Return what stands between quotation marks, without its speakers.

    A quotation that runs on into the next paragraph is one in each.
    """
    passages = make_passages(raw, paragraphs)
    quotes: list[Quote] = []
    goes_on = False
    for index, passage in enumerate(passages):
        text = passage.text
        begun = 0 if goes_on and not _MARK.match(text.lstrip()[:1]) else None
        places, left_open = _pair_marks(text, begun)
        following = passages[index + 1].text if index + 1 < len(passages) else ""
        goes_on = left_open is not None and _is_continued(text, left_open, following)
        if goes_on and left_open is not None:
            places.append((left_open, len(text)))
        quotes += _make_quotes(raw, passage, places)
    return tuple(quotes)


def name_speakers(
    raw: str,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quote],
    mentions: Sequence[Mention],
) -> tuple[Quote, ...]:
    """Return `quotations` with their speakers, as far as the text gives them."""
    if not quotations:
        return ()
    reader = SpeechReader(raw, mentions)
    named = list(quotations)
    starts = [quote.start for quote in named]
    for passage in make_passages(raw, paragraphs):
        first = bisect_left(starts, passage.spans[0].start)
        last = bisect_left(starts, passage.spans[-1].end)
        places = [passage.find(quote.start, quote.end) for quote in named[first:last]]
        speakers = reader.read(passage, [place for place in places if place])
        for index in range(first, last):
            speaker = speakers.get(starts[index])
            if speaker:
                named[index] = replace(
                    named[index],
                    speaker=speaker.name,
                    entity=speaker.entity,
                    is_inferred=speaker.is_inferred,
                    cue=speaker.cue,
                )
    return tuple(named)


def _pair_marks(
    text: str, begun: int | None
) -> tuple[list[tuple[int, int]], int | None]:
    """Return the places between paired marks, and where one begins that stays open.

    `begun` is where a quotation already runs, if one does.
    """
    places: list[tuple[int, int]] = []
    for match in _MARK.finditer(text):
        mark, position = match[0], match.start()
        if begun is None:
            if mark not in _CLOSING_ONLY and not _is_measure(text, position):
                begun = position + 1
        elif mark in _OPENING_ONLY or _looks_opening(text, position):
            begun = position + 1
        else:
            places.append((begun, position))
            begun = None
    return places, begun


def _is_measure(text: str, position: int) -> bool:
    """Whether the mark stands for inches: `layar 14"`."""
    return text[position] == '"' and text[position - 1 : position].isdigit()


def _looks_opening(text: str, position: int) -> bool:
    """Whether a mark opens a quotation though another has not been closed."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return text[position] not in _CLOSING_ONLY and before == " " and after.isalnum()


def _is_continued(text: str, left_open: int, following: str) -> bool:
    """Whether a quotation left open goes on in the next paragraph.

    Else the closing mark is only missing, and where the speech ends is unknown.
    """
    if text[: max(0, left_open - 1)].strip():
        return False
    match = _MARK.search(following)
    if match is None:
        return False
    starts_anew = not following[: match.start()].strip()
    return starts_anew or not _looks_opening(following, match.start())


def _make_quotes(
    raw: str, passage: Passage, places: Sequence[tuple[int, int]]
) -> Iterator[Quote]:
    for start, end in places:
        words = passage.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            place = passage.place(start, end)
            yield Quote(place.start, place.end, raw[place.start : place.end])
