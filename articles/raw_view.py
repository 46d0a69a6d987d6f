"""The raw text line by line, with the stretches that something was read from."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from articles.records import Evidence, ExtractedArticle

# Lines as the stages count them: nothing but a line feed ends one.
LINE_RE = re.compile(r"[^\n]*\n|[^\n]+")


# Fact → its place on the article's page.
PLACES = {
    **{
        name: f"fact-{name}"
        for name in ("outlet", "host", "published", "headline", "dateline")
    },
    "byline": "fact-bylines",
    "credit": "fact-credits",
    "related": "related-heading",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the raw text, and the fact that was read from it."""

    start: int
    end: int
    fact: str
    rule: str

    @property
    def place(self) -> str:
        """Where the article's page says what was read from it; empty: nowhere."""
        return PLACES.get(self.fact, "")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one line that the same marks cover."""

    start: int
    text: str
    mark: Mark | None  # the shortest one
    is_start: bool  # whether a mark begins here: what links lead to


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    segments: list[Segment]


def marks(read: ExtractedArticle) -> list[Mark]:
    """Return every stretch that the machine took for something."""
    found = [
        ("outlet", read.outlet and read.outlet.evidence),
        ("host", read.host and read.host.evidence),
        ("published", read.published and read.published.evidence),
        ("headline", read.headline and read.headline.evidence),
        ("dateline", read.dateline and read.dateline.evidence),
        *(("byline", byline.evidence) for byline in read.bylines),
        *(("credit", credit.evidence) for credit in read.credits),
        *(("related", related.evidence) for related in read.related),
    ]
    return [_mark(name, evidence) for name, evidence in found if evidence] + [
        Mark(part.start, part.end, "boilerplate", part.rule)
        for part in read.boilerplate
    ]


def _mark(fact: str, evidence: Evidence) -> Mark:
    return Mark(evidence.start, evidence.end, fact, evidence.rule)


def lines(text: str, marks: Iterable[Mark]) -> Iterator[Line]:
    """Yield the lines of `text`, cut where a mark begins or ends."""
    # A headline that is taken out of the body is a headline first.
    longest_first = sorted(
        marks, key=lambda mark: (mark.start - mark.end, mark.fact != "boilerplate")
    )
    edges = sorted({edge for mark in longest_first for edge in (mark.start, mark.end)})
    starts = {mark.start for mark in longest_first}
    for number, match in enumerate(LINE_RE.finditer(text), start=1):
        start, end = match.span()
        inner = edges[bisect_right(edges, start) : bisect_right(edges, end - 1)]
        segments = [
            Segment(a, text[a:b].rstrip("\n"), _covering(longest_first, a), a in starts)
            for a, b in pairwise([start, *inner, end])
        ]
        yield Line(number, segments)


def _covering(longest_first: list[Mark], place: int) -> Mark | None:
    covering = [mark for mark in longest_first if mark.start <= place < mark.end]
    return covering[-1] if covering else None
