"""What goes by one name among programs, and by another in its readers' languages."""

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# The columns of a language that the interface speaks begin so.
PREFIXES = {"id": "indonesian_"}


class Named(models.Model):
    """An entity or event, which readers see under a name in their own language.

    `name` is the same whatever the reader's language: exports, citations, the API
    and the log use it. It stands in where a language has no name of its own. What
    outlets write is neither: that is an entity's aliases.
    """

    name = models.CharField(_("name"), max_length=200)
    indonesian_name = models.CharField(
        _("name in Indonesian"),
        max_length=200,
        blank=True,
        help_text=_(
            "What pages in Indonesian call it, whatever outlets write. Empty: its name."
        ),
    )
    indonesian_description = models.CharField(
        _("description in Indonesian"), max_length=1000, blank=True
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self._said("name")

    @property
    def summary(self) -> str:
        """Its description in the reader's language, or else as it is."""
        return self._said("description")

    def _said(self, column: str) -> str:
        own = getattr(self, f"{_prefix()}{column}")
        return str(own or getattr(self, column))


def name_as_read(model: type[models.Model]) -> Coalesce | F:
    """Return what a model's rows are called in the reader's language, for a query."""
    if not (issubclass(model, Named) and _prefix()):
        return F("name")
    return Coalesce(NullIf(F(f"{_prefix()}name"), Value("")), F("name"))


def _prefix() -> str:
    return PREFIXES.get(get_language() or "", "")
