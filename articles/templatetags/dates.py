"""Dates as people write them, no more exact than they are known."""

import re
from dataclasses import dataclass
from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

register = template.Library()

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

QUALIFIED = {
    "": "%(date)s",
    "~": _("about %(date)s"),
    "?": _("perhaps %(date)s"),
    "%": _("perhaps about %(date)s"),
}
OPEN = ("", "..")


@dataclass(frozen=True, slots=True)
class Part:
    """A year, a month or a day, and how sure it is."""

    first: date
    precision: str  # year, month or day
    qualifier: str
    time: str = ""

    def __str__(self) -> str:
        formats = {"year": "Y", "month": "F Y", "day": "j F Y"}
        printed = date_format(self.first, formats[self.precision])
        if self.time:
            printed = f"{printed}, {self.time}"
        return str(QUALIFIED[self.qualifier]) % {"date": printed}


@register.filter
def edtf_in_words(edtf: str) -> str:
    """Return an EDTF date in the reader's language.

    `2024-05-16` is "16 May 2024", `2024-05-14~` "about 14 May 2024", `2024-03`
    "March 2024", `2024-05-14/2024-05-16` "14–16 May 2024" and nothing "No date".
    A form that has no words here is shown as it stands.
    """
    if not edtf:
        return gettext("No date")
    lower, slash, upper = edtf.partition("/")
    if not slash:
        return str(_parse(edtf) or edtf)
    return _interval(lower, upper) or edtf


@register.filter
def machine_readable(edtf: str) -> str:
    """Return what a `<time>` may hold: nothing unless the date is certain."""
    part = _parse(edtf)
    is_certain = part and not part.qualifier and "X" not in edtf
    return edtf if is_certain else ""


def _parse(edtf: str) -> Part | None:
    match = PART_RE.fullmatch(edtf)
    if not match:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    precision = "day" if day else "month" if month else "year"
    return Part(first, precision, match["qualifier"], match["time"] or "")


def _interval(lower: str, upper: str) -> str:
    first, last = _parse(lower), _parse(upper)
    if first and last:
        return _between(first, last)
    if first and upper in OPEN:
        return gettext("from %(date)s") % {"date": first}
    if last and lower in OPEN:
        return gettext("until %(date)s") % {"date": last}
    return ""


def _between(first: Part, last: Part) -> str:
    """Return both ends, what they share said once."""
    a, b = first.first, last.first
    is_exact = {first.precision, last.precision} == {"day"} and not first.qualifier
    if is_exact and not last.qualifier and (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{last}"
    if is_exact and not last.qualifier and a.year == b.year:
        return f"{date_format(a, 'j F')} – {last}"
    return f"{first} – {last}"
