"""What people settled, and the log of everything that happened to the archive."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.raw import IngestRun, RawFile


class Correction(models.Model):
    """One value that a person settled; append-only, the last one per field counts."""

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="corrections", verbose_name=_("article")
    )
    # One of `articles.settle.FIELDS`, "event/<slug>" for coverage, or "hidden".
    field = models.CharField(_("field"), max_length=120)
    # None settles a field as unknown. Outlets are slugs, dates EDTF strings.
    value = models.JSONField(_("value"), null=True)
    # What the machine said when the person settled it: only a reading that differs
    # from this too is worth asking about.
    machine_value = models.JSONField(_("machine value"), null=True)
    # Takes the field's earlier corrections back: the machine's value counts again.
    is_withdrawal = models.BooleanField(_("withdrawal"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"


class ArchiveEvent(models.Model):
    """One line of the archive's log, in PREMIS event types; append-only.

    Written in the transaction that it tells of.
    """

    class Kind(models.TextChoices):
        INGESTION = "ingestion", _("ingestion")
        EXTRACTION = "extraction", _("extraction")
        CORRECTION = "correction", _("correction")
        MERGE = "merge", _("merge")
        UNDONE_MERGE = "undone-merge", _("merge undone")
        HIDE = "hide", _("hidden")
        UNHIDE = "unhide", _("shown again")
        KNOWLEDGE = "knowledge", _("sources, entities, events")
        ACCOUNT = "account", _("accounts and roles")
        PURGE = "purge", _("purge")
        FIXITY_CHECK = "fixity-check", _("fixity check")
        BACKUP = "backup", _("backup")
        RESTORE = "restore", _("restore")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    run = models.ForeignKey(
        IngestRun,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("run"),
    )
    raw_file = models.ForeignKey(
        RawFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("raw file"),
    )
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("article"),
    )
    # What else it concerns: "source/kompas-com", "user/sari", "knowledge".
    about = models.CharField(_("about"), max_length=200, blank=True)
    # The same in all lines of one act, such as a change of many articles at once.
    act = models.UUIDField(_("act"), null=True, blank=True, db_index=True)
    # What changed: {"field": ["from", "to"], ...} or facts of the kind.
    detail = models.JSONField(_("detail"), default=dict, blank=True)

    class Meta:
        verbose_name = _("archive event")
        verbose_name_plural = _("archive events")
        ordering = ["pk"]
        indexes = [
            # What changed when, for harvesters.
            models.Index(
                fields=["at", "id"],
                name="archive_event_by_time",
                condition=Q(article__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "ingestion",
                        "extraction",
                        "correction",
                        "merge",
                        "undone-merge",
                        "hide",
                        "unhide",
                        "knowledge",
                        "account",
                        "purge",
                        "fixity-check",
                        "backup",
                        "restore",
                    ]
                ),
                name="archive_event_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"
