"""Paragraphs that a scraper dumped more than once."""

from articles.extract.sheet import Block, Sheet
from articles.extract.vocabulary import squash

# Shorter repeats are refrains ("Tarif: Rp40.000"), not dumps.
LONG = 80
# A cascade's first copy holds the paragraphs of everything below it.
CONTAINER = 240
HEAD = 4
TITLE = 25
# Work allowed for looking one text up in others, in characters.
BUDGET = 30_000_000


def cut_repeats(sheet: Sheet) -> None:
    """Drop every paragraph that stands in the text a second time.

    Scrapers that take each nested element print a page, then its parts, then
    theirs: a cascade of shrinking copies.
    """
    seen: set[str] = set()
    containers: list[str] = []
    budget = BUDGET
    seen_short: set[str] = set()
    for at, block in enumerate(sheet.blocks):
        if len(block.text) < LONG:
            _drop_twin(sheet.blocks, at)
            seen_short.add(block.text)
            if not containers:
                continue
        key = squash(block.text)
        if key in seen and len(block.text) >= LONG:
            block.drop("repeated-paragraph")
            _drop_heading(sheet.blocks, at, seen_short)
            continue
        budget -= sum(map(len, containers))
        if budget > 0 and key and any(key in whole for whole in containers):
            block.drop("repeated-part")
            continue
        seen.add(key)
        if len(key) >= CONTAINER and _opens_cascade(sheet, block, key):
            containers.append(key)


def _drop_heading(blocks: list[Block], at: int, seen: set[str]) -> None:
    """The heading of a repeated paragraph stood above its first copy too."""
    above = blocks[at - 1]
    if above.text in seen and any(
        other.text == above.text for other in blocks[max(0, at - 60) : at - 1]
    ):
        above.drop("repeated-heading")


def _drop_twin(blocks: list[Block], at: int) -> None:
    """A title printed twice in a row, below the head, is an embedded video's."""
    block = blocks[at]
    if at > HEAD and block.text == blocks[at - 1].text and len(block.text) >= TITLE:
        block.drop("repeated-title")
        blocks[at - 1].drop("repeated-title")


def _opens_cascade(sheet: Sheet, block: Block, key: str) -> bool:
    """Whether the long lines that follow are, for the most part, in `block`."""
    at = _position(sheet, block)
    following = [
        squash(other.text[:LONG])
        for other in sheet.blocks[at + 1 : at + 13]
        if len(other.text) >= LONG
    ]
    return len(following) >= 1 and 2 * sum(head in key for head in following) > len(
        following
    )


def _position(sheet: Sheet, block: Block) -> int:
    low, high = 0, len(sheet.blocks)
    while low < high:
        middle = (low + high) // 2
        if sheet.blocks[middle].start < block.start:
            low = middle + 1
        else:
            high = middle
    return low
