"""Paragraphs as running text, with the way back to the raw text's offsets."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import accumulate

from articles.records import Mention, Paragraph, Span

# «&quot;», «&#8220;», and escaped twice: «&amp;quot;»
REFERENCE = re.compile(r"&(?:amp;)?(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.I)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph's text and where each of its stretches stands in the raw text.

    Most have one stretch; markup or an advert in the middle makes more. A character
    that HTML spells out is a stretch of its own, shorter here than there.
    """

    text: str
    spans: tuple[Span, ...]
    seams: tuple[int, ...]  # where each stretch begins in `text`

    def place(self, start: int, end: int) -> Span:
        """Return the place in the raw text of `text[start:end]`, not empty."""
        first = bisect_right(self.seams, start) - 1
        last = bisect_right(self.seams, end - 1) - 1
        low = start - self.seams[first] + self.spans[first].start
        if end == self._seam_after(last):
            return Span(low, self.spans[last].end)
        return Span(low, end - self.seams[last] + self.spans[last].start)

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the raw text's `start` to `end` is in `text`; None: it isn't."""
        first, last = self._offset(start), self._offset(end - 1)
        return None if first is None or last is None else (first, last + 1)

    def _offset(self, position: int) -> int | None:
        index = bisect_right(self.spans, position, key=_span_start) - 1
        if index < 0 or position >= self.spans[index].end:
            return None
        at = position - self.spans[index].start + self.seams[index]
        return min(at, self._seam_after(index) - 1)

    def _seam_after(self, index: int) -> int:
        return self.seams[index + 1] if index + 1 < len(self.seams) else len(self.text)

    def is_whole(self, start: int, end: int) -> bool:
        """Whether `text[start:end]`, not empty, lies within one stretch."""
        if len(self.spans) == 1:
            return True
        return bisect_right(self.seams, start) == bisect_right(self.seams, end - 1)


def make_passage(raw: str, spans: Sequence[Span]) -> Passage:
    """Return the passage that `spans` of `raw` make up."""
    pieces = [piece for span in spans for piece in _take_apart(raw, span)]
    if len(pieces) == 1:
        return Passage(pieces[0][0], (pieces[0][1],), (0,))
    lengths = (len(text) for text, _ in pieces)
    return Passage(
        "".join(text for text, _ in pieces),
        tuple(span for _, span in pieces),
        tuple(accumulate(lengths, initial=0))[:-1],
    )


def _take_apart(raw: str, span: Span) -> Iterator[tuple[str, Span]]:
    """Yield what `span` prints, with each character that is spelled out by itself."""
    low = span.start
    if raw.find("&", low, span.end) >= 0:
        for match in REFERENCE.finditer(raw, low, span.end):
            character = unescape(unescape(match.group())).replace("\xa0", " ")
            if len(character) != 1:
                continue
            if low < match.start():
                yield raw[low : match.start()], Span(low, match.start())
            yield character, Span(match.start(), match.end())
            low = match.end()
    if low < span.end:
        yield raw[low : span.end], Span(low, span.end)


def make_passages(raw: str, paragraphs: Iterable[Paragraph]) -> list[Passage]:
    """Return a passage for each paragraph that has any text."""
    passages = (make_passage(raw, paragraph.spans) for paragraph in paragraphs)
    return [passage for passage in passages if passage.text]


def mentions_in(
    passage: Passage, mentions: Sequence[Mention]
) -> list[tuple[tuple[int, int], Mention]]:
    """Return the passage's own of `mentions`, which are in order, and their places."""
    first = bisect_left(mentions, passage.spans[0].start, key=_start)
    last = bisect_left(mentions, passage.spans[-1].end, key=_start)
    return [
        (place, mention)
        for mention in mentions[first:last]
        if (place := passage.find(mention.start, mention.end)) is not None
    ]


def _span_start(span: Span) -> int:
    return span.start


def _start(mention: Mention) -> int:
    return mention.start
