"""What the machine read, kept whole beside what people settled."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Extraction(models.Model):
    """The machine's reading of one raw document, replaced whole by a better one."""

    article = models.OneToOneField(
        Article, models.CASCADE, related_name="extraction", verbose_name=_("article")
    )
    # `articles.records.ExtractedArticle` as `articles.extract.to_json` writes it.
    facts = models.JSONField(_("facts"))
    extractor_version = models.CharField(_("extractor version"), max_length=64)
    extracted_at = models.DateTimeField(_("extracted at"))
    # When the text was last compared with all others; not yet, if it changed since.
    compared_at = models.DateTimeField(_("compared at"), null=True, editable=False)

    class Meta:
        verbose_name = _("extraction")
        verbose_name_plural = _("extractions")
        indexes = [
            # `articles.duplicates`
            models.Index(
                fields=["article"],
                condition=Q(compared_at=None),
                name="extraction_not_compared",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.extractor_version}"
