"""Counts of all articles by their days; kept by triggers: `articles.event_tallies`."""

from django.db import models


class DateTally(models.Model):
    """How many articles of an outlet can be from which days.

    A day is a number (20240516), or 0 where none is known.
    """

    class Grain(models.IntegerChoices):
        DAYS = 0  # of one month, or none
        MONTH = 1  # all of these together, by the month (202405)
        WIDE = 2  # of several months

    EVERY = -1  # stands for all outlets together, which have no months

    pk = models.CompositePrimaryKey("outlet", "grain", "earliest", "latest", "is_about")
    outlet = models.BigIntegerField()  # 0 where it is unknown
    grain = models.SmallIntegerField(choices=Grain)
    earliest = models.IntegerField()
    latest = models.IntegerField()
    is_about = models.SmallIntegerField()  # 1 where the date is in doubt
    count = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.outlet} {self.earliest}–{self.latest}: {self.count}"
