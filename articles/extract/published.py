"""When the text says it was published."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from articles.extract.dateline import ReadDateline
from articles.extract.dates import (
    TIME,
    PrintedDay,
    find_days,
    find_years,
    nearest,
)
from articles.extract.sheet import Block, Sheet
from articles.extract.vocabulary import any_of, load_words
from articles.records import Basis, PublishedDate

WORDS = load_words()
# The words around a printed day that say what happened on it.
ATTRIBUTION = re.compile(
    rf"(?<![a-z]){any_of(WORDS['attribution'])}(?![a-z])", re.IGNORECASE
)
ATTRIBUTION_AFTER = re.compile(
    r"\s?,?\s?(?:seperti|sebagaimana)?\s?(?:dilansir|dikutip|kata|ujar|ungkap|menurut|mengatakan|melansir)",
    re.IGNORECASE,
)
FUTURE = re.compile(
    rf"(?<![a-z]){any_of(WORDS['future_before'])}(?![a-z])", re.IGNORECASE
)
FUTURE_AFTER = re.compile(rf"\W{{1,3}}{any_of(WORDS['future_after'])}\b", re.IGNORECASE)
PAST = re.compile(rf"(?<![a-z]){any_of(WORDS['past_before'])}(?![a-z])", re.IGNORECASE)
PAST_AFTER = re.compile(rf"\W{{1,3}}{any_of(WORDS['past_after'])}\b", re.IGNORECASE)
TODAY = re.compile(rf"{any_of(WORDS['today_before'])}[\s,(]{{0,3}}$", re.IGNORECASE)
CLAUSE = re.compile(r"[.!?;]\s|[.!?”\"](?=[A-Z“\"])|[”\"],?\s")
QUOTES = re.compile(r"[“”\"]")
STAMP_LIMIT = 140
STAMP_CUE = re.compile(
    r"(?:diterbitkan|dipublikasikan|dipublikasi|published|publish|diperbarui|updated|update|tayang|terbit"
    r"|posted|diposting|dimuat|tanggal|date)\b[^\n]{0,20}$",
    re.IGNORECASE,
)
STAMP_LABEL = re.compile(
    r"[^\w]*(?:(?:diterbitkan|dipublikasikan|published|publish|diperbarui|updated|update|tayang|terbit|posted|dimuat)"
    r"(?:\s(?:pada|on|at|by|tanggal))?|last)\W",
    re.IGNORECASE,
)
REST = re.compile(
    r"(?:WIB|WITA|WIT|GMT(?:[+-]\d+)?|pukul|jam|pada|on|am|pm|oleh|by|admin|tanggal|diterbitkan|dipublikasikan"
    r"|published|publish|diperbarui|updated|update|tayang|terbit|posted|date|last|di|\W|\d{1,2}[.:]\d{2})+",
    re.IGNORECASE,
)
WINDOW = 160


@dataclass(frozen=True, slots=True)
class Candidate:
    """A printed day and what its surroundings say of it."""

    day: PrintedDay
    start: int  # in the raw text
    end: int
    weight: int


def find_stamps(sheet: Sheet) -> list[tuple[PrintedDay, Block]]:
    """Return the lines that are nothing but a day, and drop them."""
    found = []
    for at, block in enumerate(sheet.blocks):
        if len(block.text) > STAMP_LIMIT or block.rule not in (None, "byline"):
            continue
        day = next(find_days(block.text), None)
        if not day or not _is_stamp(block, day, at):
            continue
        block.drop("date-stamp")
        found.append((day, block))
    return found


def find_published(
    sheet: Sheet,
    stamps: list[tuple[PrintedDay, Block]],
    dateline: ReadDateline | None,
    today: date,
) -> tuple[PublishedDate | None, tuple[str, ...]]:
    """Return the publication date, and the doubts met on the way.

    A day after `today` is a misreading (events are announced ahead), so it is
    skipped rather than clamped.
    """
    years = find_years(sheet.text)
    doubts: list[str] = []
    ordered = sorted(
        _candidates(sheet, stamps, dateline), key=lambda candidate: -candidate.weight
    )
    best: PublishedDate | None = None
    level = 0
    for candidate in ordered:
        if best and candidate.weight < level:
            break
        published = _settle(sheet, candidate, years, today, doubts)
        if published and (best is None or _is_better(published, best)):
            best, level = published, candidate.weight
    return best, tuple(dict.fromkeys(doubts))


def _is_better(one: PublishedDate, other: PublishedDate) -> bool:
    """Nothing can be told before it happened: the latest day counts."""
    return one.earliest == one.latest and one.latest > other.latest


def _is_stamp(block: Block, day: PrintedDay, at: int) -> bool:
    text = block.text
    if block.rule == "byline":
        return day.year is not None and bool(
            day.weekday is not None or TIME.search(text, day.end)
        )
    rest = text[: day.start] + " " + text[day.end :]
    if REST.fullmatch(rest or " "):
        return day.year is not None or (at < 8 and day.weekday is not None)
    label = STAMP_LABEL.match(text)
    if label and day.year is not None and len(text) <= 90:
        return True
    return (
        at < 8
        and day.year is not None
        and bool(TIME.match(text[day.end :].lstrip(" ,|-–—")))
        and len(text) <= 110
        and text[-1] not in '.”"'
    )


def _candidates(
    sheet: Sheet,
    stamps: list[tuple[PrintedDay, Block]],
    dateline: ReadDateline | None,
) -> Iterator[Candidate]:
    for day, block in stamps:
        yield Candidate(day, block.start + day.start, block.start + day.end, 9)
    if dateline:
        evidence = dateline.dateline.evidence
        for day in find_days(evidence.exact):
            yield Candidate(
                day, evidence.start + day.start, evidence.start + day.end, 8
            )
    for block in sheet.open_blocks():
        for day in find_days(block.text):
            if block.is_cut(day.start):
                continue
            weight = _weigh(block.text, day)
            if weight:
                yield Candidate(
                    day, block.start + day.start, block.start + day.end, weight
                )


def _weigh(text: str, day: PrintedDay) -> int:
    """Return how well a day's surroundings speak for publication; 0 excludes it."""
    low = max(0, day.start - WINDOW)
    before = text[low : day.start]
    clauses = [match.end() for match in CLAUSE.finditer(before)]
    clause = before[clauses[-1] :] if clauses else before
    after = text[day.end : day.end + 40]
    if TODAY.search(before):
        return 7
    if PAST_AFTER.match(after) or FUTURE_AFTER.match(after):
        return 0
    future = _last(FUTURE, clause)
    attribution = _last(ATTRIBUTION, clause)
    if future > attribution or _last(PAST, clause) > attribution:
        return 0
    if ATTRIBUTION_AFTER.match(after) and (day.year or day.weekday is not None):
        return 6
    if attribution >= 0 and (day.weekday is not None or day.is_bracketed):
        return 6
    if day.weekday is not None:
        return 3
    if day.is_bracketed and day.year:
        return 2
    return 0


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _settle(
    sheet: Sheet,
    candidate: Candidate,
    years: dict[int, int],
    today: date,
    doubts: list[str],
) -> PublishedDate | None:
    day = candidate.day
    basis: Basis = "dateline" if candidate.weight >= 8 else "stated"
    exact = day.exact
    if exact is None:
        exact = _infer(day, years, today)
        basis = "inferred"
    if exact is None or exact > today or exact.year < 1945:
        return None
    rule = RULES[candidate.weight] if basis != "inferred" else "day-with-year-inferred"
    evidence = sheet.evidence(candidate.start, candidate.end, rule)
    if day.is_contradicted and day.weekday is not None:
        doubts.append("weekday-contradicts-date")
        other = nearest(exact, day.weekday)
        first, last = sorted((exact, min(other, today)))
        edtf = f"{first}/{last}" if first < last else f"{first}~"
        return PublishedDate(edtf, first, last, basis, evidence)
    # What was said on a day was printed on it, or on the next one.
    edtf = exact.isoformat() if candidate.weight >= 7 else f"{exact.isoformat()}~"
    return PublishedDate(edtf, exact, exact, basis, evidence)


RULES = {
    9: "date-stamp",
    8: "dateline-day",
    7: "today-day",
    6: "attributed-day",
    3: "weekday-day",
    2: "bracketed-day",
}


def _infer(day: PrintedDay, years: dict[int, int], today: date) -> date | None:
    """Return the day in the one year, of those the text names, that fits it."""
    named = [year for year in years if 1945 <= year <= today.year]
    options = {day.on(year) for year in named}
    if day.weekday is None:
        fitting = [option for option in options if option] if len(named) == 1 else []
    else:
        fitting = [o for o in options if o and o.weekday() == day.weekday]
    return fitting[0] if len(fitting) == 1 else None
