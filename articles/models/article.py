"""Articles, and what stands around the text: credits, related headlines, doubts."""

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.models.raw import RawFile
from articles.models.source import Source

# EDTF marks what is approximate or uncertain: "about 14 May" is no certain day.
DOUBTFUL = "~?%"


def is_doubtful() -> Q:
    """Whether the date of an article is so marked."""
    # Not by an expression: SQLite has none of its own and asks Python for each row.
    marked = Q()
    for mark in DOUBTFUL:
        marked |= Q(published_edtf__contains=mark)
    return marked


def certainly_within(first: date | None, last: date | None) -> Q:
    """Whether an article is from the days `first` to `last` beyond doubt.

    Without either, whether its day is known.
    """
    condition = ~is_doubtful()
    if first is None and last is None:
        return condition & Q(published_earliest=F("published_latest"))
    if first is not None:
        condition &= Q(published_earliest__gte=first)
    if last is not None:
        condition &= Q(published_latest__lte=last)
    return condition


class ArticleQuerySet(models.QuerySet["Article"]):
    """Reads in the archive's words; they compose."""

    def newest_first(self) -> "ArticleQuerySet":
        """By the last day an article can be from; undated ones at the end."""
        return self.order_by("-pos")

    def listed_under(self, facet: int, value: int) -> "ArticleQuerySet":
        """Those under one value of a `Listing.Facet`, the newest first."""
        listed = self.filter(listings__facet=facet, listings__value=value)
        return listed.order_by("-listings__pos")

    def published_within(
        self, first: date | None, last: date | None
    ) -> "ArticleQuerySet":
        """Articles that can be from the days `first` to `last`, both inclusive.

        An article counts if its interval overlaps; undated ones never do.
        """
        articles = self.exclude(published_latest=None)
        if first is not None:
            articles = articles.filter(published_latest__gte=first)
        if last is not None:
            articles = articles.filter(published_earliest__lte=last)
        return articles

    def needing_review(self) -> "ArticleQuerySet":
        """Articles at which a person should look."""
        return self.filter(Exists(ReviewReason.objects.filter(article=OuterRef("pk"))))

    def undated(self) -> "ArticleQuerySet":
        return self.filter(published_latest=None)

    def for_list(self) -> "ArticleQuerySet":
        """What a list shows, in one query per table and without the texts.

        With `wire_credits`: the agencies whose text an article is, or rests on.
        """
        wire = Credit.objects.filter(role=Credit.Role.WIRE).select_related("source")
        # As plain lists: as querysets they would take longer to make than to read.
        shown = models.Prefetch("credits", wire, to_attr="wire_credits")
        return self.in_brief().prefetch_related(shown)

    def in_brief(self) -> "ArticleQuerySet":
        """Who wrote what when, without the texts."""
        return self.select_related("outlet").defer("body", "body_sha256")

    def for_comparing(self) -> "ArticleQuerySet":
        """Who wrote what when, with the raw texts and what was read from them."""
        return self.in_brief().select_related("raw_file", "extraction")

    def for_reading(self) -> "ArticleQuerySet":
        """All that the page of one article shows, in one query per table."""
        credits = Credit.objects.select_related("source")
        return self.select_related(
            "outlet", "raw_file__sidecar", "extraction"
        ).prefetch_related(models.Prefetch("credits", credits), "review_reasons")


_Everything = models.Manager.from_queryset(ArticleQuerySet)


class PublicManager(_Everything):
    """What readers may see: whoever does not ask for everything gets this."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(is_hidden=False)


class Article(models.Model):
    """One item as one outlet published it.

    Every column but `raw_file` is settled from the extraction, the sidecar and the
    corrections (`articles.settle`), so nothing else may write one.
    """

    class Basis(models.TextChoices):
        DATELINE = "dateline", _("printed in the dateline")
        STATED = "stated", _("printed in the text")
        INFERRED = "inferred", _("inferred from the text")
        SIDECAR = "sidecar", _("given by the catalogue")
        CURATED = "curated", _("settled by a curator")
        UNKNOWN = "unknown", _("unknown")

    class ReviewStatus(models.TextChoices):
        UNREVIEWED = "unreviewed", _("not reviewed")
        REVIEWED = "reviewed", _("reviewed")

    raw_file = models.OneToOneField(
        RawFile, models.PROTECT, related_name="article", verbose_name=_("raw file")
    )
    outlet = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("outlet"),
    )
    host = models.CharField(_("host"), max_length=253, blank=True)
    url = models.URLField(_("URL"), max_length=2000, blank=True)
    headline = models.TextField(_("headline"), blank=True)
    lead = models.TextField(_("lead"), blank=True)
    dateline = models.CharField(_("dateline"), max_length=200, blank=True)
    # A list of objects with the keys "name" and "role", in printed order.
    bylines = models.JSONField(_("bylines"), default=list, blank=True)
    published_edtf = models.CharField(_("published (EDTF)"), max_length=64, blank=True)
    published_earliest = models.DateField(_("published earliest"), null=True)
    published_latest = models.DateField(_("published latest"), null=True)
    published_basis = models.CharField(
        _("basis of the date"), max_length=10, choices=Basis, default=Basis.UNKNOWN
    )
    # The one sort key, for order and for cursors: see `articles.settle.make_pos`.
    pos = models.BigIntegerField(_("position in time"), default=0, editable=False)
    body = models.TextField(_("body"), blank=True)
    body_sha256 = models.CharField(_("SHA-256 of the body"), max_length=64, blank=True)
    language = models.CharField(_("language (BCP 47)"), max_length=35, blank=True)
    review_status = models.CharField(
        _("review status"),
        max_length=10,
        choices=ReviewStatus,
        default=ReviewStatus.UNREVIEWED,
    )

    # Hidden from readers by a curator, with all that hangs on it: a hidden article has
    # no mentions, credits or coverage, and is in no list, count or search index.
    is_hidden = models.BooleanField(_("hidden"), default=False, editable=False)

    # The default, for the desk and whatever reaches an article through another row.
    everything = ArticleQuerySet.as_manager()
    objects = PublicManager()

    # What was looked for, marked, where a list shows it (`articles.views.hits`).
    marked_title: Sequence[object] = ()
    snippet: Sequence[object] = ()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("bulk_article", "Can change many articles at once"),
            ("hide_article", "Can hide articles"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_earliest__lte=F("published_latest"))
                | Q(published_earliest=None, published_latest=None),
                name="article_published_bounds_are_ordered",
            ),
            models.CheckConstraint(
                condition=Q(
                    published_edtf="",
                    published_earliest=None,
                    published_latest=None,
                    published_basis__in=["unknown", "curated"],
                )
                | (
                    ~Q(published_edtf="")
                    & Q(published_earliest__isnull=False)
                    & Q(published_latest__isnull=False)
                    & ~Q(published_basis="unknown")
                ),
                name="article_published_is_whole_or_unknown",
            ),
        ]
        indexes = [
            # / (who is hidden is in the index, so that it alone is read)
            models.Index(fields=["-pos", "is_hidden"], name="article_newest_first"),
            # /outlets/<slug>/ and /?outlet=
            models.Index(
                fields=["outlet", "-pos", "is_hidden"], name="article_newest_of_outlet"
            ),
            # /?published_after= and /?published_before=
            models.Index(
                fields=["published_earliest", "published_latest"],
                name="article_by_day",
            ),
            # the desk's list, of what was reviewed and of what is hidden
            models.Index(
                fields=["-pos"],
                name="article_reviewed",
                condition=Q(review_status="reviewed"),
            ),
            models.Index(
                fields=["-pos"], name="article_hidden", condition=Q(is_hidden=True)
            ),
            # same text under other bytes
            models.Index(fields=["body_sha256"], name="article_by_body"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        # example: /articles/4-kunjungi-cina-putin-cari-dukungan/
        return reverse("article-detail", args=[self.pk, self.slug])

    @property
    def title(self) -> str:
        """The headline, or the lead where none is printed, or the file's place."""
        return self.headline or self.lead or f"#{self.pk}"

    @property
    def is_title_printed(self) -> bool:
        """Whether the title is a printed headline rather than the lead."""
        return bool(self.headline)

    @property
    def slug(self) -> str:
        """The title in a URL; the id before it is what counts."""
        return slugify(self.title)[:80].strip("-") or "article"

    @property
    def is_date_indirect(self) -> bool:
        """Whether the date rests on something else than being printed."""
        printed = {self.Basis.DATELINE, self.Basis.STATED, self.Basis.UNKNOWN}
        return self.published_basis not in printed

    @property
    def needs_review(self) -> str:
        """Why a person should look at the article, in words; empty if none should."""
        reasons = self.review_reasons.all()
        return " ".join(str(reason.get_reason_display()) for reason in reasons)


class ReviewReason(models.Model):
    """One reason why a curator should look at an article."""

    class Reason(models.TextChoices):
        OUTLET_UNKNOWN = "outlet-unknown", _("The text names no outlet.")
        OUTLET_NOT_LISTED = (
            "outlet-not-listed",
            _("The text names an outlet that the archive does not know."),
        )
        DATE_UNKNOWN = "date-unknown", _("The text gives no publication date.")
        DATE_INFERRED = "date-inferred", _("The date is inferred, not printed whole.")
        DATE_INEXACT = "date-inexact", _("The date is not exact to the day.")
        WEEKDAY_CONTRADICTS_DATE = (
            "weekday-contradicts-date",
            _("A printed weekday contradicts its date."),
        )
        ENCODING_GUESSED = "encoding-guessed", _("The encoding had to be guessed.")
        NO_BODY = "no-body", _("No body was found.")
        COVERAGE_SUGGESTED = (
            "coverage-suggested",
            _("An event is suggested and not yet accepted."),
        )
        SIDECAR_DISAGREES = (
            "sidecar-disagrees",
            _("The catalogue contradicts the text."),
        )
        EXTRACTION_DISAGREES = (
            "extraction-disagrees",
            _("A newer reading disagrees with a correction."),
        )

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        related_name="review_reasons",
        verbose_name=_("article"),
    )
    reason = models.CharField(_("reason"), max_length=40, choices=Reason)
    # The desk walks these rows alone, so each has what its lists are ordered and
    # filtered by: how much a look at the article settles, its outlet and its place.
    weight = models.PositiveSmallIntegerField(_("weight"), default=0)
    outlet = models.ForeignKey(
        Source,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("outlet"),
    )
    pos = models.BigIntegerField(default=0, editable=False)  # the article's

    class Meta:
        verbose_name = _("review reason")
        verbose_name_plural = _("review reasons")
        ordering = ["reason"]
        constraints = [
            models.UniqueConstraint(
                fields=["reason", "article"], name="review_reason_is_unique"
            ),
        ]
        indexes = [
            # the review queue: whole, of one reason, of one outlet
            models.Index(fields=["-weight", "article"], name="review_most_first"),
            models.Index(
                fields=["reason", "-weight", "article"], name="review_of_reason"
            ),
            models.Index(
                fields=["outlet", "-weight", "article"], name="review_of_outlet"
            ),
            # the desk's list of articles
            models.Index(fields=["reason", "-pos"], name="review_newest"),
        ]

    def __str__(self) -> str:
        return str(self.get_reason_display())


class Credit(models.Model):
    """A source that an article or a part of it rests on."""

    class Role(models.TextChoices):
        WIRE = "wire", _("wire")
        CITED = "cited", _("cited")
        PHOTO = "photo", _("photo")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="credits", verbose_name=_("article")
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="credits",
        verbose_name=_("source"),
    )
    name = models.CharField(_("name"), max_length=200)  # the source's, else as printed
    role = models.CharField(_("role"), max_length=10, choices=Role)
    evidence = models.JSONField(_("evidence"))

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class RelatedHeadline(models.Model):
    """Another article's headline printed in this one."""

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        related_name="related_headlines",
        verbose_name=_("article"),
    )
    headline = models.TextField(_("headline"))
    evidence = models.JSONField(_("evidence"))

    class Meta:
        verbose_name = _("related headline")
        verbose_name_plural = _("related headlines")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.headline
