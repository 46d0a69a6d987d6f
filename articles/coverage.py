"""Who covered an event when: outlets by days, empty cells among them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal
from urllib.parse import urlencode

from articles.models import CoverageTally, Event, Source

# Days shown one by one before an event's first and after its last.
MARGIN = 3
# An event longer than this is shown as one stretch.
MAX_DAYS = 14
# Outlets shown on an event's page; all of them have a page of their own.
SHOWN = 30

Part = Literal["before", "during", "after", "inexact", "undated"]


# An outlet's slug and name by its id.
Outlets = Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many articles of an outlet can be from which days; none where unknown."""

    outlet: str  # its slug; empty where it is unknown
    outlet_name: str
    earliest: date | None
    latest: date | None
    count: int
    about_count: int  # of which the date is in doubt


@dataclass(frozen=True, slots=True)
class Column:
    """Some days, or the articles that no day can be given."""

    part: Part
    first: date | None = None  # open towards the past if None
    last: date | None = None  # open towards the future if None

    @property
    def is_day(self) -> bool:
        return self.first is not None and self.first == self.last

    @property
    def query(self) -> str:
        """The list's parameters that show its articles; none does for inexact days."""
        if self.part == "inexact":
            return ""
        if self.part == "undated":
            return "dated=none"
        days = {"published_after": self.first, "published_before": self.last}
        return urlencode({name: day.isoformat() for name, day in days.items() if day})

    def holds(self, first: date, last: date) -> bool:
        """Whether an article from between these days is certainly from here."""
        return (self.first is None or self.first <= first) and (
            self.last is None or last <= self.last
        )


@dataclass(frozen=True, slots=True)
class Cell:
    column: Column
    count: int
    about_count: int = 0  # how many of them are only about from here

    @property
    def query(self) -> str:
        """The list's parameters that show its articles."""
        is_dated = self.column.first or self.column.last
        if is_dated and not self.about_count:
            return f"{self.column.query}&dated=certain"
        return self.column.query


@dataclass(frozen=True, slots=True)
class Row:
    slug: str  # empty for articles of no known outlet
    name: str
    cells: list[Cell]
    total: int


@dataclass(frozen=True, slots=True)
class Others:
    """The outlets that a table leaves out, added up."""

    outlet_count: int
    cells: list[Cell]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    columns: list[Column]
    rows: list[Row]  # who wrote most first, those of no known outlet last
    totals: list[Cell]
    others: Others | None = None

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self.totals)

    @property
    def outlet_count(self) -> int:
        """How many known outlets there are."""
        return sum(1 for row in self.rows if row.slug)

    @property
    def lead(self) -> int:
        """The columns before the event's own days, the outlets' among them."""
        return 1 + [column.part for column in self.columns].index("during")

    @property
    def during(self) -> int:
        """The columns of the event's own days."""
        return sum(column.part == "during" for column in self.columns)

    def shorten(self, most: int) -> "Matrix":
        """Return the matrix of the outlets that wrote most; the others are one row."""
        known = [row for row in self.rows if row.slug]
        left_out = known[most:]
        if len(left_out) < 2:
            return self
        others = Others(
            len(left_out),
            [_add(cells) for cells in zip(*(r.cells for r in left_out), strict=True)],
            sum(row.total for row in left_out),
        )
        unknown = [row for row in self.rows if not row.slug]
        return replace(self, rows=[*known[:most], *unknown], others=others)

    def only(self, rows: Sequence[Row]) -> "Matrix":
        """Return the matrix with some of its rows, below the totals of all."""
        return replace(self, rows=list(rows))


def find_outlets() -> Outlets:
    rows = Source.objects.order_by().values_list("pk", "slug", "name")
    return {pk: (slug, name) for pk, slug, name in rows}


def count_days(event: Event, outlets: Outlets) -> list[DayCount]:
    """Return who wrote about an event when; far days are put together."""
    rows = CoverageTally.objects.by_outlet_and_day(event)
    return [
        DayCount(*outlets.get(outlet, ("", "")), _day(first), _day(last), total, about)
        for outlet, first, last, total, about in rows
    ]


def matrix(event: Event, counts: Iterable[DayCount]) -> Matrix:
    """Return outlets by days."""
    columns = _columns(event)
    found: dict[str, Counter[Column]] = {}
    about: dict[str, Counter[Column]] = {}
    names: dict[str, str] = {}
    for row in counts:
        names[row.outlet] = row.outlet_name
        place = _place(columns, row.earliest, row.latest)
        found.setdefault(row.outlet, Counter())[place] += row.count
        about.setdefault(row.outlet, Counter())[place] += row.about_count
    used = _used(columns, found.values())
    rows = [
        Row(
            slug,
            names[slug],
            [Cell(column, by[column], about[slug][column]) for column in used],
            by.total(),
        )
        for slug, by in found.items()
    ]
    rows.sort(key=lambda row: (not row.slug, -row.total, row.name))
    totals = [
        Cell(
            column,
            sum(by[column] for by in found.values()),
            sum(by[column] for by in about.values()),
        )
        for column in used
    ]
    return Matrix(used, rows, totals)


def _add(cells: Sequence[Cell]) -> Cell:
    """Return one cell for some of one column."""
    count, about = (sum(c.count for c in cells), sum(c.about_count for c in cells))
    return Cell(cells[0].column, count, about)


def _day(number: int) -> date | None:
    """Return the day of a number such as 20240516; none of 0."""
    year, rest = divmod(number, 10_000)
    return date(year, *divmod(rest, 100)) if number else None


def _columns(event: Event) -> list[Column]:
    length = (event.ends_on - event.starts_on).days + 1
    margin = timedelta(days=MARGIN if length <= MAX_DAYS else 0)
    first, last = event.starts_on - margin, event.ends_on + margin
    day = timedelta(days=1)
    days = [first + n * day for n in range((last - first).days + 1)]
    middle = [Column(_part(event, day), day, day) for day in days]
    if length > MAX_DAYS:
        middle = [Column("during", first, last)]
    return [
        Column("before", None, first - day),
        *middle,
        Column("after", last + day, None),
        Column("inexact"),
        Column("undated"),
    ]


def _part(event: Event, day: date) -> Part:
    if day < event.starts_on:
        return "before"
    return "after" if day > event.ends_on else "during"


def _place(columns: list[Column], first: date | None, last: date | None) -> Column:
    *dated, inexact, undated = columns
    if first is None or last is None:
        return undated
    return next((column for column in dated if column.holds(first, last)), inexact)


def _used(columns: list[Column], found: Iterable[Counter[Column]]) -> list[Column]:
    """Leave out what is empty at the edges: never a day between two others."""
    filled = {column for counts in found for column in counts}
    kept = [c for c in columns if c in filled or c.part == "during"]
    days = [columns.index(c) for c in kept if c.is_day or c.part == "during"]
    between = set(columns[min(days) : max(days) + 1])
    return [column for column in columns if column in between or column in kept]
