"""The changelist's filters; reasons with their counts, up to a cap."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Event, ReviewReason, Source
from articles.queue import count_reasons, say_capped

UNKNOWN = "unknown"
ANY = "any"
# Choices listed; all others can be searched for.
MOST = 30


class ReasonFilter(admin.SimpleListFilter):
    title = _("needs review")
    parameter_name = "reason"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        counts = count_reasons()
        return [
            (ANY, _("for any reason")),
            *(
                (value, f"{label} ({say_capped(counts.get(value, 0))})")
                for value, label in ReviewReason.Reason.choices
            ),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> QuerySet[Article]:
        reasons = ReviewReason.objects.all()
        if self.value() is None:
            return queryset
        if self.value() != ANY:
            reasons = reasons.filter(reason=slugify(str(self.value())))
        return queryset.filter(pk__in=reasons.values("article"))


class OutletFilter(admin.SimpleListFilter):
    title = _("outlet")
    parameter_name = "outlet"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        outlets = Source.objects.with_articles()[:MOST]
        known = outlets.values_list("slug", "name")
        return [(UNKNOWN, _("unknown")), *known]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> QuerySet[Article]:
        if self.value() is None:
            return queryset
        if self.value() == UNKNOWN:
            return queryset.filter(outlet=None)
        return queryset.filter(outlet__slug=slugify(str(self.value())))


class EventFilter(admin.SimpleListFilter):
    title = _("event")
    parameter_name = "event"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        events = Event.objects.values_list("slug", "name")[:MOST]
        return list(events)

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> QuerySet[Article]:
        if self.value() is None:
            return queryset
        covering = Event.objects.filter(slug=slugify(str(self.value()))).values(
            "coverage__article"
        )
        return queryset.filter(pk__in=covering.exclude(coverage__status="rejected"))
