"""Sources and entities out as a file, and in from one, after a dry run."""

import hashlib
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.asking import ReasonForm, ask
from articles.admin.person import person
from articles.exchange import FORMS, NotReadableError, compare, read, take, write

# Characters of a file; the dry run sends them back and forth.
LARGEST = 1_000_000
# Entries of the dry run that are shown.
SHOWN = 200
TYPES = {"csv": "text/csv", "json": "application/json"}


class ImportForm(ReasonForm):
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("CSV or JSON in UTF-8, as the export writes it."),
    )
    # The file and what the dry run showed of it, so that nothing else is taken in.
    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("file", "reason")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if file := cleaned.get("file"):
            try:
                cleaned["text"] = file.read(4 * LARGEST).decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise ValidationError(_("The file is not in UTF-8.")) from error
        if not cleaned.get("text"):
            raise ValidationError(_("Choose a file."))
        if len(cleaned["text"]) > LARGEST:
            raise ValidationError(_("The file is too large: take it in in parts."))
        return cleaned


class ExchangeAdmin(admin.ModelAdmin):
    """Entries that go out and come in as files."""

    change_list_template = "admin/articles/exchange_list.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"articles_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_view), name=f"{name}_import"),
            path("export.<str:form>", wrap(self.export_view), name=f"{name}_export"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may = {"may_import": self._may_import(request), "export_forms": FORMS}
        return super().changelist_view(request, may | (extra_context or {}))

    def export_view(self, request: HttpRequest, form: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if form not in FORMS:
            raise Http404
        name = f"{self.opts.model_name}.{form}"
        return HttpResponse(
            write(self.model, form),
            content_type=f"{TYPES[form]}; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for a file; show what it would change; on the third call, do it."""
        if not self._may_import(request):
            raise PermissionDenied
        form = ImportForm(request.POST or None, request.FILES or None)
        listed = reverse(f"admin:articles_{self.opts.model_name}_changelist")
        differences: list[Any] = []
        if form.is_valid():
            try:
                rows = read(self.model, form.cleaned_data["text"])
                differences = compare(self.model, rows)
                shown = _digest(differences)
                if form.cleaned_data["shown"] == shown:
                    self._take(request, rows, form.cleaned_data["reason"])
                    return HttpResponseRedirect(listed)
                form.data = form.data.copy()  # type: ignore[attr-defined]
                form.data["shown"] = shown  # type: ignore[index]
                form.data["text"] = form.cleaned_data["text"]  # type: ignore[index]
            except NotReadableError as error:
                differences = []
                form.add_error(None, str(error))
        return ask(
            request,
            self,
            form,
            title=_("Import"),
            explanation=_(
                "Entries are known by their slugs. A file adds and changes, and never "
                "deletes. What it would change is shown first."
            ),
            submit=_("Take it in") if differences else _("Dry run"),
            cancel_url=listed,
            template="admin/articles/import.html",
            context={
                "differences": differences[:SHOWN],
                "more": max(0, len(differences) - SHOWN),
                "is_same": form.is_valid() and not differences,
            },
        )

    def _may_import(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def _take(self, request: HttpRequest, rows: Any, reason: str) -> None:
        count = take(self.model, rows, by=person(request), reason=reason)
        said = ngettext(
            "%(count)d entry was made or changed. Articles follow when “manage.py "
            "reextract” has run.",
            "%(count)d entries were made or changed. Articles follow when “manage.py "
            "reextract” has run.",
            count,
        )
        self.message_user(request, said % {"count": count}, messages.SUCCESS)


def _digest(differences: Any) -> str:
    return hashlib.sha256(repr(differences).encode()).hexdigest()
