"""Outlet, date and event for the selected articles, after a preview."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.asking import ReasonForm, ask
from articles.admin.naming_field import NamingField
from articles.admin.person import person
from articles.bulk import MOST, Change, assign, preview
from articles.dates import parse_published
from articles.models import Article, Event, Source
from articles.settle import EVENT_FIELD


class AssignForm(ReasonForm):
    outlet = NamingField(
        Source, "names__value", label=gettext_lazy("Outlet"), required=False
    )
    published = forms.CharField(
        label=gettext_lazy("Published (EDTF)"),
        required=False,
        help_text=gettext_lazy("2024-05-14, or as exactly as known: 2024-05, 2024."),
    )
    event = NamingField(Event, label=gettext_lazy("Event"), required=False)
    overwrite = forms.BooleanField(
        label=gettext_lazy("Also where a curator settled otherwise"), required=False
    )
    # What the preview showed, so that nothing else is done.
    shown = forms.CharField(widget=forms.HiddenInput, required=False, label="")
    field_order = ("outlet", "published", "event", "overwrite", "reason")

    def clean_published(self) -> str:
        edtf: str = self.cleaned_data["published"]
        if edtf:
            try:
                parse_published(edtf, "curated")
            except ValueError as error:
                raise ValidationError(str(error)) from error
        return edtf

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.values():
            raise ValidationError(_("Choose an outlet, a date or an event."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what was chosen, as `articles.curate.decide` takes it."""
        chosen = self.cleaned_data
        values: dict[str, Any] = {}
        if chosen.get("outlet"):
            values["outlet"] = chosen["outlet"].slug
        if chosen.get("published"):
            values["published"] = chosen["published"]
        if chosen.get("event"):
            values[EVENT_FIELD + chosen["event"].slug] = "accepted"
        return values


class BulkAdmin(admin.ModelAdmin):
    """Articles to many of which one value can be given."""

    @admin.action(
        description=gettext_lazy("Assign outlet, date or event to the selected ones"),
        permissions=["bulk"],
    )
    def assign_values(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> HttpResponse | None:
        """Ask for the values; show what they change; on the third call, do it."""
        ids = list(queryset.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
        if len(ids) > MOST:
            said = _("Select %(count)d articles at most.") % {"count": MOST}
            self.message_user(request, said, messages.ERROR)
            return None
        is_sent = "asked" in request.POST
        form = AssignForm(request.POST if is_sent else None)
        changes: list[Change] = []
        if is_sent and form.is_valid():
            found = Article.everything.in_brief().filter(pk__in=ids)
            changes = preview(list(found.order_by("-pos")), form.values())
            shown = _digest(changes, form.values())
            if form.cleaned_data["shown"] == shown:
                self._assign(request, changes, form)
                return None
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["shown"] = shown  # type: ignore[index]
        return ask(
            request,
            self,
            form,
            title=_("Assign to many articles"),
            explanation=_(
                "Every value becomes a correction of yours in each article. Empty "
                "fields change nothing; the preview comes first."
            ),
            submit=_("Assign") if changes else _("Preview"),
            cancel_url=reverse("admin:articles_article_changelist"),
            template="admin/articles/article/assign.html",
            context={
                "object": ngettext("%(count)d article", "%(count)d articles", len(ids))
                % {"count": len(ids)},
                "changes": changes,
                "ids": ids,
            },
        )

    def _assign(
        self, request: HttpRequest, changes: Sequence[Change], form: AssignForm
    ) -> None:
        count = assign(
            changes,
            form.values(),
            overwrite=form.cleaned_data["overwrite"],
            by=person(request),
            reason=form.cleaned_data["reason"],
        )
        said = ngettext(
            "%(count)d article was changed.", "%(count)d articles were changed.", count
        )
        self.message_user(request, said % {"count": count}, messages.SUCCESS)


def _digest(changes: Sequence[Change], values: dict[str, Any]) -> str:
    told = [
        (each.article.pk, each.field, each.before, each.settled and each.settled.pk)
        for each in changes
    ]
    return hashlib.sha256(repr((told, values)).encode()).hexdigest()
