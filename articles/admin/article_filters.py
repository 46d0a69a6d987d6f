"""The changelist's filters; Django adds the counts."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Event, ReviewReason, Source

UNKNOWN = "unknown"
ANY = "any"
# Choices listed; all others can be searched for.
MOST = 30


class ReasonFilter(admin.SimpleListFilter):
    title = _("needs review")
    parameter_name = "reason"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(ANY, _("for any reason")), *ReviewReason.Reason.choices]

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
        published = Article.objects.exclude(outlet=None).values("outlet")
        outlets = Source.objects.filter(pk__in=published)
        # Django counts each by a subquery of its own.
        outlets = outlets.annotate(count=Count("articles")).order_by("-count")[:MOST]
        known = _remember(request, "outlet", outlets.values_list("slug", "name"))
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
        return _remember(request, "event", events)

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> QuerySet[Article]:
        if self.value() is None:
            return queryset
        covering = Event.objects.filter(slug=slugify(str(self.value()))).values(
            "coverage__article"
        )
        return queryset.filter(pk__in=covering.exclude(coverage__status="rejected"))


def _remember(request: HttpRequest, name: str, rows: QuerySet) -> list[tuple[str, Any]]:
    # Django makes every filter anew for every other filter's counts.
    memory = request.__dict__.setdefault("filter_lookups", {})
    if name not in memory:
        memory[name] = list(rows)
    found: list[tuple[str, Any]] = memory[name]
    return found
