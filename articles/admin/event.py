"""Events, which find their articles when saved."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.event_coverage import CoverageAdmin
from articles.admin.knowledge import KnowledgeAdmin
from articles.admin.person import person
from articles.models import Event
from articles.suggesting import Suggested, suggest_coverage

if TYPE_CHECKING:
    from articles.models.event import EventQuerySet


@admin.register(Event)
class EventAdmin(CoverageAdmin, KnowledgeAdmin):
    list_display = ("name", "starts_on", "ends_on", "place", "article_count")
    list_filter = (("place", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("place",)
    search_fields = ("name", "indonesian_name", "slug", "description")
    ordering = ("-starts_on",)
    autocomplete_fields = ("place", "participants")
    fields = (
        "name",
        "indonesian_name",
        "slug",
        "starts_on",
        "ends_on",
        "place",
        "participants",
        "description",
        "indonesian_description",
        "origin",
        "covering",
    )
    readonly_fields = ("origin", "covering")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        events = cast("EventQuerySet", super().get_queryset(request))
        return events.with_articles()

    @admin.display(description=gettext_lazy("articles"), ordering="article_count")
    def article_count(self, event: Event) -> int:
        count: int = event.article_count  # type: ignore[attr-defined]
        return count

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: Any
    ) -> None:
        super().save_related(request, form, formsets, change)
        self._say(request, suggest_coverage(form.instance, by=person(request)))

    def after_revert(self, entry: Any, fields: set[str]) -> None:
        suggest_coverage(entry)

    def _say(self, request: HttpRequest, suggested: Suggested) -> None:
        if suggested.added:
            said = ngettext(
                "%(count)d article is suggested for it.",
                "%(count)d articles are suggested for it.",
                suggested.added,
            )
            self.message_user(request, said % {"count": suggested.added})
        if suggested.waiting:
            waiting = _(
                "%(count)d articles are too many to suggest while you wait: they are "
                "when “manage.py reextract” has run."
            )
            message = waiting % {"count": suggested.waiting}
            self.message_user(request, message, messages.WARNING)
