"""The day a page was published: stated to machines, or printed by its headline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from articles.extract.dates import find_days
from articles.extract.page_metadata import Metadata, Statement
from articles.extract.page_text import PageText
from articles.records import Evidence, PublishedDate

# The first of these that gives a day counts; what may be the day of a change or of
# an upload comes last.
_META = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "og:article:published_time",
    "article:published",
    "parsely-pub-date",
    "publish-date",
    "publishdate",
    "publish_date",
    "published_time",
    "published-date",
    "pubdate",
    "publication_date",
    "cxenseparse:recs:publishtime",
    "sailthru.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "article.published",
    "content_publisheddate",
    "release_date",
    "date",
    "datecreated",
)
_FIRST_YEAR = 1990
# From this hour on, UTC is a day behind western Indonesia (UTC+7).
_SHIFTED_HOUR = 17

# 2016-02-16T02:10:56Z, 2017-02-17 13:30:08, 20240516, 2015-11-05 T10:08:58Z
_STAMP_PATTERN = re.compile(
    r"(?P<year>\d{4})[-/.]?(?P<month>\d\d)[-/.]?(?P<day>\d\d)"
    r"(?:[T\s]{0,3}(?P<hour>\d\d)[:.]?\d\d(?:[:.]?\d\d(?:[.,]\d{1,9})?)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_UTC = frozenset(("Z", "UTC", "GMT", "+00:00", "+0000", "-00:00", "-0000"))


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A day as it is written, and as it is in UTC+7 where it is written in UTC."""

    day: date
    shifted: date
    evidence: Evidence


def find_published(
    metadata: Metadata, near: PageText, *, is_indonesian: bool, today: date
) -> PublishedDate | None:
    """Return the day the page was published, in the outlet's local time.

    `near` is what is printed around the headline. A day after `today` is none.
    """
    printed = list(_find_printed(near, today))
    for statement in _find_statements(metadata):
        stamp = _read_stamp(statement)
        if stamp is None or not _is_possible(stamp.day, today):
            continue
        day = _settle(stamp, printed) if is_indonesian else stamp.day
        return _make(min(day, today), stamp.evidence)
    return _make(*printed[0]) if printed else None


def _find_statements(metadata: Metadata) -> Iterator[Statement]:
    yield from metadata.find_ld("datePublished")
    yield from metadata.find_meta(*_META)
    yield from metadata.find_times(is_marked=True)


def _read_stamp(statement: Statement) -> _Stamp | None:
    match = _STAMP_PATTERN.match(statement.value)
    if match is None:
        days = (day.exact for day in find_days(statement.value) if day.exact)
        first = next(days, None)
        return _Stamp(first, first, statement.evidence) if first else None
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    is_late = match["zone"] in _UTC and int(match["hour"]) >= _SHIFTED_HOUR
    shifted = day + timedelta(days=1) if is_late and day < date.max else day
    return _Stamp(day, shifted, statement.evidence)


def _find_printed(near: PageText, today: date) -> Iterator[tuple[date, Evidence]]:
    for printed in find_days(near.text):
        day = printed.exact
        if day is None or printed.is_contradicted or not _is_possible(day, today):
            continue
        evidence = near.find_evidence(printed.start, printed.end, "printed-day")
        if evidence:
            yield day, evidence


def _settle(stamp: _Stamp, printed: list[tuple[date, Evidence]]) -> date:
    """Return a stamp's day in UTC+7, unless the page itself prints the other.

    Some sites write local time and call it UTC.
    """
    days = {day for day, _ in printed}
    return stamp.day if stamp.day in days - {stamp.shifted} else stamp.shifted


def _is_possible(day: date, today: date) -> bool:
    return day.year >= _FIRST_YEAR and day <= today


def _make(day: date, evidence: Evidence) -> PublishedDate:
    return PublishedDate(day.isoformat(), day, day, "stated", evidence)
