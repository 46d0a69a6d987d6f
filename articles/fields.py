"""Parameters as addresses have them: any string is read, or refused in words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, DateFilter
from django_filters.fields import ModelMultipleChoiceField
from django_filters.filters import ModelMultipleChoiceFilter

from articles.search import QUERY_LENGTH

# More values than a person would choose, and fewer than would hurt.
MAX_VALUES = 50


class SlugsField(ModelMultipleChoiceField):  # type: ignore[misc]
    """Several things by their slugs; what can't be a slug never meets the database."""

    def clean(self, value: list[str] | None) -> Any:
        for slug in value or ():
            try:
                validate_slug(slug)
            except ValidationError:
                raise self._no_such(slug) from None
        if len(value or ()) > MAX_VALUES:
            message = _("Choose %(count)s at most.")
            raise ValidationError(message, params={"count": MAX_VALUES})
        return super().clean(value)

    def _no_such(self, slug: str) -> ValidationError:
        message = self.error_messages["invalid_choice"]
        return ValidationError(message, params={"value": slug[:100]})


class SlugsFilter(ModelMultipleChoiceFilter):  # type: ignore[misc]
    field_class = SlugsField

    def __init__(self, *, no_such: Any, **options: Any) -> None:
        options.setdefault("to_field_name", "slug")
        messages = {"invalid_choice": no_such}
        super().__init__(error_messages=messages, **options)


def date_filter(label: Any) -> DateFilter:
    """A day in a URL is written one way, whatever the reader's language."""
    return DateFilter(
        label=label,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write the date as 2024-05-16.")},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class WordsField(forms.CharField):
    """Any string at all; more than is read is cut off."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\0", " ")[:QUERY_LENGTH].strip()


class WordsFilter(CharFilter):  # type: ignore[misc]
    field_class = WordsField
