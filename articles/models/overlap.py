"""Texts found to have something in common, and what a curator says of them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Overlap(models.Model):
    """Two articles whose texts share passages; the first came into the archive first.

    What the machine found is made anew when a text is; what a person decided stays.
    """

    class Verdict(models.TextChoices):
        EXACT = "exact", _("word for word the same")
        SAME_TEXT = "same-text", _("the same text")
        TEMPLATE = "template", _("one template, filled in differently")
        SHARED_PASSAGES = "shared-passages", _("shared passages")

    class Decision(models.TextChoices):
        OPEN = "open", _("not decided")
        FIRST_COPIES = "first-copies", _("the first is a syndicated copy of the second")
        SECOND_COPIES = (
            "second-copies",
            _("the second is a syndicated copy of the first"),
        )
        FIRST_REVISES = "first-revises", _("the first is a revision of the second")
        SECOND_REVISES = "second-revises", _("the second is a revision of the first")
        UNRELATED = "unrelated", _("unrelated")

    first = models.ForeignKey(
        Article, models.CASCADE, related_name="+", verbose_name=_("first")
    )
    second = models.ForeignKey(
        Article, models.CASCADE, related_name="+", verbose_name=_("second")
    )
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict)
    # Of the shorter text's runs of words.
    percent = models.PositiveSmallIntegerField(_("percent"))
    decision = models.CharField(
        _("decision"), max_length=20, choices=Decision, default=Decision.OPEN
    )

    class Meta:
        verbose_name = _("pair of like texts")
        verbose_name_plural = _("pairs of like texts")
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="overlap_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="overlap_is_in_order"
            ),
        ]
        indexes = [
            # The desk's list.
            models.Index(
                fields=["decision", "-percent", "id"], name="overlap_most_alike"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} · {self.second_id}"

    def said_of(self, article: Article) -> str:
        """Return what was decided, as one of the two says it; empty if nothing."""
        is_first = article.pk == self.first_id
        place, _dash, acts = self.decision.partition("-")
        if not acts:
            return ""
        is_later = (place == "first") == is_first
        return str(SAID[acts, is_later])

    def other_than(self, article: Article) -> Article:
        return self.second if article.pk == self.first_id else self.first


# What is said of the article that came later, and of the other.
SAID = {
    ("copies", True): _("Syndicated copy of"),
    ("copies", False): _("Syndicated as"),
    ("revises", True): _("Revision of"),
    ("revises", False): _("Revised as"),
}
