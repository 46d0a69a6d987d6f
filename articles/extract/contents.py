"""Tables of contents: headings listed above the text and printed again in it."""

from itertools import pairwise

from articles.extract.furniture import fold
from articles.extract.shapes import is_sentence
from articles.extract.sheet import BULLET, Block, Sheet

HEADING_LIMIT = 90
HEAD = 40
LABEL = "daftar isi"


def cut_contents(sheet: Sheet) -> None:
    """Drop the lines above the first paragraph that are headings further down."""
    blocks = sheet.open_blocks()
    first = next(
        (at for at, block in enumerate(blocks) if is_sentence(block.text)), len(blocks)
    )
    headings = _headings(blocks[first:])
    entries = [block for block in blocks[: min(first, HEAD)] if _is_in(block, headings)]
    is_announced = any(fold(block.text) == LABEL for block in sheet.blocks[:HEAD])
    # One alone, unannounced, is a name that stands below the text as well.
    for block in entries if is_announced or len(entries) > 1 else ():
        block.drop("contents")


def _is_in(block: Block, headings: frozenset[str]) -> bool:
    lead = BULLET.match(block.text)
    listed = fold(block.text[lead.end() :] if lead else block.text)
    return listed in headings or bool(lead and _opens_with(listed, headings))


def _headings(blocks: list[Block]) -> frozenset[str]:
    """Return the short lines that a paragraph or list follows."""
    return frozenset(
        fold(block.text)
        for block, _ in pairwise(blocks)
        if 12 <= len(block.text) <= HEADING_LIMIT and not is_sentence(block.text)
    )


def _opens_with(listed: str, headings: frozenset[str]) -> bool:
    """An entry may have its own entries glued on."""
    words = listed.split()
    return any(
        " ".join(words[:size]) in headings for size in range(2, min(16, len(words)))
    )
