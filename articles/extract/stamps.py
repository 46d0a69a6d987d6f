"""Date stamps: lines that print nothing but a day, above or below a text."""

import re

from articles.extract.dates import TIME, PrintedDay, find_days
from articles.extract.names import is_person
from articles.extract.shapes import is_sentence
from articles.extract.sheet import Block, Sheet
from articles.extract.vocabulary import load_words

CAPTION_LABELS = tuple(load_words()["caption_labels"])
STAMP_LIMIT = 140
STAMPS_AT_MOST = 2
STAMP_HEAD = 8
# A headline and a standfirst may be sentences; below more of them a bare day heads a
# part of the text.
SENTENCES_ABOVE = 2
STAMP_LABEL = re.compile(
    r"[^\w]*(?:(?:diterbitkan|dipublikasikan|published|publish|diperbarui|updated|update|tayang|terbit|posted|dimuat)"
    r"(?:\s(?:pada|on|at|by|tanggal))?|last)\W",
    re.IGNORECASE,
)
# «00.25 WIB: Latihan bebas»: a row of a timetable, and the day above it is its head.
ROW = re.compile(r"\W*\d{1,2}[.:]\d{2}\s?(?:WIB|WITA|WIT)?\W+\w", re.IGNORECASE)
REST = re.compile(
    r"(?:T(?=\d)|(?:mon|tue|wed|thu|fri|sat|sun)\b|WIB|WITA|WIT|GMT(?:[+-]\d+)?|pukul|jam|pada|on|am|pm|oleh|by|admin|redaksi|diterbitkan|dipublikasikan"
    r"|published|publish|diperbarui|updated|update|tayang|terbit|posted|date|last|di|\W|\d{1,2}[.:]\d{2}(?:[.:]\d{2})?)+",
    re.IGNORECASE,
)


def find_stamps(sheet: Sheet) -> list[tuple[PrintedDay, Block]]:
    """Return the lines that are nothing but a day, and drop them.

    A text that prints many such lines is a timetable.
    """
    found = []
    head = _find_head(sheet)
    for at, block in enumerate(sheet.blocks):
        if len(block.text) > STAMP_LIMIT or block.rule not in (None, "byline"):
            continue
        day = next(find_days(block.text), None)
        if (
            day
            and _is_stamp(block, day, is_head=at < head)
            and not _heads_rows(sheet, at)
        ):
            found.append((day, block))
    if len({(day.day, day.month) for day, _ in found}) > STAMPS_AT_MOST:
        return []
    for _, block in found:
        block.drop("date-stamp")
    return found


def _heads_rows(sheet: Sheet, at: int) -> bool:
    """Whether the next block is a row of a timetable."""
    return at + 1 < len(sheet.blocks) and bool(ROW.match(sheet.blocks[at + 1].text))


def _is_name_before(text: str, day: PrintedDay) -> bool:
    """`Rini Melati 16/05/2024`: an author and the day, and nothing else."""
    name = text[: day.start].rstrip()
    is_name = 1 <= name.count(" ") <= 3 and name[-1] != "," and is_person(name)
    return is_name and not text[day.end :].strip()


def _find_head(sheet: Sheet) -> int:
    """Return the number of blocks above which a stamp can head the article."""
    head = sheet.blocks[:STAMP_HEAD]
    above = [at for at, block in enumerate(head) if _is_prose(block)]
    return min([STAMP_HEAD, *above[SENTENCES_ABOVE - 1 :]])


def _is_prose(block: Block) -> bool:
    is_caption = block.text.casefold().startswith(CAPTION_LABELS)
    return block.is_open and is_sentence(block.text) and not is_caption


def _is_stamp(block: Block, day: PrintedDay, *, is_head: bool) -> bool:
    text = block.text
    if block.rule == "byline":
        return day.year is not None and bool(
            day.weekday is not None or TIME.search(text, day.end)
        )
    if text[-1] == ".":
        return False
    rest = text[: day.start] + " " + text[day.end :]
    if REST.fullmatch(rest or " "):
        is_told = day.year is not None or day.weekday is not None
        return is_told and (is_head or bool(TIME.search(text, day.end)))
    if is_head and day.year and _is_name_before(text, day):
        return True
    label = STAMP_LABEL.match(text)
    if label and day.year is not None and len(text) <= 90:
        return True
    return (
        is_head
        and day.year is not None
        and bool(TIME.match(text[day.end :].lstrip(" ,|-–—")))
        and len(text) <= 110
        and text[-1] not in '.”"'
    )
