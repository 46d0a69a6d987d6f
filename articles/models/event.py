"""Events, and which articles cover them."""

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.models.article import Article
from articles.models.entity import Entity
from articles.models.named import Named
from articles.models.tally import Tally, tallied


class EventQuerySet(models.QuerySet["Event"]):
    def with_articles(self) -> "EventQuerySet":
        """Each with how many articles cover it."""
        return self.annotate(article_count=tallied(Tally.Facet.EVENT))

    def with_suggested(self) -> "EventQuerySet":
        """Each with how many articles wait for a decision on it."""
        suggested = Coverage.objects.filter(
            event=OuterRef("pk"), status=Coverage.Status.SUGGESTED
        ).order_by()
        counted = suggested.values("event").annotate(count=Count("pk"))
        return self.annotate(
            suggested_count=Coalesce(Subquery(counted.values("count")), 0)
        )


class Event(Named):
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    place = models.ForeignKey(
        Entity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )
    participants = models.ManyToManyField(
        Entity, related_name="events", blank=True, verbose_name=_("participants")
    )
    description = models.TextField(_("description"), blank=True)
    origin = models.CharField(
        _("origin"),
        max_length=300,
        blank=True,
        help_text=_("Where this entry comes from."),
    )
    objects = EventQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[participants])

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="event_starts_before_it_ends",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("event-detail", args=[self.slug])

    @property
    def edtf(self) -> str:
        """Its days as one EDTF date."""
        if self.starts_on == self.ends_on:
            return self.starts_on.isoformat()
        return f"{self.starts_on.isoformat()}/{self.ends_on.isoformat()}"


class CoverageQuerySet(models.QuerySet["Coverage"]):
    def standing(self) -> "CoverageQuerySet":
        """Accepted, or suggested and not yet judged."""
        return self.exclude(status=Coverage.Status.REJECTED)


class Coverage(models.Model):
    """An article's belonging to an event."""

    class Status(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")

    class Basis(models.TextChoices):
        INFERRED = "inferred", _("entities and dates")
        SIDECAR = "sidecar", _("sidecar catalogue")
        CURATED = "curated", _("a curator")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="coverage", verbose_name=_("article")
    )
    event = models.ForeignKey(
        Event, models.PROTECT, related_name="coverage", verbose_name=_("event")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status)
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "event"], name="coverage_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["suggested", "accepted", "rejected"]),
                name="coverage_status_is_known",
            ),
        ]
        indexes = [
            # /?event= and /events/<slug>/
            models.Index(
                fields=["event", "article"],
                name="coverage_by_event",
                condition=~Q(status="rejected"),
            ),
            # what waits for a decision on an event
            models.Index(
                fields=["event", "article"],
                name="coverage_to_decide",
                condition=Q(status="suggested"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.event}"

    @property
    def is_settled(self) -> bool:
        """Whether a person or a catalogue decided on it."""
        return self.status != self.Status.SUGGESTED
