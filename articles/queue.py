"""The review queue: articles at which a person should look, what settles most first.

It walks the review reasons alone, which are narrow and indexed in its order, and
counts no further than `CAP`.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.formats import number_format

from articles.models import Article, Coverage, Event, ReviewReason, Source

CAP = 10_000
UNKNOWN = "unknown"
# The articles of an event are sorted by weight if they are no more than these.
SORTED = 20_000
COUNT_SQL = (
    "SELECT CAST(%s AS varchar(40)), count(*) FROM (SELECT 1 FROM "
    "articles_reviewreason WHERE reason = %s LIMIT %s) AS counted"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the queue an article stands: its weight, then its id."""

    weight: int
    article: int

    @classmethod
    def parse(cls, text: str) -> "Place | None":
        """Return the place that `str` gave, or None.

        >>> Place.parse("6-17")
        Place(weight=6, article=17)
        >>> Place.parse("anything else")
        """
        weight, _, article = text.partition("-")
        if not (weight.isdecimal() and article.isdecimal() and len(text) < 18):
            return None
        return cls(int(weight), int(article))

    def __str__(self) -> str:
        return f"{self.weight}-{self.article}"


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue, or the part of it for one reason, outlet (its slug) or event."""

    reason: str = ""
    outlet: str = ""
    event: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        """What was asked for, as an address has it."""
        return {name: value for name, value in asdict(self).items() if value}

    def count(self) -> int:
        """Return how many articles are in it: no more than `CAP` + 1."""
        return self._places()[: CAP + 1].count()

    def walk(self, after: Place | None = None, *, limit: int = 1) -> list[Place]:
        """Return the places that come next."""
        return [Place(*row) for row in self._walk(after, limit)]

    def _walk(self, after: Place | None, limit: int) -> Iterator[tuple[int, int]]:
        if after is None:
            yield from self._places()[:limit]
            return
        # Two ranges of the index rather than one condition that no index serves.
        alike = self._reasons().filter(weight=after.weight)
        found = list(_ordered(alike.filter(article__gt=after.article))[:limit])
        yield from found
        if len(found) < limit:
            lighter = self._reasons().filter(weight__lt=after.weight)
            yield from _ordered(lighter)[: limit - len(found)]

    def _places(self) -> QuerySet[ReviewReason, Any]:
        return _ordered(self._reasons())

    def _reasons(self) -> QuerySet[ReviewReason]:
        reasons = ReviewReason.objects.all()
        if self.reason:
            reasons = reasons.filter(reason=self.reason)
        if self.outlet == UNKNOWN:
            reasons = reasons.filter(outlet=None)
        elif self.outlet:
            # Not joined, so that its index is walked.
            outlet = Source.objects.filter(slug=self.outlet).values("pk")[:1]
            reasons = reasons.filter(outlet=Subquery(outlet))
        if self.event:
            reasons = self._of_event(reasons)
        return reasons

    def _of_event(self, reasons: QuerySet[ReviewReason]) -> QuerySet[ReviewReason]:
        event = Event.objects.with_articles().filter(slug=self.event).first()
        if event is None:
            return reasons.none()
        covering = Coverage.objects.standing().filter(event=event)
        if event.article_count <= SORTED:  # type: ignore[attr-defined]
            return reasons.filter(article__in=covering.values("article"))
        # An event's articles weigh twice, so many of them are met soon.
        return reasons.filter(Exists(covering.filter(article=OuterRef("article"))))


def _ordered(reasons: QuerySet[ReviewReason]) -> QuerySet[ReviewReason, Any]:
    places = reasons.order_by("-weight", "article").values_list("weight", "article")
    return places.distinct()


def place_of(article: Article) -> Place | None:
    """Return where an article stands in the queue, if it does."""
    reasons = article.review_reasons.all()
    return Place(reasons[0].weight, article.pk) if reasons else None


def count_reasons() -> dict[str, int]:
    """Return how many articles there are for each reason; `CAP` + 1 stands for more."""
    reasons = ReviewReason.Reason.values
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join([COUNT_SQL] * len(reasons)),
            [each for reason in reasons for each in (reason, reason, CAP + 1)],
        )
        return {reason: count for reason, count in cursor.fetchall() if count}


def say_capped(count: int) -> str:
    """Return a count as it is shown.

    >>> say_capped(12), say_capped(CAP + 1)
    ('12', '10,000+')
    """
    if count <= CAP:
        return str(count)
    return f"{number_format(CAP, force_grouping=True)}+"
