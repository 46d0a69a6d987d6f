"""Blocks as plain text, and the way back from it to the page's source."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.extract.page_blocks import Block
from articles.extract.page_source import PageSource
from articles.records import Evidence, Span

_NOWHERE = -1


@dataclass(slots=True)
class PageText:
    """What some blocks print, a blank line between them."""

    page: PageSource
    text: str = ""
    # For each character, which printed character of the page it is.
    places: array = field(default_factory=lambda: array("l"))
    links: list[Span] = field(default_factory=list)  # blocks that lead away

    def find_spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Return where in the source a stretch stands, more than one around markup.

        Returns none where a part of it can't be found.
        """
        page = self.page
        spans: list[Span] = []
        for position in range(start, end):
            place = self.places[position]
            if self.text[position].isspace():
                continue
            if place == _NOWHERE:
                return ()
            low, high = page.starts[place], page.ends[place]
            if spans and not page.raw[spans[-1].end : low].strip():
                spans[-1] = Span(spans[-1].start, max(high, spans[-1].end))
            else:
                spans.append(Span(low, high))
        return tuple(spans)

    def find_evidence(self, start: int, end: int, rule: str) -> Evidence | None:
        """Return the source's words for a stretch, with the markup within them."""
        spans = self.find_spans(start, end)
        if not spans:
            return None
        low, high = spans[0].start, spans[-1].end
        return Evidence(rule, low, high, self.page.raw[low:high])


def print_blocks(page: PageSource, blocks: Iterable[Block]) -> PageText:
    """Return `blocks` as text, white space as a browser prints it."""
    printed = PageText(page)
    characters: list[str] = []
    for block in blocks:
        if characters:
            _add(printed, characters, "\n\n")
        start = len(characters)
        _print_block(printed, characters, block)
        if block.leads_away:
            printed.links.append(Span(start, len(characters)))
    printed.text = "".join(characters)
    return printed


def _print_block(printed: PageText, characters: list[str], block: Block) -> None:
    is_spaced = True
    for text, place in block.pieces:
        at = place
        for character in text:
            if not character.isspace():
                characters.append(character)
                printed.places.append(_NOWHERE if at is None else at)
                at = None if at is None else at + 1
            elif not is_spaced:
                _add(printed, characters, " ")
            is_spaced = character.isspace()
    if characters[-1] == " ":
        characters.pop()
        printed.places.pop()


def _add(printed: PageText, characters: list[str], spaces: str) -> None:
    characters.extend(spaces)
    printed.places.extend([_NOWHERE] * len(spaces))
