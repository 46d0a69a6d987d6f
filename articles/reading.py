"""An article laid out for readers: its body, what stood around it, in printed order."""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

from articles.models import Article, Entity, Mention
from articles.records import Boilerplate, ExtractedArticle, Paragraph, Quote, Span

# <strong> in a saved page
TAG_RE = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Shared:
    """A stretch that other articles print as well."""

    start: int
    end: int
    is_last: bool = True  # nothing that goes on from it is shared


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block that is shown in one way."""

    text: str
    entity: Entity | None = None  # the entity it names, where that is linked
    is_mention: bool = False
    quote: int | None = None  # where the quotation begins that it is part of
    is_quote_start: bool = False
    shared: Shared | None = None
    is_shared_start: bool = False
    is_shared_end: bool = False
    rule: str = ""  # why it is no body, where it stands within a paragraph


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a stretch of boilerplate in its place."""

    start: int | None  # its place in the raw text, where that is known
    pieces: list[Piece]
    rule: str = ""  # why it is no body

    @property
    def is_body(self) -> bool:
        return not self.rule


def lay_out(
    article: Article,
    read: ExtractedArticle,
    mentions: Iterable[Mention],
    shared: Iterable[Shared] = (),
) -> list[Block]:
    """Return the blocks of an article in printed order.

    Where the machine's reading has no places in the raw text, or a person has
    settled another body, the paragraphs stand alone.
    """
    paragraphs = [part for part in read.paragraphs if part.spans]
    if not is_as_read(article, read):
        texts = article.body.split("\n\n")
        return [Block(None, [Piece(text)]) for text in texts if text.strip()]
    page = _Page(article, paragraphs, mentions, read.quotes, shared)
    blocks = [page.paragraph(part, read.boilerplate) for part in paragraphs]
    blocks += [
        Block(part.start, [Piece(page.print(part.start, part.end))], part.rule)
        for part in read.boilerplate
        if not any(_is_within(part, paragraph) for paragraph in paragraphs)
    ]
    return sorted(blocks, key=lambda block: block.start or 0)


def is_as_read(article: Article, read: ExtractedArticle) -> bool:
    """Whether the body is what the machine read, with its places in the raw text."""
    has_places = any(paragraph.spans for paragraph in read.paragraphs)
    return article.body == read.body and has_places


class _Page:
    """The raw text of an article, and what is marked in it."""

    def __init__(
        self,
        article: Article,
        paragraphs: Sequence[Paragraph],
        mentions: Iterable[Mention],
        quotes: Iterable[Quote],
        shared: Iterable[Shared],
    ) -> None:
        self.text = article.raw_file.text
        self.is_html = article.raw_file.media_type == "text/html"
        self.mentions = sorted(mentions, key=lambda mention: mention.start)
        self.linked = {m.start for m in _first_mentions(paragraphs, self.mentions)}
        self.quotes = sorted(quotes, key=lambda quote: quote.start)
        self.shared = sorted(shared, key=lambda part: part.start)
        marked: list[_Marked] = [*self.mentions, *self.quotes, *self.shared]
        self.edges = sorted(
            {edge for part in marked for edge in (part.start, part.end)}
        )

    def print(self, start: int, end: int) -> str:
        """Return a stretch as a reader sees it."""
        return printed(self.text[start:end], is_html=self.is_html)

    def paragraph(self, paragraph: Paragraph, around: Iterable[Boilerplate]) -> Block:
        inside = [part for part in around if _is_within(part, paragraph)]
        parts: list[Span | Boilerplate] = [*paragraph.spans, *inside]
        parts.sort(key=lambda part: part.start)
        pieces = list(self._pieces(parts[0]))
        for before, part in pairwise(parts):
            gap = self.text[before.end : part.start]
            # The tags between two stretches of a line part no words.
            if re.search(r"\s", TAG_RE.sub("", gap) if self.is_html else gap):
                pieces.append(Piece(" "))
            pieces += self._pieces(part)
        return Block(parts[0].start, pieces)

    def _pieces(self, part: Span | Boilerplate) -> Iterator[Piece]:
        if isinstance(part, Boilerplate):
            yield Piece(self.print(part.start, part.end), rule=part.rule)
            return
        first = bisect_right(self.edges, part.start)
        last = bisect_left(self.edges, part.end)
        edges = [part.start, *self.edges[first:last], part.end]
        for start, end in pairwise(edges):
            yield self._piece(start, end)

    def _piece(self, start: int, end: int) -> Piece:
        """Return a stretch in which no mark begins or ends."""
        mention = _covering(self.mentions, start)
        quote = _covering(self.quotes, start)
        shared = _covering(self.shared, start)
        is_linked = mention and mention.start == start and start in self.linked
        return Piece(
            self.print(start, end),
            mention.entity if mention and is_linked else None,
            is_mention=mention is not None,
            quote=quote.start if quote else None,
            is_quote_start=quote is not None and quote.start == start,
            shared=shared,
            is_shared_start=shared is not None and shared.start == start,
            is_shared_end=shared is not None and shared.is_last and shared.end == end,
        )


class _Marked(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Mark = TypeVar("_Mark", bound=_Marked)


def _covering(marks: Sequence[_Mark], place: int) -> _Mark | None:
    """Return which of the marks, sorted by their starts, `place` is in."""
    before = bisect_right(marks, place, key=lambda mark: mark.start)
    mark = marks[before - 1] if before else None
    return mark if mark and place < mark.end else None


def printed(text: str, *, is_html: bool) -> str:
    """Return a stretch of raw text as a browser would show it."""
    return html.unescape(TAG_RE.sub("", text)) if is_html else text


def _first_mentions(
    paragraphs: Iterable[Paragraph], mentions: Iterable[Mention]
) -> list[Mention]:
    """Return each entity's first mention in the body: links in moderation."""
    spans = [span for paragraph in paragraphs for span in paragraph.spans]
    first: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda mention: mention.start):
        inside = any(s.start <= mention.start and mention.end <= s.end for s in spans)
        if inside:
            first.setdefault(mention.entity_id, mention)
    return list(first.values())


def _is_within(part: Boilerplate, paragraph: Paragraph) -> bool:
    spans = paragraph.spans
    return spans[0].end <= part.start and part.end <= spans[-1].start
