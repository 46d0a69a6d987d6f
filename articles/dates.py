"""EDTF level 1: as people write it for the archive, and what its parts say.

https://www.loc.gov/standards/datetime/
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from time import struct_time
from typing import Literal

from edtf import EDTFParseException, parse_edtf

from articles.records import Basis, PublishedDate

# "2024-05-14~" is the day, or one beside it.
APPROXIMATE_DAY_MARGIN = timedelta(days=1)

# Of EDTF only what has two ends and one way to say it: "2024", "2024-05~",
# "2024-05-14/2024-05-16", "2024-05-14T10:30:00". No zone: days are the outlet's own.
PART = r"[12]\d{3}(?:-\d\d(?:-\d\d)?)?[~?%]?"
WRITTEN = re.compile(rf"{PART}(?:/{PART})?|[12]\d{{3}}-\d\d-\d\dT\d\d:\d\d:\d\d")

# One end of an EDTF date: 2024-05-14~
YEAR = r"(?P<year>\d{4})"
MONTH = r"(?P<month>0[1-9]|1[0-2])"
DAY = r"(?P<day>0[1-9]|[12]\d|3[01])"
QUALIFIER = r"(?P<qualifier>[~?%]?)"
# What is printed of a time: T19:30 of T19:30:00+07:00
TIME = r"(?:T(?P<time>\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d(?::\d\d)?)?)"
PART_RE = re.compile(
    rf"{YEAR}(?:-{MONTH}(?:-{DAY}{TIME}?|-XX)?|-XX(?:-XX)?)?{QUALIFIER}"
)


@dataclass(frozen=True, slots=True)
class DatePart:
    """A year, a month or a day, and how sure it is."""

    first: date
    precision: Literal["year", "month", "day"]
    qualifier: str  # "", or EDTF's mark for about (~), perhaps (?), or both (%)
    time: str = ""  # as printed: 19:30


def find_part(edtf: str) -> DatePart | None:
    """Return what one end of an EDTF date says; None for forms that are not ours.

    >>> find_part("2024-03~").precision
    'month'
    """
    match = PART_RE.fullmatch(edtf)
    if not match:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    precision: Literal["year", "month", "day"] = "year"
    if month:
        precision = "day" if day else "month"
    return DatePart(first, precision, match["qualifier"], match["time"] or "")


def parse_published(edtf: str, basis: Basis) -> PublishedDate:
    """Return the closed interval of days that an EDTF string stands for.

    Raises ValueError, in words for the person who wrote the string, if it is no
    EDTF or leaves an end open.

    >>> published = parse_published("2024-03", "sidecar")
    >>> published.earliest.isoformat(), published.latest.isoformat()
    ('2024-03-01', '2024-03-31')
    """
    if not WRITTEN.fullmatch(edtf):
        raise ValueError(_refusal(edtf))
    try:
        value = parse_edtf(edtf)
        earliest, latest = _day(value.lower_strict()), _day(value.upper_strict())
    except (EDTFParseException, AttributeError, TypeError) as error:
        raise ValueError(_refusal(edtf)) from error
    if earliest > latest:
        message = f"“{edtf}” ends before it starts."
        raise ValueError(message)
    if earliest == latest and edtf[-1] in "~?%":
        earliest -= APPROXIMATE_DAY_MARGIN
        latest += APPROXIMATE_DAY_MARGIN
    return PublishedDate(edtf, earliest, latest, basis, None)


def _refusal(edtf: str) -> str:
    return (
        f"“{edtf}” is no closed EDTF date: write 2024-05-14, 2024-05, 2024, "
        "2024-05-14~ or 2024-05-14/2024-05-16."
    )


def _day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
