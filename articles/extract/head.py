"""What is printed between the headline and the text, without a label."""

import re

from articles.extract.dateline import ReadDateline
from articles.extract.dates import PrintedDay
from articles.extract.names import PERSON, clean_name, is_person
from articles.extract.shapes import is_sentence
from articles.extract.sheet import Block, Sheet
from articles.extract.sources import SourceIndex
from articles.extract.vocabulary import load_places, load_words
from articles.records import Byline

DESKS = frozenset(load_words()["desks"])
HEAD = 10
# «Oleh Rini Melati pada 17 Desember 2023», «Rini Melati , Jurnalis · Minggu 17 ...»
STAMPED = re.compile(
    rf"(?:(?:By|Oleh|Penulis|oleh|by)\s?:?\s)?(?P<name>{PERSON})"
    r"(?:\s?,\s?(?:Jurnalis|Wartawan|Reporter|Kontributor))?"
    r"(?:\s(?:pada|on))?[\s,|/·•–—-]*$"
)
# «Wartawan BBC News Indonesia», below the name
ROLE_LINE = re.compile(
    r"(?:Wartawan|Jurnalis|Reporter|Koresponden|Kontributor)\s[A-Z][^\n.,]{2,40}$"
)
# «Rini Melati | Sari Dewi»
BESIDE = re.compile(r"\s?[|/&]\s?")


def find_head_names(
    sheet: Sheet,
    stamps: list[tuple[PrintedDay, Block]],
    dateline: ReadDateline | None,
    sources: SourceIndex,
) -> tuple[Byline, ...]:
    """Return the authors named in the head, and drop their lines.

    A line is in the head if a date stamp or the dateline proves that there is one.
    """
    found = [byline for day, block in stamps for byline in _before(sheet, day, block)]
    end = _end_of_head(sheet, stamps, dateline)
    for block in sheet.blocks[1:HEAD]:
        if block.start >= end or not block.is_open:
            continue
        printed = clean_name(block.text)
        is_role = bool(found and ROLE_LINE.match(printed))
        if is_role or printed.casefold() in DESKS or _is_outlet(printed, sources):
            block.drop("byline")
        else:
            found += _read_names(sheet, block)
    return tuple(found)


def cut_caption_below_credit(sheet: Sheet, dateline: ReadDateline | None) -> None:
    """Drop the sentence between a picture's credit and the dateline: its caption."""
    if not dateline:
        return
    start = dateline.dateline.evidence.start
    above = [block for block in sheet.blocks if block.end <= start][-2:]
    if len(above) < 2:
        return
    credit, caption = above
    is_credit = credit.rule == "caption" or (
        credit.rule == "byline" and "/" in credit.text
    )
    if is_credit and caption.is_open and is_sentence(caption.text):
        caption.drop("caption")


def _is_outlet(printed: str, sources: SourceIndex) -> bool:
    """`CNN Indonesia`, where an author could stand."""
    known = sources.get(printed)
    return known is not None and " " in printed and known.kind == "outlet"


def _read_names(sheet: Sheet, block: Block) -> list[Byline]:
    parts = BESIDE.split(block.text)
    names = [clean_name(part) for part in parts]
    if not all(map(_is_full_name, names)):
        return []
    found = []
    low = block.start
    for part, name in zip(parts, names, strict=True):
        start = sheet.text.find(part, low, block.end)
        if start < 0:
            return []
        low = start + len(part)
        found.append(Byline(name, "author", sheet.evidence(start, low, "head-name")))
    block.drop("byline")
    return found


def _is_full_name(name: str) -> bool:
    return (
        is_person(name)
        and 1 <= name.count(" ") <= 4
        and name.casefold() not in load_places()
    )


def _end_of_head(
    sheet: Sheet,
    stamps: list[tuple[PrintedDay, Block]],
    dateline: ReadDateline | None,
) -> int:
    if dateline:
        return dateline.dateline.evidence.start
    top = [block.start for block in sheet.blocks[:HEAD]]
    above = [block.start for _, block in stamps if block.start in top]
    if not above:
        return 0
    following = (
        block.start
        for block in sheet.blocks
        if block.start > above[-1] and block.is_open and is_sentence(block.text)
    )
    return next(following, 0)


def _before(sheet: Sheet, day: PrintedDay, block: Block) -> list[Byline]:
    """`Rini Melati - 17 Desember 2023, 08:30 WIB`"""
    match = STAMPED.match(block.text[: day.start])
    if block.rule != "date-stamp" or not match:
        return []
    printed = clean_name(match["name"])
    if not is_person(printed) or " " not in printed:
        return []
    start, end = block.start + match.start("name"), block.start + match.end("name")
    return [Byline(printed, "author", sheet.evidence(start, end, "stamp-name"))]
