"""What every admin has that changes rows: a line of the log for each change."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from articles.admin.person import person
from articles.log import log_change, tell


class LoggedAdmin(admin.ModelAdmin):
    """Writes down who changed what, in the transaction of the change."""

    def save_model(
        self,
        request: HttpRequest,
        obj: Any,
        form: ModelForm,
        change: bool,  # noqa: FBT001 - Django's
    ) -> None:
        form.told_before = tell(obj) if change else {}  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: Any
    ) -> None:
        super().save_related(request, form, formsets, change)
        log_change(form.instance, form.told_before, by=person(request))  # type: ignore[attr-defined]

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        before = tell(obj)
        super().delete_model(request, obj)
        log_change(obj, before, by=person(request))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for obj in queryset:
            self.delete_model(request, obj)
