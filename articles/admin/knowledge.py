"""What the admins of sources, entities and events have in common."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model, QuerySet, URLField
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from articles.admin.logged import LoggedAdmin


class PartInline(admin.StackedInline):
    """Names that hang on an entry: turned off, never deleted."""

    extra = 0
    can_delete = False


class KnowledgeAdmin(LoggedAdmin, SimpleHistoryAdmin):  # type: ignore[misc]  # untyped package
    """An entry of the archive's knowledge: kept for good, its slug fixed.

    URLs, catalogues and shipped knowledge know it by its slug.
    """

    show_facets = admin.ShowFacets.ALWAYS
    readonly_fields: ClassVar[Any] = ("origin",)
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    prepopulated_fields = {"slug": ("name",)}
    # The model of the parts whose history is shown with the entry's own, and its
    # field that names the entry.
    part: tuple[type[Model], str] | None = None

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> list[str]:
        fixed = ["slug"] if obj else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> dict[str, Any]:
        return {} if obj else dict(self.prepopulated_fields)

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One record of the history is seen among the others."""
        return self.history_view(request, object_id, extra_context)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {"part_records": self._part_records(object_id)}
        response: HttpResponse = super().history_view(
            request, object_id, context | (extra_context or {})
        )
        return response

    def _part_records(self, object_id: str) -> QuerySet | list[Any]:
        if self.part is None:
            return []
        model, owner = self.part
        records: QuerySet = model.history.filter(**{f"{owner}_id": object_id})  # type: ignore[attr-defined]
        return records.select_related("history_user")
