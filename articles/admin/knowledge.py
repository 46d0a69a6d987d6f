"""What the admins of sources, entities and events have in common."""

from itertools import groupby
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model, QuerySet, URLField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from simple_history.admin import SimpleHistoryAdmin

from articles.admin.history import ChangeHelper, entry_records
from articles.admin.logged import LoggedAdmin
from articles.admin.reverting import show_record
from articles.search import QUERY_LENGTH


class PartInline(admin.StackedInline):
    """Names that hang on an entry: turned off, never deleted."""

    extra = 0
    can_delete = False


class KnowledgeAdmin(LoggedAdmin, SimpleHistoryAdmin):  # type: ignore[misc]  # untyped package
    """An entry of the archive's knowledge: kept for good, its slug fixed.

    URLs, catalogues and shipped knowledge know it by its slug.
    """

    # Each would count all entries, of which there can be many thousands.
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
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

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        found: tuple[QuerySet, bool] = super().get_search_results(
            request, queryset, read_words(search_term)
        )
        return found

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One record of the history is seen among the others."""
        return self.history_view(request, object_id, extra_context)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own, part = self._revert_names()
        return [
            path("history/<int:pk>/revert/", wrap(self.revert_view), name=own),
            path("names/<int:pk>/revert/", wrap(self.revert_part_view), name=part),
            *super().get_urls(),
        ]

    def revert_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put back what a record of an entry's history changed."""
        history = self.model.history
        record = get_object_or_404(history, history_id=pk)
        entry = get_object_or_404(self.model, pk=record.id)
        return show_record(request, self, record, entry)

    def revert_part_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put back what a record of the history of an entry's name changed."""
        if self.part is None:
            raise Http404
        model, owner = self.part
        record = get_object_or_404(model.history, history_id=pk)  # type: ignore[attr-defined]
        entry = get_object_or_404(self.model, pk=getattr(record, f"{owner}_id"))
        return show_record(request, self, record, entry)

    def after_revert(self, entry: Any, fields: set[str]) -> None:
        """Do what follows when these fields were put back."""

    def render_history_view(
        self, request: HttpRequest, template: str, context: dict[str, Any], **kw: Any
    ) -> HttpResponse:
        own, part = (f"admin:{name}" for name in self._revert_names())
        parts = list(self._part_records(context["object"].pk))
        for _id, of_one in groupby(parts, key=lambda record: record.id):
            self.set_history_delta_changes(request, list(of_one))
        context |= {
            "records": list(entry_records(context["page_obj"], revert=own)),
            "part_records": list(entry_records(parts, revert=part)),
            "may_revert": self.has_change_permission(request, context["object"]),
            # What the package says of it.
            "revert_disabled": True,
        }
        response: HttpResponse = super().render_history_view(
            request, template, context, **kw
        )
        return response

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: Any
    ) -> ChangeHelper:
        # Of names, too, which are another model's.
        model = historical_record.instance_type
        return ChangeHelper(model, historical_record)

    def _revert_names(self) -> tuple[str, str]:
        name = f"articles_{self.opts.model_name}_revert"
        return name, f"{name}_part"

    def _part_records(self, object_id: int) -> QuerySet | list[Any]:
        if self.part is None:
            return []
        model, owner = self.part
        records: QuerySet = model.history.filter(**{f"{owner}_id": object_id})  # type: ignore[attr-defined]
        return records.select_related("history_user").order_by("id", "-history_id")


def read_words(said: str) -> str:
    """Return what is looked for: no more than names hold, which any database reads."""
    return said[:QUERY_LENGTH].replace("\0", " ")
