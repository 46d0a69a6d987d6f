"""An article laid out for readers: its body, what stood around it, in printed order."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from articles.models import Article, Entity, Mention
from articles.records import Boilerplate, ExtractedArticle, Paragraph, Span

# <strong> in a saved page
TAG_RE = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block that is shown in one way."""

    text: str
    entity: Entity | None = None  # the entity it names, where that is linked
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
    article: Article, read: ExtractedArticle, mentions: Iterable[Mention]
) -> list[Block]:
    """Return the blocks of an article in printed order.

    Where the machine's reading has no places in the raw text, or a person has
    settled another body, the paragraphs stand alone.
    """
    paragraphs = [part for part in read.paragraphs if part.spans]
    if article.body != read.body or not paragraphs:
        texts = article.body.split("\n\n")
        return [Block(None, [Piece(text)]) for text in texts if text.strip()]
    page = _Page(article, _first_mentions(paragraphs, mentions))
    blocks = [page.paragraph(part, read.boilerplate) for part in paragraphs]
    blocks += [
        Block(part.start, [Piece(page.print(part.start, part.end))], part.rule)
        for part in read.boilerplate
        if not any(_is_within(part, paragraph) for paragraph in paragraphs)
    ]
    return sorted(blocks, key=lambda block: block.start or 0)


class _Page:
    """The raw text of an article, and where it links to entities."""

    def __init__(self, article: Article, linked: list[Mention]) -> None:
        self.text = article.raw_file.text
        self.is_html = article.raw_file.media_type == "text/html"
        self.linked = linked

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
        position = part.start
        for mention in self.linked:
            if position <= mention.start and mention.end <= part.end:
                yield Piece(self.print(position, mention.start))
                yield Piece(self.print(mention.start, mention.end), mention.entity)
                position = mention.end
        yield Piece(self.print(position, part.end))


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
