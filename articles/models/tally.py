"""Counts of the whole archive."""

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


class TallyQuerySet(models.QuerySet["Tally"]):
    def of(self, facet: int, value: int) -> int:
        """Return how many articles there are of one value."""
        counts = self.filter(facet=facet, period=0, value=value)
        return counts.values_list("count", flat=True).first() or 0


class Tally(models.Model):
    """How many articles there are of a kind; kept by triggers: `articles.tallies`.

    Those of days are in `DateTally`: here, each is of all days, and its period 0.
    """

    class Facet(models.IntegerChoices):
        OUTLET = 0
        ENTITY = 1
        EVENT = 2
        AGENCY = 3
        UNDATED = 5  # by outlet
        CERTAIN = 6  # by outlet, those whose day is known beyond doubt
        CANDIDATE = 9  # in which a name that no entity has was seen

    pk = models.CompositePrimaryKey("facet", "period", "value")
    facet = models.SmallIntegerField(choices=Facet)
    period = models.IntegerField(default=0)
    value = models.BigIntegerField()  # an id; 0 where the outlet is unknown
    count = models.BigIntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["facet", "-count", "value"],
                condition=models.Q(period=0),
                name="tally_most",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_facet_display()} {self.value} {self.period}: {self.count}"


def tallied(facet: Tally.Facet) -> Coalesce:
    """How many articles there are of the row at hand; to annotate its query with."""
    tallies = Tally.objects.filter(facet=facet, period=0, value=OuterRef("pk"))
    return Coalesce(Subquery(tallies.values("count")), 0)
