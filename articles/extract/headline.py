"""The headline, if one is printed above this text for this text."""

import re

from articles.extract.dateline import ReadDateline
from articles.extract.furniture import fold
from articles.extract.shapes import (
    SENTENCE_END,
    count_words,
    is_sentence,
    title_share,
)
from articles.extract.sheet import BULLET, Block, Sheet
from articles.extract.sources import SourceIndex
from articles.extract.vocabulary import squash
from articles.records import Headline

MINIMUM, MAXIMUM = 15, 180
SHORT = 14
# «… - Kompas.com», «… | Tempo.co», «… : Okezone News»
SUFFIX = re.compile(r"\s?[-|–—:]\s?(?P<outlet>[^|–—\n]{3,40})$")
# A headline with its source glued on: "…SelatanSumber: Sukoharjonews.com"
GLUED_SOURCE = re.compile(r"\s?Sumber\s?:\s?\S{3,40}$")
# «Nama Orang, Dosen Universitas X, melaporkan dari Y»
SELF_INTRODUCED = re.compile(
    r"\b(?:melaporkan dari|,\s?(?:Dosen|Mahasiswa|Guru Besar|Peneliti|Penulis|Wartawan"
    r"|Jurnalis|Pemerhati))\b"
)
# Letters by which a block is told from the headline before all of it is read.
OPENING = 40


def find_headline(
    sheet: Sheet, sources: SourceIndex, dateline: ReadDateline | None
) -> Headline | None:
    """Return the headline and take it, and its repeats, out of the body."""
    blocks = sheet.open_blocks()
    if len(blocks) < 2:
        return None
    block = blocks[0]
    key = squash(block.text)
    following = next((b for b in blocks[1:] if squash(b.text) != key), None)
    if following is None or not _may_be(block, dateline):
        return None
    if not _is_supported(sheet, block, following, dateline):
        return None
    end = _end_without_suffix(block, sources)
    evidence = sheet.evidence(block.start, block.start + end, "headline-line")
    keys = {squash(evidence.exact), key}
    for other in sheet.blocks[:40]:
        # Most differ in their first words, and are long.
        opening = squash(other.text[:OPENING])
        if any(known.startswith(opening) for known in keys) and (
            squash(other.text) in keys
        ):
            other.drop("headline")
    return Headline(" ".join(evidence.exact.split()), evidence)


def _may_be(block: Block, dateline: ReadDateline | None) -> bool:
    text = block.text
    if not MINIMUM <= len(text) <= MAXIMUM or text[-1] in ".,;:-–—":
        return False
    if text[0].islower() or SELF_INTRODUCED.search(text):
        return False
    if dateline and block.start <= dateline.dateline.evidence.start < block.end:
        return False
    if BULLET.match(text):
        return False
    return count_words(text) >= 3 and not (
        SENTENCE_END.search(text) and title_share(text) < 0.7 and text[-1] not in "?!"
    )


def _is_supported(
    sheet: Sheet, block: Block, following: Block, dateline: ReadDateline | None
) -> bool:
    """A capitalised line speaks for itself; another needs the layout's word."""
    share = title_share(block.text)
    if not _is_body_start(following):
        return share >= 0.75 and _is_near(sheet, block, dateline)
    if share >= 0.75:
        return True
    is_one_sentence = ". " not in block.text and count_words(block.text) <= 20
    if dateline and _opens_with(following, dateline):
        # A standfirst may stand there too: it is longer, and explains what it names.
        is_short = count_words(block.text) <= SHORT and "(" not in block.text
        return is_one_sentence and is_short
    return is_one_sentence and _is_set_apart(sheet, block)


def _is_near(sheet: Sheet, block: Block, dateline: ReadDateline | None) -> bool:
    """Whether only a standfirst stands between a line and the dateline."""
    if not dateline:
        return False
    blocks = sheet.open_blocks()
    return any(
        _opens_with(other, dateline) for other in blocks[blocks.index(block) + 2 :][:1]
    )


def _opens_with(block: Block, dateline: ReadDateline) -> bool:
    return block.start <= dateline.dateline.evidence.start < block.end


def _is_body_start(block: Block) -> bool:
    return (
        is_sentence(block.text)
        or len(block.text) >= 60
        or bool(BULLET.match(block.text))
    )


def _is_set_apart(sheet: Sheet, block: Block) -> bool:
    """Whether furniture, a repeat or the only blank line marks the line off."""
    at = sheet.blocks.index(block)
    after = sheet.blocks[at + 1]
    if not after.is_open and after.rule in MARKING:
        return True
    if any(
        not b.is_open and b.rule in ("date-stamp", "byline") for b in sheet.blocks[:at]
    ):
        return True
    key = fold(block.text)
    return any(fold(other.text) == key for other in sheet.blocks[at + 1 : at + 6]) or (
        after.is_after_gap and not any(b.is_after_gap for b in sheet.blocks[at + 2 :])
    )


MARKING = frozenset(("date-stamp", "byline", "caption", "host-line"))


def _end_without_suffix(block: Block, sources: SourceIndex) -> int:
    text = block.text
    glued = GLUED_SOURCE.search(text)
    if glued:
        return glued.start()
    match = SUFFIX.search(text)
    if match and sources.get(match["outlet"].strip()):
        return match.start()
    return len(text)
