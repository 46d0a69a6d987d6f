"""Dates as people write them, no more exact than they are known."""

from functools import lru_cache

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from articles.dates import DatePart, find_part

register = template.Library()

QUALIFIED = {
    "": "%(date)s",
    "~": _("about %(date)s"),
    "?": _("perhaps %(date)s"),
    "%": _("perhaps about %(date)s"),
}
OPEN = ("", "..")
FORMATS = {"year": "Y", "month": "F Y", "day": "j F Y"}
# A page says some fifty dates, and the next page many of the same: 200 bytes each.
KNOWN_DATES = 5_000


@register.filter
def edtf_in_words(edtf: str) -> str:
    """Return an EDTF date in the reader's language.

    `2024-05-16` is "16 May 2024", `2024-05-14~` "about 14 May 2024", `2024-03`
    "March 2024", `2024-05-14/2024-05-16` "14–16 May 2024" and nothing "No date".
    A form that has no words here is shown as it stands.
    """
    return _say(edtf, get_language())


@lru_cache(KNOWN_DATES)
def _say(edtf: str, _language: str | None) -> str:
    if not edtf:
        return gettext("No date")
    lower, slash, upper = edtf.partition("/")
    if not slash:
        part = find_part(edtf)
        return _in_words(part) if part else edtf
    return _interval(lower, upper) or edtf


@register.filter
@lru_cache(KNOWN_DATES)
def machine_readable(edtf: str) -> str:
    """Return what a `<time>` may hold: nothing unless the date is certain."""
    part = find_part(edtf)
    is_certain = part and not part.qualifier and "X" not in edtf
    return edtf if is_certain else ""


def _in_words(part: DatePart) -> str:
    printed = date_format(part.first, FORMATS[part.precision])
    if part.time:
        printed = f"{printed}, {part.time}"
    return str(QUALIFIED[part.qualifier]) % {"date": printed}


def _interval(lower: str, upper: str) -> str:
    first, last = find_part(lower), find_part(upper)
    if first and last:
        return _between(first, last)
    if first and upper in OPEN:
        return gettext("from %(date)s") % {"date": _in_words(first)}
    if last and lower in OPEN:
        return gettext("until %(date)s") % {"date": _in_words(last)}
    return ""


def _between(first: DatePart, last: DatePart) -> str:
    """Return both ends, what they share said once."""
    a, b = first.first, last.first
    is_exact = {first.precision, last.precision} == {"day"} and not first.qualifier
    if is_exact and not last.qualifier and (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{_in_words(last)}"
    if is_exact and not last.qualifier and a.year == b.year:
        return f"{date_format(a, 'j F')} – {_in_words(last)}"
    return f"{_in_words(first)} – {_in_words(last)}"
