"""The headline that a page prints, or states if it prints none."""

import re

from articles.extract.page_blocks import Block
from articles.extract.page_metadata import Metadata
from articles.extract.page_source import PageSource
from articles.extract.page_text import print_blocks
from articles.extract.vocabulary import squash
from articles.records import Headline

# "Putin tiba di Beijing - Harian.example", "Putin tiba | Harian": what follows the
# last mark names the site.
_SITE_SUFFIX = re.compile(r"\s+(?:[-–—|:»·]|::)\s+[^|]{2,60}$|\s*\|[^|]{2,60}$")
# Shorter ones could be a section's name.
_MIN_KEY = 12
# A printed headline has at most so much more than the stated one, as in "Foto: …".
_MAX_EXCESS = 1.5
_TITLES = ("og:title", "twitter:title", "title")


def find_headline_block(blocks: list[Block], metadata: Metadata) -> Block | None:
    """Return the block that prints the headline, None without one.

    It is what the page's own titles repeat, rather an `h1` than another element.
    """
    titles = _find_titles(metadata)
    keys = {squash(title) for title in titles}
    keys |= {squash(_SITE_SUFFIX.sub("", title)) for title in titles}
    repeated = [
        block
        for block in blocks
        if _is_repeated(squash(block.text), keys) and not _leads_away(block)
    ]
    if repeated:
        return max(repeated, key=lambda block: _rank(block, keys))
    headings = [
        block
        for block in blocks
        if block.is_within("h1") and len(block.key) >= _MIN_KEY
    ]
    return headings[0] if len(headings) == 1 else None


def _leads_away(block: Block) -> bool:
    """Tell whether a block is a link: to this article among others, elsewhere."""
    return block.link_share == 1 and not block.is_within("h1")


def _rank(block: Block, keys: set[str]) -> tuple[bool, bool, int]:
    return block.is_within("h1"), squash(block.text) in keys, len(block.key)


def find_headline(
    block: Block | None, page: PageSource, metadata: Metadata
) -> Headline | None:
    """Return the printed headline, or the one the page states to machines."""
    if block is not None:
        printed = print_blocks(page, [block])
        evidence = printed.find_evidence(0, len(printed.text), "printed-headline")
        if evidence:
            return Headline(printed.text, evidence)
    stated = next(metadata.find_ld("headline"), None)
    stated = stated or next(metadata.find_meta("og:title"), None)
    return Headline(stated.value, stated.evidence) if stated else None


def _find_titles(metadata: Metadata) -> list[str]:
    titles = [stated.value for stated in metadata.find_ld("headline")]
    titles += [stated.value for stated in metadata.find_meta(*_TITLES)]
    return titles + metadata.find_title_elements()


def _is_repeated(key: str, titles: set[str]) -> bool:
    """Tell whether one of `titles` says the same, or the same and more."""
    if len(key) < _MIN_KEY:
        return False
    return any(key in title or _is_little_more(key, title) for title in titles)


def _is_little_more(key: str, title: str) -> bool:
    is_long = len(title) >= _MIN_KEY
    return is_long and title in key and len(key) <= len(title) * _MAX_EXCESS
