"""Sources: anything that publishes or supplies news."""

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.models.tally import Tally, tallied


class SourceQuerySet(models.QuerySet["Source"]):
    def with_articles(self) -> "SourceQuerySet":
        """Those that published something, with how much, the most first."""
        counted = self.annotate(article_count=tallied(Tally.Facet.OUTLET))
        return counted.filter(article_count__gt=0).order_by("-article_count", "name")

    def called(self, said: str) -> "SourceQuerySet":
        """Those that are called so, by any of their active names, or by their slug."""
        name = Q(names__is_active=True, names__value__iexact=said)
        return self.filter(Q(name__iexact=said) | Q(slug=said) | name).distinct()

    def credited(self, articles: models.QuerySet | None = None) -> "SourceQuerySet":
        """Agencies on which `articles` rest (or any), with how many, the most first."""
        agencies = self.filter(kind=Source.Kind.AGENCY)
        if articles is None:
            counted = agencies.annotate(article_count=tallied(Tally.Facet.AGENCY))
        else:
            is_text = ~Q(credits__role="photo") & Q(credits__article__in=articles)
            counted = agencies.annotate(
                article_count=Count("credits__article", filter=is_text, distinct=True)
            )
        return counted.filter(article_count__gt=0).order_by("-article_count", "name")


class Source(models.Model):
    """An outlet or agency; "outlet" is also its role of having published an article."""

    class Kind(models.TextChoices):
        OUTLET = "outlet", _("outlet")
        AGENCY = "agency", _("agency")

    name = models.CharField(_("name"), max_length=200)
    # The key under which shipped knowledge and sidecars know the source.
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    language = models.CharField(_("language (BCP 47)"), max_length=35, blank=True)
    country = models.CharField(_("country (ISO 3166-1)"), max_length=2, blank=True)
    homepage = models.URLField(_("homepage"), max_length=500, blank=True)
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
    objects = SourceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        permissions = [("merge_source", "Can merge sources")]
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["outlet", "agency"]), name="source_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="source_is_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("outlet-detail", args=[self.slug])


class SourceName(models.Model):
    """A name, domain or signature by which text gives a source away.

    Turned off rather than deleted, so that shipped knowledge can't bring it back.
    """

    class Kind(models.TextChoices):
        NAME = "name", _("name")
        DOMAIN = "domain", _("domain")
        SIGNATURE = "signature", _("signature")

    source = models.ForeignKey(
        Source, models.CASCADE, related_name="names", verbose_name=_("source")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    value = models.CharField(_("value"), max_length=200)
    is_primary = models.BooleanField(_("primary"), default=False)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("The extractor uses active names only.")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("source name")
        verbose_name_plural = _("source names")
        ordering = ["kind", "-is_primary", "value"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["name", "domain", "signature"]),
                name="source_name_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["source", "kind", "value"], name="source_name_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.value
