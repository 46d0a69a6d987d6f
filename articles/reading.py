"""An article laid out for readers: its body, what stood around it, its raw text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from articles.models import Article, Entity, Mention
from articles.records import Boilerplate, ExtractedArticle, Paragraph, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block that is shown in one way."""

    text: str
    entity: Entity | None = None  # the entity it names, where that is linked
    rule: str = ""  # why it is no body, where it stands within a paragraph


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a stretch of boilerplate in its place."""

    start: int
    pieces: list[Piece]
    rule: str = ""  # why it is no body

    @property
    def is_body(self) -> bool:
        return not self.rule


def lay_out(
    article: Article, read: ExtractedArticle, mentions: Iterable[Mention]
) -> list[Block]:
    """Return the blocks of an article in printed order.

    Where the machine's reading has no places in the raw text, as of saved pages, or
    a person has settled another body, the paragraphs stand alone.
    """
    if article.body != read.body or not any(part.spans for part in read.paragraphs):
        paragraphs = article.body.split("\n\n")
        return [Block(0, [Piece(text)]) for text in paragraphs if text.strip()]
    text = article.raw_file.text
    linked = _first_mentions(read.paragraphs, mentions)
    blocks = [
        _paragraph(text, paragraph, read.boilerplate, linked)
        for paragraph in read.paragraphs
        if paragraph.spans
    ]
    blocks += [
        Block(part.start, [Piece(text[part.start : part.end])], part.rule)
        for part in read.boilerplate
        if not any(_is_within(part, paragraph) for paragraph in read.paragraphs)
    ]
    return sorted(blocks, key=lambda block: block.start)


def _first_mentions(
    paragraphs: Iterable[Paragraph], mentions: Iterable[Mention]
) -> list[Mention]:
    """Return each entity's first mention in the body: links in moderation."""
    spans = [span for paragraph in paragraphs for span in paragraph.spans]
    first: dict[int, Mention] = {}
    for mention in mentions:
        inside = any(s.start <= mention.start and mention.end <= s.end for s in spans)
        if inside and mention.entity_id not in first:
            first[mention.entity_id] = mention
    return list(first.values())


def _is_within(part: Boilerplate, paragraph: Paragraph) -> bool:
    spans = paragraph.spans
    return bool(spans) and spans[0].end <= part.start and part.end <= spans[-1].start


def _paragraph(
    text: str,
    paragraph: Paragraph,
    boilerplate: Iterable[Boilerplate],
    linked: list[Mention],
) -> Block:
    inside = [part for part in boilerplate if _is_within(part, paragraph)]
    pieces = list(_linked_pieces(text, paragraph.spans[0], linked))
    for before, span in pairwise(paragraph.spans):
        pieces += [
            Piece(text[part.start : part.end], rule=part.rule)
            for part in inside
            if before.end <= part.start and part.end <= span.start
        ]
        pieces.append(Piece(" "))
        pieces += _linked_pieces(text, span, linked)
    return Block(paragraph.spans[0].start, pieces)


def _linked_pieces(text: str, span: Span, linked: list[Mention]) -> Iterator[Piece]:
    position = span.start
    for mention in linked:
        if position <= mention.start and mention.end <= span.end:
            yield Piece(text[position : mention.start])
            yield Piece(text[mention.start : mention.end], entity=mention.entity)
            position = mention.end
    yield Piece(text[position : span.end])
