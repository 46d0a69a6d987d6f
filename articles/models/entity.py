"""Entities: known people, places and organizations, and where they are mentioned."""

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.models.article import Article
from articles.models.named import Named, name_as_read
from articles.models.tally import Tally, tallied


class EntityQuerySet(models.QuerySet["Entity"]):
    def in_articles(self) -> "EntityQuerySet":
        """Those that articles mention, with how many do, the most mentioned first."""
        counted = self.annotate(article_count=tallied(Tally.Facet.ENTITY))
        named = counted.filter(article_count__gt=0)
        return named.order_by("-article_count", name_as_read(self.model))


class Entity(Named):
    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        PLACE = "place", _("place")
        ORGANIZATION = "organization", _("organization")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    # The key under which shipped knowledge knows the entity.
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    wikidata_id = models.CharField(_("Wikidata ID"), max_length=20, blank=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    origin = models.CharField(
        _("origin"),
        max_length=300,
        blank=True,
        help_text=_("Where this entry comes from."),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="absorbed",
        verbose_name=_("merged into"),
    )
    objects = EntityQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        permissions = [("merge_entity", "Can merge entities")]
        ordering = ["name", "pk"]
        indexes = [
            # the desk's list
            models.Index(fields=["name"], name="entity_by_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["person", "place", "organization"]),
                name="entity_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="entity_is_not_merged_into_itself",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("entity-detail", args=[self.slug])


class Alias(models.Model):
    """An accepted name of an entity.

    Turned off rather than deleted, so that shipped knowledge can't bring it back.
    """

    entity = models.ForeignKey(
        Entity, models.CASCADE, related_name="aliases", verbose_name=_("entity")
    )
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language (BCP 47)"), max_length=35, blank=True)
    needs_context = models.BooleanField(
        _("needs context"),
        default=False,
        help_text=_("Also an everyday word: counts only where the context says so."),
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("The extractor uses active aliases only."),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["entity", "name"], name="alias_is_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class MentionQuerySet(models.QuerySet["Mention"]):
    def in_article(self) -> "MentionQuerySet":
        """Mentions in the headline and body: not those in what stands around it."""
        return self.exclude(zone=Mention.Zone.BOILERPLATE)

    def by_word(self) -> models.QuerySet:
        """How often each outlet writes each surface form of each entity, by zone."""
        return self.values(
            "entity",
            "surface",
            "zone",
            "article__outlet__slug",
            "article__outlet__name",
        ).annotate(count=Count("pk"))

    def by_month(self) -> models.QuerySet:
        """How often each surface form is written each month, dates permitting."""
        month = TruncMonth("article__published_latest")
        dated = self.exclude(article__published_latest=None)
        return dated.values("surface", month=month).annotate(count=Count("pk"))


class Mention(models.Model):
    """One occurrence of an entity in an article's raw text."""

    class Zone(models.TextChoices):
        HEADLINE = "headline", _("headline")
        NARRATION = "narration", _("narration")
        QUOTATION = "quotation", _("quotation")
        BOILERPLATE = "boilerplate", _("boilerplate")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="mentions", verbose_name=_("article")
    )
    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="mentions", verbose_name=_("entity")
    )
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    surface = models.CharField(_("surface form"), max_length=200)
    zone = models.CharField(_("zone"), max_length=12, choices=Zone)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["article", "start"]
        indexes = [
            # /?entity= and /entities/<slug>/
            models.Index(fields=["entity", "article"], name="mention_by_entity"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "start"], name="mention_starts_once"
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")), name="mention_has_length"
            ),
        ]

    def __str__(self) -> str:
        return self.surface
