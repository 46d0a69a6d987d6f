"""A field in which an entry is named: by keyboard alone, and without a script."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Named

# Slugs that are told where a name is not one entry's alone.
SHOWN = 5


class NamingField(forms.CharField):
    """An entry by its slug, or by a name that it alone has."""

    def __init__(self, model: type[Model], names: str = "name", **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Its name, or its slug."))
        super().__init__(
            widget=forms.TextInput(attrs={"class": "vTextField"}), **options
        )
        self.model = model
        self.names = names  # where names are looked for

    def clean(self, value: Any) -> Any:
        name: str = super().clean(value)
        if not name:
            return None
        entries = self.model._default_manager.all()
        if hasattr(self.model, "merged_into"):
            entries = entries.filter(merged_into=None)
        by_slug = entries.filter(slug=name).first()
        if by_slug:
            return by_slug
        is_called = Q(name__iexact=name) | Q(**{f"{self.names}__iexact": name})
        if issubclass(self.model, Named):
            is_called |= Q(indonesian_name__iexact=name)
        found = list(entries.filter(is_called).distinct()[: SHOWN + 1])
        if len(found) == 1:
            return found[0]
        if found:
            slugs = ", ".join(entry.slug for entry in found[:SHOWN])  # type: ignore[attr-defined]
            message = _("Several have the name “%(name)s”; give the slug: %(slugs)s.")
            raise ValidationError(message, params={"name": name, "slugs": slugs})
        message = _("The archive knows none of the name “%(name)s”.")
        raise ValidationError(message, params={"name": name[:100]})
