"""The changelist's filters; reasons with their counts, up to a cap."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Event, Listing, ReviewReason, Source, name_as_read
from articles.queue import count_reasons, say_capped
from articles.settle import day_pos

Reason = ReviewReason.Reason

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
                for value, label in Reason.choices
            ),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> QuerySet[Article]:
        if self.value() is None:
            return queryset
        if self.value() == ANY:
            reasons = ReviewReason.objects.values("article")
            return queryset.filter(pk__in=reasons)
        reason = slugify(str(self.value()))
        articles = queryset.filter(review_reasons__reason=reason)
        return articles.annotate(walk=F("review_reasons__pos"))


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
        # By its id, of which the database knows how common it is.
        outlet = Source.objects.filter(slug=slugify(str(self.value()))).first()
        return queryset.filter(outlet=outlet) if outlet else queryset.none()


class EventFilter(admin.SimpleListFilter):
    title = _("event")
    parameter_name = "event"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        events = Event.objects.values_list("slug", name_as_read(Event))[:MOST]
        return list(events)

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> QuerySet[Article]:
        if self.value() is None:
            return queryset
        event = Event.objects.filter(slug=slugify(str(self.value()))).first()
        if event is None:
            return queryset.none()
        places = {"listings__facet": Listing.Facet.EVENT, "listings__value": event.pk}
        if request.GET.get(ReasonFilter.parameter_name) == Reason.DATE_UNKNOWN:
            # What has no date is at the end: all others need not be passed.
            places["listings__pos__lt"] = day_pos(1)
        return queryset.filter(**places).annotate(walk=F("listings__pos"))
