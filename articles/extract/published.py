"""When the text says it was published."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from articles.extract.dateline import ReadDateline
from articles.extract.dates import PrintedDay, find_days, find_years
from articles.extract.day_context import (
    ANNOUNCED,
    AROUND,
    BRACKETED,
    DAILY,
    DATELINE,
    NAMED,
    SCENE,
    STAMP,
    TODAY,
    TOLD,
    days_off,
    weigh,
)
from articles.extract.disputed import find_intended, find_span
from articles.extract.shapes import HEADLINE_LIMIT, is_sentence
from articles.extract.sheet import Block, Sheet
from articles.records import Basis, Headline, PublishedDate

# The lead: so many characters from where the article begins.
LEAD_LENGTH = 300
# «turun sejak Selasa 17 Juni 2025»: that isn't today.
SINCE = re.compile(r"\bsejak(?:\shari)?\s?$", re.IGNORECASE)
HARI_INI = re.compile(r"\bhari ini\b", re.IGNORECASE)
# A report of an event follows it within so many days, nearly always.
REPORT_DAYS = 7
# A day further ahead of what was told is no report's but a slip or a plan.
OVERTAKEN_DAYS = 60
# Where days are read: in the body, and what a headline calls today.
READ = (None, "headline")
# A text that prints more days is a calendar.
DAYS_AT_MOST = 400


@dataclass(frozen=True, slots=True)
class Candidate:
    """A printed day and what its surroundings say of it."""

    day: PrintedDay
    start: int  # in the raw text
    end: int
    weight: int
    is_lead: bool = True
    days_off: int = 0  # from the printed day to publication


def find_published(
    sheet: Sheet,
    stamps: list[tuple[PrintedDay, Block]],
    dateline: ReadDateline | None,
    headline: Headline | None,
    today: date,
    *,
    reports_late: bool = False,
) -> tuple[PublishedDate | None, tuple[str, ...]]:
    """Return the publication date, and the doubts met on the way.

    A day after `today` is a misreading (events are announced ahead), so it is
    skipped rather than clamped. From an outlet that reports late, the day of a scene
    is only the first on which it can have been printed.
    """
    years = find_years(sheet.text)
    named = _find_named(sheet, headline, today)
    doubts: list[str] = []
    found = islice(_candidates(sheet, stamps, dateline), DAYS_AT_MOST)
    candidates = [_temper(candidate, reports_late=reports_late) for candidate in found]
    best: PublishedDate | None = None
    level = 0
    for candidate in _rank(candidates):
        if best and candidate.weight < level:
            break
        published = _settle(sheet, candidate, years, today, doubts)
        if published and (best is None or _is_better(published, best)):
            best, level = published, candidate.weight
    if named and level < NAMED:
        best = named
    elif best and level in REPORTED:
        best = _overtake(sheet, best, candidates, today) or best
    return best, tuple(dict.fromkeys(doubts))


def _temper(candidate: Candidate, *, reports_late: bool) -> Candidate:
    """Return the candidate as a slow newsroom's day, if it is one."""
    is_event = candidate.weight == BRACKETED or (
        candidate.weight == SCENE and not candidate.is_lead
    )
    return replace(candidate, weight=AROUND) if reports_late and is_event else candidate


def _rank(candidates: list[Candidate]) -> list[Candidate]:
    """Return those that may be the day, the best first.

    What is announced is for the near future only if the text looks no further.
    """
    exact = [candidate.day.exact for candidate in candidates]
    last = max((day for day in exact if day), default=date.min)
    ranked = [
        candidate
        for candidate in candidates
        if candidate.weight > ANNOUNCED
        or candidate.weight == AROUND
        or (candidate.weight == ANNOUNCED and (candidate.day.exact or last) >= last)
    ]
    return sorted(ranked, key=lambda candidate: -candidate.weight)


def _is_better(one: PublishedDate, other: PublishedDate) -> bool:
    """Nothing can be told before it happened: the latest day counts."""
    if one.earliest < one.latest:
        return False
    return other.earliest < other.latest or one.latest > other.latest


def _overtake(
    sheet: Sheet, best: PublishedDate, candidates: list[Candidate], today: date
) -> PublishedDate | None:
    """Nothing is printed before what it tells: a later day opens the question again."""
    later = [
        candidate
        for candidate in candidates
        if candidate.weight not in (0, ANNOUNCED)
        and (exact := candidate.day.exact)
        and not candidate.day.is_contradicted
        and best.latest < exact <= best.latest + timedelta(days=OVERTAKEN_DAYS)
    ]
    if not later:
        return None
    last = max(later, key=lambda candidate: candidate.day.exact or best.latest)
    weight = min(last.weight, BRACKETED)
    return _settle(sheet, replace(last, weight=weight), {}, today, [])


def _candidates(
    sheet: Sheet,
    stamps: list[tuple[PrintedDay, Block]],
    dateline: ReadDateline | None,
) -> Iterator[Candidate]:
    for day, block in stamps:
        yield Candidate(day, block.start + day.start, block.start + day.end, STAMP)
    if dateline:
        evidence = dateline.dateline.evidence
        for day in find_days(evidence.exact):
            yield Candidate(
                day, evidence.start + day.start, evidence.start + day.end, DATELINE
            )
    blocks = sheet.open_blocks()
    lead_end = blocks[0].start + LEAD_LENGTH if blocks else 0
    for block in (block for block in sheet.blocks if block.rule in READ):
        is_prose = len(block.text) > HEADLINE_LIMIT or is_sentence(block.text)
        least = 0 if is_prose else TOLD
        for day in find_days(block.text):
            start = block.start + day.start
            weight = weigh(block.text, day, is_lead=start < lead_end)
            if weight < (least if block.is_open else TODAY):
                continue
            if not block.is_cut(day.start):
                yield Candidate(
                    day,
                    start,
                    block.start + day.end,
                    weight,
                    is_lead=start < lead_end,
                    days_off=days_off(block.text, day),
                )


def _find_named(
    sheet: Sheet, headline: Headline | None, today: date
) -> PublishedDate | None:
    """`Jadwal ... Hari Ini`, and one single day in the text: that is today."""
    blocks = sheet.open_blocks()
    if not blocks:
        return None
    opening = sheet.text[blocks[0].start : blocks[0].start + LEAD_LENGTH]
    title = headline.text if headline else opening
    if not (HARI_INI.search(title) and DAILY.search(title)):
        return None
    days = [(b, day) for b in blocks for day in find_days(b.text) if day.exact]
    if len({day.exact for _, day in days}) != 1:
        return None
    if SINCE.search(days[0][0].text[: days[0][1].start]):
        return None
    block, day = days[0]
    start = block.start + day.start
    candidate = Candidate(day, start, block.start + day.end, NAMED)
    return _settle(sheet, candidate, {}, today, [])


def _settle(
    sheet: Sheet,
    candidate: Candidate,
    years: dict[int, int],
    today: date,
    doubts: list[str],
) -> PublishedDate | None:
    day = candidate.day
    basis: Basis = "dateline" if candidate.weight >= DATELINE else "stated"
    exact = day.exact
    if exact is None:
        exact = _infer(day, years, today)
        basis = "inferred"
    if exact is None or exact > today or exact.year < 1945:
        return None
    exact += timedelta(days=candidate.days_off)
    rule = RULES[candidate.weight] if basis != "inferred" else "day-with-year-inferred"
    evidence = sheet.evidence(candidate.start, candidate.end, rule)
    if day.is_contradicted:
        doubts.append("weekday-contradicts-date")
    first, last = _bounds(candidate, exact, years, today)
    if first < last:
        return PublishedDate(f"{first}/{last}", first, last, basis, evidence)
    return PublishedDate(f"{first}{_mark(candidate)}", first, last, basis, evidence)


def _mark(candidate: Candidate) -> str:
    """Return EDTF's mark for how sure the day is.

    What was said on a day was printed on it, or on the next one.
    """
    if candidate.day.is_contradicted:
        return "%"
    return "" if candidate.weight in CERTAIN else "~"


def _bounds(
    candidate: Candidate, exact: date, years: dict[int, int], today: date
) -> tuple[date, date]:
    """Return the first and the last day that the printed one leaves open."""
    day = candidate.day
    if day.is_contradicted:
        intended = find_intended(day, years) if candidate.weight >= SCENE else None
        if intended and intended <= today:
            return intended, intended
        return find_span(day, today) or (exact, exact)
    if candidate.weight == AROUND:
        return exact, min(exact + timedelta(days=REPORT_DAYS), today)
    return exact, exact


# "Hari ini" is often the day that a schedule is for: it is published the day before.
CERTAIN = frozenset((STAMP, DATELINE))
REPORTED = frozenset((TOLD, SCENE, BRACKETED))
RULES = {
    STAMP: "date-stamp",
    DATELINE: "dateline-day",
    TODAY: "today-day",
    TOLD: "attributed-day",
    NAMED: "today-named",
    SCENE: "scene-day",
    BRACKETED: "bracketed-day",
    AROUND: "day-of-event",
    ANNOUNCED: "announced-day",
}


def _infer(day: PrintedDay, years: dict[int, int], today: date) -> date | None:
    """Return the day in the one year, of those the text names, that fits it."""
    named = sorted(year for year in years if 1990 <= year <= today.year)[-2:]
    options = {day.on(year) for year in named}
    if day.weekday is None:
        fitting = [option for option in options if option] if len(named) == 1 else []
    else:
        fitting = [o for o in options if o and o.weekday() == day.weekday]
    return fitting[0] if len(fitting) == 1 else None
