"""Narrow rows made from the others, for lists and counts to walk at any size."""

from django.db import models

from articles import listings
from articles.models.article import Article


class Listing(models.Model):
    """An article under one value of a facet, with its place in time.

    Made by `articles.listings` from mentions, credits and coverage.
    """

    class Facet(models.IntegerChoices):
        ENTITY = listings.ENTITY  # mentioned in headline or body
        EVENT = listings.EVENT  # covered, or suggested and not rejected
        AGENCY = listings.AGENCY  # its text rests on it
        COARSE = listings.COARSE  # can be from more days than three; by how many

    pk = models.CompositePrimaryKey("article_id", "facet", "value")
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="listings", db_index=False
    )
    facet = models.SmallIntegerField(choices=Facet)
    value = models.BigIntegerField()  # the entity's, event's or source's id
    pos = models.BigIntegerField()  # the article's

    class Meta:
        indexes = [
            models.Index(fields=["facet", "value", "-pos"], name="listing_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_facet_display()} {self.value}: {self.article_id}"
