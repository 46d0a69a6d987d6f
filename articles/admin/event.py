"""Events, which find their articles when saved."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import curate
from articles.admin.knowledge import KnowledgeAdmin
from articles.models import Event


@admin.register(Event)
class EventAdmin(KnowledgeAdmin):
    list_display = ("name", "starts_on", "ends_on", "place", "article_count")
    list_filter = ("place",)
    list_select_related = ("place",)
    search_fields = ("name", "slug", "description")
    ordering = ("-starts_on",)
    autocomplete_fields = ("place", "participants")
    fields = (
        "name",
        "slug",
        "starts_on",
        "ends_on",
        "place",
        "participants",
        "description",
        "origin",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        covering = Count("coverage", filter=~Q(coverage__status="rejected"))
        events: QuerySet[Event] = super().get_queryset(request)
        return events.annotate(article_count=covering)

    @admin.display(description=_("articles"), ordering="article_count")
    def article_count(self, event: Event) -> int:
        count: int = event.article_count  # type: ignore[attr-defined]
        return count

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: Any
    ) -> None:
        super().save_related(request, form, formsets, change)
        curate.suggest_coverage(form.instance)

    def after_revert(self, entry: Any, fields: set[str]) -> None:
        curate.suggest_coverage(entry)
