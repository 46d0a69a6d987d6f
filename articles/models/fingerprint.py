"""Fingerprints by which articles find others: shared passages, printed headlines."""

from django.db import models

from articles.models.article import Article


class Fingerprint(models.Model):
    """One of an article's fingerprints, of its body or of its headline."""

    pk = models.CompositePrimaryKey("value", "article_id")
    value = models.IntegerField()
    article = models.ForeignKey(Article, models.CASCADE, related_name="fingerprints")

    def __str__(self) -> str:
        return f"{self.value}: {self.article_id}"
