"""Dates as people write them for the archive: EDTF level 1 → days.

https://www.loc.gov/standards/datetime/
"""

import re
from datetime import date, timedelta
from time import struct_time

from edtf import EDTFParseException, parse_edtf

from articles.records import Basis, PublishedDate

# "2024-05-14~" is the day, or one beside it.
APPROXIMATE_DAY_MARGIN = timedelta(days=1)

# Of EDTF only what has two ends and one way to say it: "2024", "2024-05~",
# "2024-05-14/2024-05-16", "2024-05-14T10:30:00". No zone: days are the outlet's own.
PART = r"[12]\d{3}(?:-\d\d(?:-\d\d)?)?[~?%]?"
WRITTEN = re.compile(rf"{PART}(?:/{PART})?|[12]\d{{3}}-\d\d-\d\dT\d\d:\d\d:\d\d")


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
