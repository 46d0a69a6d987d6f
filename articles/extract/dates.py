"""Printed days: where they stand, and which day of the calendar they can mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from articles.extract.vocabulary import any_of, load_words

WORDS = load_words()
MONTHS: dict[str, int] = WORDS["months"]
WEEKDAYS: dict[str, int] = WORDS["weekdays"]

WEEKDAY = rf"(?P<weekday>{any_of(WEEKDAYS)})"
MONTH = rf"(?P<month>{any_of(MONTHS)})"
GAP = r"[^\S\n]{0,2}"
# «14/5/2024», «( 10 / 9 / 2019 )», «14-05-2024», «14.05.2024», «20/8»
NUMERIC = (
    rf"(?P<day_n>\d{{1,2}}){GAP}(?P<sep>[/.-]){GAP}(?P<month_n>\d{{1,2}})"
    rf"(?:{GAP}(?P=sep){GAP}(?P<year_n>(?:19|20)\d\d|\d\d(?!\d)))?(?![\d/])"
)
# «14 Mei 2024», «20 Juni», «1 Agustus '24»
NAMED = (
    rf"(?P<day>\d{{1,2}})(?:-\d{{1,2}})?[^\S\n]{{1,2}}{MONTH}\b\.?"
    r"(?:,?[^\S\n]{1,2}(?P<year>(?:19|20)\d\d)(?!\d))?"
)
# «June 18, 2025»
ENGLISH = (
    r"(?P<month_e>[A-Z][a-z]{2,8})\.? (?P<day_e>\d{1,2})(?:st|nd|rd"
    r"|th)?, (?P<year_e>(?:19|20)\d\d)"
)
ISO = r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
# «Selasa (14/5/2024)», «Rabu, (2/4/2025)», «Kamis 16 Mei 2024», «(2/1/2025)»
DATE = re.compile(
    rf"(?:(?:(?<![a-z])|(?-i:(?=[A-Z]))){WEEKDAY}(?:\s?(?:pagi|siang|sore|malam|petang"
    rf"|dini hari))?[^\S\n]?[,.]?{GAP}(?:tanggal )?)?"
    rf"(?P<open>\(?){GAP}(?<![\d.,/])(?:{ISO}|{NAMED}|{NUMERIC}|{ENGLISH})"
    rf"(?P<close>{GAP}\)?)",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d{1,4}")
# What every date has; looked for first, as it is found in a tenth of the time.
HINT = re.compile(
    rf"(?<!\d)\d{{1,2}}{GAP}[/.-]{GAP}\d{{1,2}}(?!\d)|\d-\d\d-"
    rf"|\d(?:[^\S\n]{{1,2}}{any_of(MONTHS)}|(?:st|nd|rd|th)?, (?:19|20))",
    re.IGNORECASE,
)
# Room for the longest weekday and its part of the day, and for month and year.
BEFORE = 36
AFTER = 36
TIME = re.compile(r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\s?(?:WIB|WITA|WIT|GMT|AM|PM)?\b")
YEAR = re.compile(
    # «Nomor 27 Tahun 2007», «No. 1/2014»: a law's year says nothing of the day's.
    r"(?<![\d.,/-])(?<!\d Tahun )(?<!\d tahun )(?:19[5-9]\d|20\d\d)(?![\d]|[.,]\d)"
)


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day as printed, and as far as it is given."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    weekday: int | None  # Monday is 0
    is_bracketed: bool

    def on(self, year: int) -> date | None:
        """Return the day in `year`, None if there is no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    @property
    def exact(self) -> date | None:
        """The day of the calendar, None if no year is printed."""
        return self.on(self.year) if self.year else None

    @property
    def is_contradicted(self) -> bool:
        """Whether the printed weekday isn't that day's."""
        exact = self.exact
        return (
            exact is not None
            and self.weekday is not None
            and exact.weekday() != self.weekday
        )


def find_days(text: str) -> Iterator[PrintedDay]:
    """Yield the days printed in `text`, in their order."""
    low = 0
    # Looking around digits only: most of a text has none.
    for digits in DIGITS.finditer(text):
        if digits.start() < low:
            continue
        start = max(low, digits.start() - BEFORE)
        end = min(len(text), digits.start() + AFTER)
        match = HINT.search(text, start, end) and DATE.search(text, start, end)
        # A match that only begins behind these digits may be cut off by the window;
        # its own digits find it whole.
        if match and match.start() <= digits.start():
            low = match.end()
            day = _parse(match)
            if day:
                yield day


def find_years(text: str) -> dict[int, int]:
    """Return the years that `text` names, with how often."""
    years: dict[int, int] = {}
    for match in YEAR.finditer(text):
        year = int(match.group())
        years[year] = years.get(year, 0) + 1
    return years


def nearest(day: date, weekday: int) -> date:
    """Return the day of that weekday nearest to `day`."""
    offset = (weekday - day.weekday()) % 7
    return day + timedelta(days=offset if offset <= 3 else offset - 7)


def _parse(match: re.Match[str]) -> PrintedDay | None:
    parts = _parts(match)
    if not parts:
        return None
    day, month, year = parts
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    weekday = match["weekday"]
    start = match.start()
    if match["open"] and not match["close"].strip():
        end = match.end() - len(match["close"])
    else:
        end = match.end()
    if not match["open"] and match["close"].strip():
        end = match.end() - len(match["close"])
    while end > start and match.string[end - 1].isspace():
        end -= 1
    return PrintedDay(
        start,
        end,
        day,
        month,
        year,
        WEEKDAYS[" ".join(weekday.casefold().split())] if weekday else None,
        bool(match["open"]),
    )


def _parts(match: re.Match[str]) -> tuple[int, int, int | None] | None:
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        return day, month, year
    if match["day_n"]:
        return _numeric(match)
    if match["day_e"]:
        number = MONTHS.get(match["month_e"].casefold())
        return (int(match["day_e"]), number, int(match["year_e"])) if number else None
    named = int(match["year"]) if match["year"] else None
    return int(match["day"]), MONTHS[match["month"].casefold()], named


def _numeric(match: re.Match[str]) -> tuple[int, int, int | None] | None:
    """Digits alone count as a day only where they look like one."""
    printed = match["year_n"]
    if printed is None and not (
        match["open"] and match["close"].strip() and match["sep"] == "/"
    ):
        return None
    if printed is None and not match["weekday"] and match["sep"] != "/":
        return None
    year = int(printed) if printed else None
    if year is not None and year < 100:
        if match["sep"] != "/":
            return None
        year += 2000
    return int(match["day_n"]), int(match["month_n"]), year
