"""What was delivered: raw files, what came beside them, and the runs that took them."""

import zlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.read import decode


class IngestRun(models.Model):
    """One call of `ingest`: when, by whom, with which extractor, to what effect."""

    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    by = models.CharField(_("by"), max_length=150)
    extractor_version = models.CharField(_("extractor version"), max_length=64)
    created_count = models.PositiveIntegerField(_("created"), default=0)
    updated_count = models.PositiveIntegerField(_("updated"), default=0)
    unchanged_count = models.PositiveIntegerField(_("unchanged"), default=0)
    # A list of objects with the keys "file" and "reason".
    rejected = models.JSONField(_("rejected"), default=list, blank=True)

    class Meta:
        verbose_name = _("ingest run")
        verbose_name_plural = _("ingest runs")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class RawFile(models.Model):
    """A file's bytes exactly as received; never changed.

    `articles.append_only` has the database itself see to that. A purge leaves the
    row, so that it stays known what was here, without the bytes.
    """

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=255)
    media_type = models.CharField(_("media type"), max_length=100)
    # A Python codec name: `data.decode(encoding)` is the raw text.
    encoding = models.CharField(_("encoding"), max_length=40)
    # Nothing declared the encoding, or what did was wrong.
    is_encoding_guessed = models.BooleanField(_("encoding guessed"), default=False)
    # Where a page was captured, if what it came in said so.
    url = models.URLField(_("URL"), max_length=2000, blank=True)
    compressed = models.BinaryField(_("bytes, zlib-compressed"))
    size = models.PositiveBigIntegerField(_("size in bytes"))
    received_at = models.DateTimeField(_("received at"))
    run = models.ForeignKey(
        IngestRun, models.PROTECT, related_name="raw_files", verbose_name=_("run")
    )

    class Meta:
        verbose_name = _("raw file")
        verbose_name_plural = _("raw files")

    def __str__(self) -> str:
        return self.name

    @property
    def data(self) -> bytes:
        """The bytes as received."""
        return zlib.decompress(self.compressed)

    @property
    def text(self) -> str:
        """The decoded raw text: what all offsets count in."""
        return decode(self.data, self.encoding)


class Sidecar(models.Model):
    """What a catalogue beside the raw file says that the text does not."""

    raw_file = models.OneToOneField(
        RawFile, models.CASCADE, related_name="sidecar", verbose_name=_("raw file")
    )
    outlet = models.ForeignKey(
        "Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("outlet"),
    )
    published_edtf = models.CharField(_("published (EDTF)"), max_length=64, blank=True)
    url = models.URLField(_("URL"), max_length=2000, blank=True)
    event = models.ForeignKey(
        "Event",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("event"),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("sidecar")
        verbose_name_plural = _("sidecars")

    def __str__(self) -> str:
        return f"sidecar of {self.raw_file}"
