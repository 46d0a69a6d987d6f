"""Days whose printed weekday is another day's: which days they can mean."""

from datetime import date, timedelta

from articles.extract.dates import PrintedDay, nearest

A_DAY = timedelta(days=1)


def find_intended(day: PrintedDay, years: dict[int, int]) -> date | None:
    """Return the day that a contradicted one means, None if that stays open.

    A year that the text names beside the printed one, and in which the weekday is
    right, is the year meant. A slip by one day leaves two; nothing is printed before
    it happened, so the later one is taken.
    """
    exact = day.exact
    if exact is None or day.weekday is None:
        return None
    beside = (
        day.on(year) for year in (exact.year - 1, exact.year + 1) if year in years
    )
    for other in beside:
        if other and other.weekday() == day.weekday:
            return other
    other = nearest(exact, day.weekday)
    return max(exact, other) if abs(exact - other) == A_DAY else None


def find_span(day: PrintedDay, today: date) -> tuple[date, date] | None:
    """Return the printed day and the nearest of its weekday, the earlier first."""
    exact = day.exact
    if exact is None or day.weekday is None:
        return None
    other = min(nearest(exact, day.weekday), today)
    return min(exact, other), max(exact, other)
