"""The form in which a curator decides what a name is."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.asking import ReasonForm
from articles.admin.naming_field import NamingField
from articles.models import Candidate, Entity
from articles.near import Near

NEW, OTHER, NEVER = "new", "other", "never"


class CandidateForm(ReasonForm):
    decision = forms.ChoiceField(
        label=gettext_lazy("This name is"), widget=forms.RadioSelect
    )
    entity = NamingField(
        Entity, "aliases__name", label=gettext_lazy("Another entity"), required=False
    )
    name = forms.CharField(
        label=gettext_lazy("Name of a new entity"), max_length=200, required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of a new entity"),
        choices=[("", "–"), *Entity.Kind.choices],
        required=False,
    )
    needs_context = forms.BooleanField(
        label=gettext_lazy("Needs context"),
        required=False,
        help_text=gettext_lazy(
            "Also an everyday word: counts as a name of the entity only where the "
            "context says so."
        ),
    )
    field_order = ("decision", "entity", "needs_context", "name", "kind", "reason")

    def __init__(
        self,
        data: Any,
        *,
        candidate: Candidate,
        near: Sequence[Near],
    ) -> None:
        initial = {"name": candidate.name, "kind": candidate.kind}
        super().__init__(data, initial=initial)
        self.near = {str(each.entity.pk): each.entity for each in near}
        decision = cast("forms.ChoiceField", self.fields["decision"])
        decision.choices = [
            *(
                (str(each.entity.pk), _describe(candidate, each))
                for each in near
                if each.entity.merged_into is None
            ),
            (OTHER, _("another name of another entity, chosen below")),
            (NEW, _("a new entity, named below")),
            (NEVER, _("never an entity: it is not asked again")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        decision = cleaned.get("decision")
        if decision == OTHER and not cleaned.get("entity"):
            self.add_error("entity", ValidationError(_("Choose the entity.")))
        if decision == NEW:
            for name in ("name", "kind"):
                if not cleaned.get(name):
                    self.add_error(name, ValidationError(_("A new entity needs it.")))
        return cleaned

    @property
    def chosen(self) -> Entity | None:
        """The entity of which it is another name."""
        entity: Entity | None = self.near.get(
            self.cleaned_data["decision"], self.cleaned_data["entity"]
        )
        return entity


def _describe(candidate: Candidate, near: Near) -> str:
    entity = near.entity
    said = _("another name of %(entity)s (%(kind)s)") % {
        "entity": entity.name,
        "kind": entity.get_kind_display(),
    }
    if near.alias != entity.name:
        said += " · " + _("which is also called %(alias)s") % {"alias": near.alias}
    return said
