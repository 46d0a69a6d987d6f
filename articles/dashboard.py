"""What the desk's first page tells of the archive, at the same cost at any size."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from articles.models import Coverage, Event, IngestRun, ReviewReason, Source, Tally
from articles.queue import CAP, Queue, count_reasons

RUNS, EVENTS, OUTLETS = 5, 8, 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many articles wait for a person, for one reason or at all."""

    reason: str
    label: str
    count: int

    @property
    def is_capped(self) -> bool:
        return self.count > CAP

    @property
    def shown(self) -> int:
        return min(self.count, CAP)


@dataclass(frozen=True, slots=True)
class Quality:
    """How well the articles of one outlet are dated; of no outlet, where unknown."""

    outlet: Source | None
    count: int
    undated_count: int
    certain_count: int  # whose day is known beyond doubt
    total: int  # articles in the archive

    @property
    def share(self) -> float:
        return 100 * self.count / self.total

    @property
    def undated(self) -> float:
        return 100 * self.undated_count / self.count

    @property
    def uncertain(self) -> float:
        """Dated, but not beyond doubt to the day."""
        return 100 - self.undated - 100 * self.certain_count / self.count


@dataclass(frozen=True, slots=True)
class Dashboard:
    waiting: Waiting
    reasons: list[Waiting]
    runs: list[IngestRun]
    events: list[Event]
    outlets: list[Quality]
    total: int


def find_dashboard() -> Dashboard:
    """Return what is shown, in eight queries."""
    total = _tallies(Tally.Facet.OUTLET).aggregate(sum=Sum("count"))["sum"] or 0
    counts = count_reasons()
    labels = dict(ReviewReason.Reason.choices)
    return Dashboard(
        waiting=Waiting("", "", Queue().count()),
        reasons=[
            Waiting(reason, str(labels[reason]), count)
            for reason, count in sorted(counts.items(), key=lambda each: -each[1])
        ],
        runs=list(IngestRun.objects.all()[:RUNS]),
        events=list(_find_events()),
        outlets=list(_find_quality(total)),
        total=total,
    )


def _find_events() -> QuerySet[Event]:
    """Return the latest events, with what covers them and what is to be decided."""
    suggested = Coverage.objects.filter(event=OuterRef("pk"), status="suggested")
    counted = suggested.order_by().values("event").annotate(count=Count("pk"))
    waiting = Coalesce(Subquery(counted.values("count")), 0)
    return Event.objects.with_articles().annotate(waiting_count=waiting)[:EVENTS]


def _find_quality(total: int) -> Iterator[Quality]:
    """Yield the outlets with the most articles, and those of which none is known."""
    rows = _tallies(Tally.Facet.OUTLET).filter(count__gt=0).order_by("-count")
    counts = dict(rows.values_list("value", "count")[:OUTLETS])
    facets = (Tally.Facet.UNDATED, Tally.Facet.CERTAIN)
    dated = {
        (facet, value): count
        for facet, value, count in Tally.objects.filter(
            facet__in=facets, period=0, value__in=list(counts)
        ).values_list("facet", "value", "count")
    }
    outlets = Source.objects.in_bulk(list(counts))
    for value, count in counts.items():
        undated, certain = (dated.get((facet, value), 0) for facet in facets)
        yield Quality(outlets.get(value), count, undated, certain, total)


def _tallies(facet: Tally.Facet) -> QuerySet[Tally]:
    return Tally.objects.filter(facet=facet, period=0)
