"""Dates as people write them for the archive: EDTF level 1 → days.

https://www.loc.gov/standards/datetime/
"""

from datetime import date, timedelta
from time import struct_time

from edtf import EDTFParseException, parse_edtf

from articles.records import Basis, PublishedDate

# "2024-05-14~" is the day, or one beside it.
APPROXIMATE_DAY_MARGIN = timedelta(days=1)


def parse_published(edtf: str, basis: Basis) -> PublishedDate:
    """Return the closed interval of days that an EDTF string stands for.

    Raises ValueError, in words for the person who wrote the string, if it is no
    EDTF or leaves an end open.

    >>> published = parse_published("2024-03", "sidecar")
    >>> published.earliest.isoformat(), published.latest.isoformat()
    ('2024-03-01', '2024-03-31')
    """
    try:
        value = parse_edtf(edtf)
        earliest, latest = _day(value.lower_strict()), _day(value.upper_strict())
    except (EDTFParseException, AttributeError, TypeError) as error:
        message = (
            f"“{edtf}” is no closed EDTF date: write 2024-05-14, 2024-05, 2024, "
            "2024-05-14~ or 2024-05-14/2024-05-16."
        )
        raise ValueError(message) from error
    if earliest > latest:
        message = f"“{edtf}” ends before it starts."
        raise ValueError(message)
    if earliest == latest and edtf[-1] in "~?%":
        earliest -= APPROXIMATE_DAY_MARGIN
        latest += APPROXIMATE_DAY_MARGIN
    return PublishedDate(edtf, earliest, latest, basis, None)


def _day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
