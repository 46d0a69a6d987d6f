"""Candidates: names seen in articles that no entity has, for curators to decide on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.entity import Entity


class Candidate(models.Model):
    """A name, and what a curator decided of it: for good, wherever it is seen."""

    class Decision(models.TextChoices):
        OPEN = "open", _("not decided")
        NAMED = "named", _("an entity's name")
        NEVER = "never", _("never an entity")

    name = models.CharField(_("name"), max_length=200, unique=True)
    # What the machine took it for when it was first seen; empty where it can't tell.
    kind = models.CharField(_("kind"), max_length=12, choices=Entity.Kind, blank=True)
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision, default=Decision.OPEN
    )
    entity = models.ForeignKey(
        Entity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entity"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="named", entity__isnull=False)
                | Q(decision__in=["open", "never"], entity__isnull=True),
                name="candidate_is_named_with_an_entity",
            ),
        ]
        indexes = [
            # The desk's lists of what was decided, a small part of all.
            models.Index(
                fields=["decision", "name"],
                name="candidate_decided",
                condition=~Q(decision="open"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Sighting(models.Model):
    """A candidate in an article; `articles.tallies` counts the articles of each."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="sightings")
    candidate = models.ForeignKey(
        Candidate, models.CASCADE, related_name="sightings", db_index=False
    )
    count = models.PositiveIntegerField()
    start = models.PositiveIntegerField()  # of its first occurrence
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "article"], name="sighting_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.article_id}"
