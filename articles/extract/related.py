"""Headlines of other articles, printed in this one."""

import re

from articles.extract.furniture import fold
from articles.extract.glued import cut_glued
from articles.extract.shapes import (
    count_words,
    is_headline_like,
    is_sentence,
    is_title_case,
)
from articles.extract.sheet import BULLET, Block, Sheet
from articles.extract.vocabulary import any_of, load_words, squash
from articles.records import Headline, RelatedHeadline

WORDS = load_words()
LABELS = frozenset(WORDS["related_labels"])
VIDEO_LABELS = frozenset(WORDS["video_labels"])
OPEN = r"[(\[\s*•·>»“\"-]{0,4}"
# «Baca juga: X», «(Baca juga : X)», «BACA JUGA – X», «Baca JugaX»
SAME_LINE = re.compile(
    rf"{OPEN}(?P<label>{any_of(WORDS['related_labels'])})\s?(?P<mark>[:：;–—|>-]{{1,2}})\s{{0,4}}"
    r"(?P<headline>\S[^\n]{4,260})$",
    re.IGNORECASE,
)
# «Baca Juga X» without a mark counts for the labels that mean nothing else.
NO_MARK = re.compile(
    rf"{OPEN}(?P<label>{any_of(WORDS['inline_related_labels'])})\s(?P<headline>[^\n]{{8,260}})$",
    re.IGNORECASE,
)
SURE_LABEL = re.compile(
    r"(?:baca|simak|lihat)\s(?:juga|pula)|read also|pilihan editor", re.I
)
# «Simak juga Video: X», «Tonton juga video ...», «Saksikan Live DetikPagi:»
VIDEO = re.compile(
    rf"{OPEN}{any_of(WORDS['video_labels'])}\b\s?(?P<mark>[:：]|['\"‘“])?",
    re.IGNORECASE,
)
# «1. X», «- X» before a headline in a list
LEAD_IN = re.compile(r"(?:[-–—•*·▪●>»]|\d{1,2}[.)])\s{0,3}")
TRAILING = re.compile(r"[\s)\]*]*(?:\(\*\))?$")
# A label announces at most so many headlines that bear no mark of their own.
LIST_LIMIT = 8
# A subheading is shorter than a headline that strayed into the body.
STRAY_WORDS = 9


def find_related(sheet: Sheet) -> tuple[RelatedHeadline, ...]:
    """Return the headlines of other articles and take them out of the body."""
    found: list[RelatedHeadline] = []
    last = _find_last_sentence(sheet)
    for at, block in enumerate(sheet.blocks):
        if not block.is_open:
            continue
        if _is_video(block, sheet.blocks[at + 1 : at + 2]):
            block.drop("video")
            _drop_video_title(block, sheet.blocks[at + 1 : at + 2])
        elif _take_same_line(sheet, block, found) or _take_label(
            sheet, at, found, is_late=at >= last
        ):
            continue
        else:
            found += cut_glued(sheet, block)
    _take_strays(sheet, found)
    return tuple(found)


def _find_last_sentence(sheet: Sheet) -> int:
    for at in range(len(sheet.blocks) - 1, -1, -1):
        if sheet.blocks[at].is_open and is_sentence(sheet.blocks[at].text):
            return at
    return 0


def without_headline(
    related: tuple[RelatedHeadline, ...], headline: Headline | None
) -> tuple[RelatedHeadline, ...]:
    """Return the entries that don't repeat the article's own headline, each once."""
    own = squash(headline.text) if headline else ""
    kept = {squash(entry.headline): entry for entry in reversed(related)}
    return tuple(
        entry
        for entry in related
        if kept[squash(entry.headline)] is entry and squash(entry.headline) != own
    )


def add(sheet: Sheet, start: int, end: int, rule: str) -> RelatedHeadline | None:
    """Return the headline printed from `start` to `end`, marks around it off."""
    lead = LEAD_IN.match(sheet.text, start, end)
    if lead:
        start = lead.end()
    tail = TRAILING.search(sheet.text[max(start, end - 8) : end])
    if tail and ("(" not in sheet.text[start:end] or "(*)" in tail.group()):
        end -= len(tail.group())
    evidence = sheet.evidence(start, end, rule)
    if evidence.start >= evidence.end:
        return None
    return RelatedHeadline(" ".join(evidence.exact.split()), evidence)


def _is_video(block: Block, following: list[Block]) -> bool:
    match = VIDEO.match(block.text)
    if not match or len(block.text) > 220:
        return False
    embedded = bool(following) and following[0].rule == "embed"
    return (
        embedded
        or (match["mark"] is not None and not is_sentence(block.text))
        or (is_title_case(block.text) and not is_sentence(block.text))
    )


def _drop_video_title(label: Block, following: list[Block]) -> None:
    """`Video Pilihan` alone on its line: the video's title follows."""
    if fold(label.text) not in VIDEO_LABELS:
        return
    for block in following:
        is_title = is_headline_like(block.text) and count_words(block.text) >= 4
        if block.is_open and is_title and not is_sentence(block.text):
            block.drop("video")


def _take_same_line(sheet: Sheet, block: Block, found: list[RelatedHeadline]) -> bool:
    match = SAME_LINE.match(block.text) or _match_unmarked(block.text)
    if not match:
        return False
    headline = match["headline"]
    if fold(match["label"]) not in SURE and is_sentence(headline):
        return False
    start = block.start + match.start("headline")
    if len(headline) > 130 and _take_glued_rest(sheet, block, found):
        return True
    entry = add(sheet, start, block.end, "related-label")
    if entry:
        found.append(entry)
    block.drop("related")
    return True


def _take_glued_rest(sheet: Sheet, block: Block, found: list[RelatedHeadline]) -> bool:
    """A paragraph may be glued to the headline: then only a part is cut."""
    entries = cut_glued(sheet, block)
    found += entries
    return bool(entries)


SURE = frozenset(("baca juga", "simak juga", "lihat juga", "baca pula", "read also"))


def _match_unmarked(text: str) -> re.Match[str] | None:
    match = NO_MARK.match(text)
    if not match or not SURE_LABEL.fullmatch(match["label"]):
        return None
    headline = match["headline"]
    return match if is_title_case(headline) and not is_sentence(headline) else None


def _take_label(
    sheet: Sheet, at: int, found: list[RelatedHeadline], *, is_late: bool
) -> bool:
    """A label alone on its line: the headlines follow, if they were dumped."""
    block = sheet.blocks[at]
    if len(block.text) > 40 or fold(block.text) not in LABELS:
        return False
    block.drop("related")
    taken = 0
    for other in sheet.blocks[at + 1 : at + 4 + LIST_LIMIT]:
        if not other.is_open:
            if other.rule in ("advert", "navigation", "mark"):
                continue
            break
        if taken >= LIST_LIMIT or not _may_be_listed(
            other, taken, block.text, is_late=is_late
        ):
            break
        entry = add(sheet, other.start, other.end, "related-list")
        if entry:
            found.append(entry)
        other.drop("related")
        taken += 1
    return True


def _may_be_listed(block: Block, taken: int, label: str, *, is_late: bool) -> bool:
    """The first line after "Baca juga:" needs less proof than the next ones.

    Below the last sentence there is nothing left that they could be mistaken for.
    """
    if is_sentence(block.text) and block.text[-1] not in "?!":
        return False
    if BULLET.match(block.text):
        return is_title_case(block.text)
    if taken:
        least = 4 if is_late else 8
        return is_headline_like(block.text) and count_words(block.text) >= least
    if label.rstrip().endswith(":"):
        return len(block.text) <= 220
    return is_headline_like(block.text) and count_words(block.text) >= 4


def _take_strays(sheet: Sheet, found: list[RelatedHeadline]) -> None:
    """A capitalised line of headline length between two sentences is no heading."""
    blocks = sheet.open_blocks()
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if not (is_headline_like(block.text) and is_sentence(before.text)):
            continue
        if count_words(block.text) < STRAY_WORDS or not is_sentence(after.text):
            continue
        if BULLET.match(block.text) or block.text[0].isdigit():
            continue
        if "(" in block.text or block.text.count(",") > 2:
            continue
        entry = add(sheet, block.start, block.end, "stray-headline")
        if entry:
            found.append(entry)
        block.drop("related")
