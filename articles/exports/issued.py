"""A date of publication as reference managers and styles write it, no more exact."""

from articles.dates import DatePart, find_part

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NO_DATE = "n.d."
ABOUT, PERHAPS = "ca. ", "?"
# Where the styles put year, month and day, and what stands between two days of one
# month.
YEAR_FIRST, MONTH_FIRST, DAY_FIRST = "apa", "chicago", "mla"


def find_ends(edtf: str) -> list[DatePart]:
    """Return the date, or both ends of an interval; nothing for what is neither."""
    parts = [find_part(end) for end in edtf.split("/")] if edtf else []
    found = [part for part in parts if part]
    return found if len(found) == len(parts) else []


def numbers(part: DatePart) -> list[int]:
    """Return year, month and day, as far as they are known."""
    known = {"year": 1, "month": 2, "day": 3}[part.precision]
    return [part.first.year, part.first.month, part.first.day][:known]


def in_style(edtf: str, style: str) -> str:
    """Return the date as a style in English writes it.

    >>> in_style("2024-05-14~", YEAR_FIRST), in_style("2024-03", MONTH_FIRST)
    ('ca. 2024, May 14', 'March 2024')
    >>> in_style("2024-05-14/2024-05-16", DAY_FIRST), in_style("", DAY_FIRST)
    ('14–16 May 2024', 'n.d.')
    """
    ends = find_ends(edtf)
    if not ends:
        return edtf or NO_DATE
    marks = "".join(part.qualifier for part in ends)
    about = ABOUT if "~" in marks or "%" in marks else ""
    perhaps = PERHAPS if "?" in marks or "%" in marks else ""
    return f"{about}{_span(ends, style)}{perhaps}"


def _span(ends: list[DatePart], style: str) -> str:
    first, last = ends[0], ends[-1]
    days = f"{first.first.day}–{last.first.day}"
    is_one_month = first.first.replace(day=1) == last.first.replace(day=1)
    if len(ends) > 1 and is_one_month and first.precision == last.precision == "day":
        return _date(last, style, days)
    written = [_date(part, style, str(part.first.day)) for part in ends]
    return "–".join(dict.fromkeys(written))


def _date(part: DatePart, style: str, day: str) -> str:
    year, month = str(part.first.year), MONTHS[part.first.month - 1]
    if part.precision == "year":
        return year
    if part.precision == "month":
        return f"{year}, {month}" if style == YEAR_FIRST else f"{month} {year}"
    if style == YEAR_FIRST:
        return f"{year}, {month} {day}"
    return f"{month} {day}, {year}" if style == MONTH_FIRST else f"{day} {month} {year}"
