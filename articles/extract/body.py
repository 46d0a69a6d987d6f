"""The body: what is left of the text, in paragraphs."""

from collections.abc import Iterable, Iterator

from articles.extract.sheet import Block, Sheet, strip
from articles.records import Boilerplate, Paragraph, Span


def find_paragraphs(sheet: Sheet) -> tuple[Paragraph, ...]:
    """Return the stretches of each open block that nothing was cut from."""
    paragraphs = []
    for block in sheet.blocks:
        spans = tuple(_remaining(sheet.text, block)) if block.is_open else ()
        if spans:
            paragraphs.append(Paragraph(spans))
    return tuple(paragraphs)


def find_boilerplate(sheet: Sheet) -> tuple[Boilerplate, ...]:
    """Return what is not body, in the text's order, no two stretches overlapping."""
    found: list[Boilerplate] = []
    for block in sheet.blocks:
        if block.rule is None:
            found += _merge(sheet.text, block.holes)
        else:
            found.append(Boilerplate(block.start, block.end, block.rule))
    return tuple(found)


def print_body(text: str, paragraphs: tuple[Paragraph, ...]) -> str:
    """Return the paragraphs as one text, a blank line between them."""
    return "\n\n".join(
        " ".join(
            " ".join(text[span.start : span.end].split()) for span in paragraph.spans
        )
        for paragraph in paragraphs
    )


def _merge(text: str, holes: Iterable[Boilerplate]) -> Iterator[Boilerplate]:
    """Yield the holes in their order; of two that overlap, the later is trimmed."""
    low = 0
    for hole in sorted(holes, key=lambda hole: (hole.start, -hole.end)):
        span = strip(text, max(hole.start, low), hole.end)
        if span.start < span.end:
            yield Boilerplate(span.start, span.end, hole.rule)
            low = span.end


def _remaining(text: str, block: Block) -> Iterator[Span]:
    low = block.start
    for hole in _merge(text, block.holes):
        yield from _solid(text, low, hole.start)
        low = hole.end
    yield from _solid(text, low, block.end)


def _solid(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the stretch unless it prints nothing."""
    span = strip(text, start, end)
    if span.start < span.end and text[span.start : span.end].split():
        yield span
