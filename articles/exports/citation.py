"""An article as APA (7), Chicago (notes and bibliography, 18) and MLA (9) cite it.

Names stand as printed: which part of an Indonesian name is the family's, if any, no
byline says.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.exports import issued
from articles.exports.record import Record

UNKNOWN_OUTLET = "[Outlet unknown]"
# In a citation a lead stands for a headline by its first words.
LEAD_WORDS = 15
INNER_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "'"})
STOPS = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Citation:
    """A formatted citation; the outlet between the two halves is set in italics."""

    style: str
    before: str
    outlet: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.outlet}{self.after}"


def cite(record: Record) -> list[Citation]:
    """Return the article's citation in each style."""
    return [_apa(record), _chicago(record), _mla(record)]


def _apa(record: Record) -> Citation:
    """Author. (2024, May 16). Title. *Outlet*. URL"""
    when = f"({issued.in_style(record.edtf, issued.YEAR_FIRST)})."
    title = _stopped(_title(record))
    authors = _stopped(_joined(record.authors, "&"))
    opening = f"{authors} {when} {title}" if authors else f"{title} {when}"
    return Citation("APA", f"{opening} ", _outlet(record), f". {record.url}")


def _chicago(record: Record) -> Citation:
    """Author. “Title.” *Outlet*, May 16, 2024. URL.

    What nobody signed stands under its outlet.
    """
    when = issued.in_style(record.edtf, issued.MONTH_FIRST)
    title = f"“{_stopped(_title(record).translate(INNER_QUOTES))}”"
    authors = _stopped(_joined(record.authors, "and"))
    if not authors and record.outlet:
        after = f". {title} {_stopped(when)} {record.url}."
        return Citation("Chicago", "", record.outlet.name, after)
    before = f"{authors} {title} ".lstrip()
    return Citation(
        "Chicago", before, _outlet(record), f", {_stopped(when)} {record.url}."
    )


def _mla(record: Record) -> Citation:
    """Author. “Title.” *Outlet*, 16 May 2024, URL."""
    when = issued.in_style(record.edtf, issued.DAY_FIRST)
    title = f"“{_stopped(_title(record).translate(INNER_QUOTES))}”"
    several = len(record.authors) > 2
    names = (
        f"{record.authors[0]}, et al." if several else _joined(record.authors, "and")
    )
    before = f"{_stopped(names)} {title} ".lstrip()
    return Citation("MLA", before, _outlet(record), f", {when}, {record.url}.")


def _title(record: Record) -> str:
    words = (record.headline or record.title).split()
    if record.headline or len(words) <= LEAD_WORDS:
        return " ".join(words)
    return f"{' '.join(words[:LEAD_WORDS]).rstrip(',;:')} …]"


def _outlet(record: Record) -> str:
    return record.outlet.name if record.outlet else UNKNOWN_OUTLET


def _joined(names: Sequence[str], last: str) -> str:
    if len(names) < 2:
        return "".join(names)
    comma = "," if last == "&" or len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{comma} {last} {names[-1]}"


def _stopped(text: str) -> str:
    """End a part with a full stop, unless it ends with one of its own."""
    return text if not text or text.endswith(STOPS) else f"{text}."
