"""Paragraphs as running text, with the way back to the raw text's offsets."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from articles.records import Mention, Paragraph, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph's text and where each of its stretches stands in the raw text.

    Most have one stretch; markup or an advert in the middle makes more.
    """

    text: str
    spans: tuple[Span, ...]
    seams: tuple[int, ...]  # where each stretch begins in `text`

    def place(self, start: int, end: int) -> Span:
        """Return the place in the raw text of `text[start:end]`, not empty."""
        if len(self.spans) == 1:
            offset = self.spans[0].start
            return Span(start + offset, end + offset)
        first = bisect_right(self.seams, start) - 1
        last = bisect_right(self.seams, end - 1) - 1
        return Span(
            start - self.seams[first] + self.spans[first].start,
            end - self.seams[last] + self.spans[last].start,
        )

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the raw text's `start` to `end` is in `text`; None: it isn't."""
        first, last = self._offset(start), self._offset(end - 1)
        return None if first is None or last is None else (first, last + 1)

    def _offset(self, position: int) -> int | None:
        index = bisect_right(self.spans, position, key=_span_start) - 1
        if index < 0 or position >= self.spans[index].end:
            return None
        return position - self.spans[index].start + self.seams[index]

    def is_whole(self, start: int, end: int) -> bool:
        """Whether `text[start:end]`, not empty, lies within one stretch."""
        if len(self.spans) == 1:
            return True
        return bisect_right(self.seams, start) == bisect_right(self.seams, end - 1)


def make_passage(raw: str, spans: Sequence[Span]) -> Passage:
    """Return the passage that `spans` of `raw` make up."""
    spans = tuple(span for span in spans if span.start < span.end)
    if len(spans) == 1:
        return Passage(raw[spans[0].start : spans[0].end], spans, (0,))
    lengths = (span.end - span.start for span in spans)
    return Passage(
        "".join(raw[span.start : span.end] for span in spans),
        spans,
        tuple(accumulate(lengths, initial=0))[:-1],
    )


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
