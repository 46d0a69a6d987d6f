"""An entity's names: edited beside it, and split off to another."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.asking import ReasonForm, ask, say_reread
from articles.admin.knowledge import PartInline
from articles.admin.merging import MergeableAdmin
from articles.admin.naming_field import NamingField
from articles.admin.person import person
from articles.candidates import Reread, follow_alias, split_alias
from articles.models import Alias, Entity


class AliasInline(PartInline):
    model = Alias
    fields = ("name", "language", "needs_context", "is_active", "split")
    readonly_fields = ("split",)

    @admin.display(description=gettext_lazy("split off"))
    def split(self, alias: Alias) -> SafeString | str:
        if not alias.pk or not alias.is_active or alias.name == alias.entity.name:
            return "–"
        address = reverse("admin:articles_entity_split", args=[alias.pk])
        said = _("It is another entity's name")
        return format_html('<a href="{}">{}</a>', address, said)


class SplitForm(ReasonForm):
    entity = NamingField(
        Entity,
        "aliases__name",
        label=gettext_lazy("Entity that it names"),
        required=False,
        help_text=gettext_lazy("Its name or slug. Empty: a new one, named below."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name of a new entity"), max_length=200, required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of a new entity"),
        choices=Entity.Kind.choices,
        required=False,
    )
    field_order = ("entity", "name", "kind", "reason")

    def __init__(self, data: Any, *, alias: Alias) -> None:
        initial = {"name": alias.name, "kind": alias.entity.kind}
        super().__init__(data, initial=initial)
        self.alias = alias

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("entity") == self.alias.entity:
            self.add_error("entity", ValidationError(_("It is this entity's now.")))
        if not cleaned.get("entity"):
            for name in ("name", "kind"):
                if not cleaned.get(name):
                    self.add_error(name, ValidationError(_("A new entity needs it.")))
        return cleaned


class NamedAdmin(MergeableAdmin):
    """Entries whose names are followed in the articles when they change."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.split_view)
        name = "articles_entity_split"
        return [path("split/<int:pk>/", view, name=name), *super().get_urls()]

    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask whose name it is, then take it from its entity."""
        active = Alias.objects.filter(is_active=True).select_related("entity")
        alias = get_object_or_404(active, pk=pk)
        if not self.has_merge_permission(request):
            raise PermissionDenied
        entity = reverse("admin:articles_entity_change", args=[alias.entity_id])
        form = SplitForm(request.POST or None, alias=alias)
        if form.is_valid():
            reread = split_alias(alias, **form.cleaned_data, by=person(request))
            say_reread(request, self, reread)
            return HttpResponseRedirect(entity)
        explanation = _(
            "“%(name)s” is no longer a name of “%(entity)s”. Articles that print it "
            "are read again. Merging the two entities gives it back."
        )
        return ask(
            request,
            self,
            form,
            title=_("Split a name off"),
            explanation=explanation % {"name": alias, "entity": alias.entity},
            submit=_("Split off"),
            cancel_url=entity,
            context={"object": alias.entity},
        )

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: Any
    ) -> None:
        super().save_related(request, form, formsets, change)
        changed = [
            row.instance
            for formset in formsets
            if formset.model is Alias
            for row in formset.forms
            if row.has_changed() and row.instance.pk
        ]
        for alias in changed:
            self._follow(request, follow_alias(alias, by=person(request)))

    def _follow(self, request: HttpRequest, reread: Reread) -> None:
        if reread.read or reread.waiting:
            say_reread(request, self, reread)
