"""The curators' form: what changed in it becomes corrections."""

from typing import Any, cast, get_args
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles import curate
from articles.admin.proposals import (
    ProposalsField,
    ProposalsWidget,
    describe_proposals,
)
from articles.dates import parse_published
from articles.models import Article, Coverage
from articles.records import BylineRole
from articles.settle import FIELDS
from articles.store import last_corrections

STALE = _(
    "The article was changed after you opened it, by a person or a newer reading. "
    "Nothing was saved: look at the history, then open it anew."
)
# Fields of the form under another name than the field they settle.
SETTLES = {"published_as": "published", "byline_lines": "bylines"}


class LinesField(forms.CharField):
    """Text whose lines a browser may end as it likes."""

    def to_python(self, value: Any) -> str:
        return "\n".join((super().to_python(value) or "").splitlines())


class FactsForm(forms.ModelForm):
    """What the archive says of an article; to be made while its row is locked."""

    published_as = forms.CharField(
        label=_("Published (EDTF)"),
        required=False,
        help_text=_(
            "2024-05-14, or as exactly as known: 2024-05, 2024, 2024-05-14~ (about), "
            "2024-05-14/2024-05-16 (between). Empty: not known."
        ),
    )
    byline_lines = LinesField(
        label=_("Bylines"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, as “role: name”; roles are %(roles)s."),
    )
    url = forms.URLField(label=_("URL"), required=False, assume_scheme="https")
    proposals = ProposalsField(
        label=_("Newer readings"),
        required=False,
        help_text=_("What you keep is not asked again for the same reading."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Why, for those who come after you; kept with the correction."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, label="")
    # Whether somebody changed the article after the form was opened.
    is_stale = False

    class Meta:
        model = Article
        fields: tuple[str, ...] = (
            "outlet",
            "headline",
            "dateline",
            "host",
            "url",
            "language",
        )
        field_classes = {"headline": LinesField}
        widgets = {"headline": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        article = self.instance
        self.initial["published_as"] = article.published_edtf
        bylines = self.fields["byline_lines"]
        # In the reader's language, which nobody knows yet when the class is made.
        bylines.help_text = str(bylines.help_text) % {
            "roles": ", ".join(get_args(BylineRole))
        }
        self.initial["byline_lines"] = "\n".join(
            f"{byline['role']}: {byline['name']}" for byline in article.bylines
        )
        self.initial["seen"] = curate.last_line(article)
        self.act = uuid4()
        widget = cast("ProposalsWidget", self.fields["proposals"].widget)
        widget.proposals = describe_proposals(article, self._labels())

    def clean_published_as(self) -> str:
        edtf: str = self.cleaned_data["published_as"]
        if edtf:
            try:
                parse_published(edtf, "curated")
            except ValueError as error:
                raise ValidationError(str(error)) from error
        return edtf

    def clean_byline_lines(self) -> list[dict[str, str]]:
        bylines = []
        for line in self.cleaned_data["byline_lines"].splitlines():
            role, _colon, name = (part.strip() for part in line.partition(":"))
            if role not in get_args(BylineRole) or not name:
                message = _("“%(line)s” is not “role: name”.")
                raise ValidationError(message, params={"line": line})
            bylines.append({"name": name, "role": role})
        return bylines

    def _labels(self) -> dict[str, str]:
        return {
            SETTLES.get(name, name): str(field.label)
            for name, field in self.fields.items()
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("seen") != self.initial["seen"]:
            self.is_stale = True
            raise ValidationError([STALE, *self._both_versions()])
        if self.corrections().keys() & cleaned.get("proposals", {}).keys():
            message = _(
                "Decide on a proposal, or settle the field otherwise: not both."
            )
            self.add_error("proposals", message)
        if self.needs_reason() and not cleaned.get("reason"):
            self.add_error("reason", _("Say why, in a few words."))
        return cleaned

    def needs_reason(self) -> bool:
        """Whether something was changed for which others will want to know why."""
        return bool(self.corrections())

    def _both_versions(self) -> list[str]:
        """Say what the form was sent with where something else stands now."""
        return [
            _("%(field)s: “%(now)s” stands now, you have “%(yours)s”.")
            % {
                "field": self.fields[name].label,
                "now": self._say(name, self[name].initial),
                "yours": self._say(name, self[name].value()),
            }
            for name in self.changed_data
            if SETTLES.get(name, name) in FIELDS
        ]

    def _say(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField) and field.queryset:
            value = field.queryset.filter(pk=value or None).first()
        return str(value or _("unknown"))

    def _as_shown(self, name: str) -> Any:
        """Return the value that the field was shown with, as `clean` gives it."""
        if name == "byline_lines":
            return self.instance.bylines
        return self.initial[name]

    def decided(self, decision: str) -> list[str]:
        """Return the fields whose proposals were decided so."""
        decisions = self.cleaned_data.get("proposals", {})
        return [field for field, said in decisions.items() if said == decision]

    def corrections(self) -> dict[str, Any]:
        """Return what was changed, as `articles.curate.correct` takes it."""
        values = {}
        for name in self.changed_data:
            field = SETTLES.get(name, name)
            if field not in FIELDS or name not in self.cleaned_data:
                continue
            value = self.cleaned_data[name]
            if isinstance(value, str):  # as browsers send line ends
                value = "\n".join(value.splitlines())
            if name in self.initial and self._as_shown(name) == value:
                continue
            values[field] = value.slug if field == "outlet" and value else value or None
        return values


class ArticleForm(FactsForm):
    """The whole form, with what can be taken back."""

    withdrawn = forms.MultipleChoiceField(
        label=_("Take corrections back"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The machine's value counts again for the fields chosen."),
    )

    class Meta(FactsForm.Meta):
        fields = (*FactsForm.Meta.fields, "review_status")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        corrected = last_corrections(self.instance)
        withdrawable = cast("forms.MultipleChoiceField", self.fields["withdrawn"])
        withdrawable.choices = [(name, name) for name in FIELDS if name in corrected]
        if not withdrawable.choices:
            withdrawable.widget = forms.MultipleHiddenInput()


class CoverageForm(forms.ModelForm):
    class Meta:
        model = Coverage
        fields = ("event", "status")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["event"].disabled = True

    def clean_status(self) -> str:
        status: str = self.cleaned_data["status"]
        if status == Coverage.Status.SUGGESTED and "status" in self.changed_data:
            raise ValidationError(_("Only the machine suggests: accept or reject."))
        return status
