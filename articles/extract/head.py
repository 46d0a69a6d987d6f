"""Names printed between the headline and the text, without a label."""

import re

from articles.extract.dateline import ReadDateline
from articles.extract.dates import PrintedDay
from articles.extract.names import clean_name, is_person
from articles.extract.shapes import is_sentence
from articles.extract.sheet import Block, Sheet
from articles.extract.vocabulary import load_words
from articles.records import Byline

DESKS = frozenset(load_words()["desks"])
HEAD = 10
BY = re.compile(r"(?:By|Oleh|Penulis|oleh|by)\s?:?\s")


def find_head_names(
    sheet: Sheet,
    stamps: list[tuple[PrintedDay, Block]],
    dateline: ReadDateline | None,
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
        if printed.casefold() in DESKS:
            block.drop("byline")
        elif is_person(printed) and 1 <= printed.count(" ") <= 4:
            evidence = sheet.evidence(block.start, block.end, "head-name")
            found.append(Byline(printed, "author", evidence))
            block.drop("byline")
    return tuple(found)


def _end_of_head(
    sheet: Sheet,
    stamps: list[tuple[PrintedDay, Block]],
    dateline: ReadDateline | None,
) -> int:
    if dateline:
        return dateline.dateline.evidence.start
    if not stamps:
        return 0
    return next((b.start for b in sheet.blocks if b.is_open and is_sentence(b.text)), 0)


def _before(sheet: Sheet, day: PrintedDay, block: Block) -> list[Byline]:
    """`Rini Melati - 17 Desember 2023, 08:30 WIB`"""
    lead = BY.match(block.text)
    low = lead.end() if lead else 0
    printed = clean_name(block.text[low : day.start])
    if block.rule != "date-stamp" or not is_person(printed) or " " not in printed:
        return []
    start = block.start + block.text.index(printed.split()[0], low)
    evidence = sheet.evidence(start, block.start + day.start, "stamp-name")
    end = evidence.start + len(evidence.exact.rstrip(" ,|-–—:"))
    return [Byline(printed, "author", sheet.evidence(start, end, "stamp-name"))]
