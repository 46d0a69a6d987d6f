"""Counts of each event's articles; kept by triggers: `articles.event_tallies`."""

from datetime import timedelta

from django.db import models
from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Greatest, Least

from articles.models.event import Event

# Days that lie further off than so many from an event's own are not told apart.
NEAR = timedelta(days=15)


class CoverageTallyQuerySet(models.QuerySet["CoverageTally"]):
    def by_outlet_and_day(self, event: Event) -> QuerySet:
        """How many articles each outlet has from which days, about or for certain."""
        first, last = event.starts_on - NEAR, event.ends_on + NEAR
        bounds = int(f"{first:%Y%m%d}"), int(f"{last:%Y%m%d}")
        near = {name: _near(name, *bounds) for name in ("earliest", "latest")}
        rows = self.filter(event=event.pk, count__gt=0)
        return (
            rows.annotate(first=near["earliest"], last=near["latest"])
            .values_list("outlet", "first", "last")
            .annotate(
                total=Sum("count"), about=Sum("count", filter=Q(is_about=1), default=0)
            )
        )


def _near(name: str, first: int, last: int) -> Case:
    bounded = Least(Greatest(F(name), Value(first)), Value(last))
    return Case(When(**{name: 0}, then=Value(0)), default=bounded)


class CoverageTally(models.Model):
    """How many articles of an outlet on an event can be from which days.

    A day is a number (20240516), or 0 where none is known.
    """

    pk = models.CompositePrimaryKey("event", "outlet", "earliest", "latest", "is_about")
    event = models.BigIntegerField()
    outlet = models.BigIntegerField()  # 0 where it is unknown
    earliest = models.IntegerField()
    latest = models.IntegerField()
    is_about = models.SmallIntegerField()  # 1 where the date is in doubt
    count = models.BigIntegerField()

    objects = CoverageTallyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.event} {self.outlet} {self.earliest}–{self.latest}: {self.count}"


class NamingTallyQuerySet(models.QuerySet["NamingTally"]):
    def in_all(self, event: Event) -> "NamingTallyQuerySet":
        """How often each word names each entity, whoever writes it and where."""
        return self.filter(event=event.pk, zone="", count__gt=0)

    def ranked(self, event: Event) -> QuerySet:
        """The entities that are named, the most often first, and in how many words."""
        named = self.in_all(event).values("entity")
        counted = named.annotate(words=Count("entity"), times=Sum("count"))
        return counted.order_by("-times", "entity")

    def by_word(self, event: Event) -> "NamingTallyQuerySet":
        """How often each outlet writes each word for each entity, by zone."""
        return self.filter(event=event.pk, count__gt=0).exclude(zone="")


class NamingTally(models.Model):
    """How often an outlet writes a word for an entity in the articles on an event.

    One without a zone is of all zones and outlets.
    """

    pk = models.CompositePrimaryKey("event", "entity", "surface", "zone", "outlet")
    event = models.BigIntegerField()
    entity = models.BigIntegerField()
    surface = models.CharField(max_length=200)
    zone = models.CharField(max_length=12)
    outlet = models.BigIntegerField()  # 0 where it is unknown
    count = models.BigIntegerField()

    objects = NamingTallyQuerySet.as_manager()

    class Meta:
        indexes = [
            # which entities have several names, and which is named most
            models.Index(
                fields=["event", "entity", "count"],
                condition=Q(zone=""),
                name="naming_tally_in_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.entity} {self.surface}: {self.count}"
