"""The changelist's filters; reasons with their counts, up to a cap."""

from typing import Any

from django.contrib import admin
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import ExpressionWrapper
from django.db.models.lookups import IsNull
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.article_lead import ANY, Lead
from articles.models import Article, Event, Listing, ReviewReason, Source, name_as_read
from articles.queue import UNKNOWN, say_capped
from articles.settle import day_pos

Reason = ReviewReason.Reason
Listed = QuerySet[Article]

# Choices listed; all others can be searched for.
MOST = 30
# A review settles all but these.
AFTER_REVIEW = (Reason.COVERAGE_SUGGESTED, Reason.EXTRACTION_DISAGREES)


class LeadingFilter(admin.SimpleListFilter):
    """Leads to its articles, or looks each of those up to which another leads."""

    def queryset(self, request: HttpRequest, queryset: Listed) -> Listed:
        if self.value() is None:
            return queryset
        lead = Lead.of(request)
        if lead.leading == self.parameter_name:
            return self.walk(queryset, lead)
        return self.probe(queryset, lead)

    def walk(self, articles: Listed, lead: Lead) -> Listed:
        """Return the articles by their places in time, as `walk` or as `pos`."""
        raise NotImplementedError

    def probe(self, articles: Listed, lead: Lead) -> Listed:
        """Leave of articles that are found otherwise those that it chooses."""
        raise NotImplementedError


class ReasonFilter(LeadingFilter):
    title = _("needs review")
    parameter_name = "reason"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        counts = Lead.of(request).reasons
        return [
            (ANY, _("for any reason")),
            *(
                (value, f"{label} ({say_capped(counts.get(value, 0))})")
                for value, label in Reason.choices
            ),
        ]

    def walk(self, articles: Listed, lead: Lead) -> Listed:
        reason = lead.slugs["reason"]
        if lead.is_of_reviewed and reason not in AFTER_REVIEW:
            return articles.none()
        found: dict[str, Any] = {"review_reasons__reason": reason}
        if lead.outlet:
            # Beside the reason, so that no other outlet's article is looked up.
            found["review_reasons__outlet"] = lead.outlet
        return articles.filter(**found).annotate(walk=F("review_reasons__pos"))

    def probe(self, articles: Listed, lead: Lead) -> Listed:
        reasons = ReviewReason.objects.filter(article=OuterRef("pk"))
        if lead.slugs["reason"] == ANY:
            return articles.filter(Exists(reasons))  # many have one
        return _having(articles, reasons.filter(reason=lead.slugs["reason"]))


class OutletFilter(LeadingFilter):
    title = _("outlet")
    parameter_name = "outlet"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        outlets = Source.objects.with_articles()[:MOST]
        known = outlets.values_list("slug", "name")
        return [(UNKNOWN, _("unknown")), *known]

    def walk(self, articles: Listed, lead: Lead) -> Listed:
        if not _is_known(lead):
            return articles.none()
        # By its id, of which the database knows how common it is.
        found = articles.filter(outlet=lead.outlet)
        return found.filter(pos__lt=day_pos(1)) if lead.is_undated else found

    def probe(self, articles: Listed, lead: Lead) -> Listed:
        if not _is_known(lead):
            return articles.none()
        # A sum is in no index.
        outlet = ExpressionWrapper(F("outlet_id") + 0, BigIntegerField())
        key = lead.outlet.pk if lead.outlet else None
        return articles.alias(outlet_key=outlet).filter(Q(outlet_key=key))


class EventFilter(LeadingFilter):
    title = _("event")
    parameter_name = "event"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        events = Event.objects.values_list("slug", name_as_read(Event))[:MOST]
        return list(events)

    def walk(self, articles: Listed, lead: Lead) -> Listed:
        if lead.event is None:
            return articles.none()
        places: dict[str, Any] = {
            "listings__facet": Listing.Facet.EVENT,
            "listings__value": lead.event.pk,
        }
        if lead.is_undated:
            places["listings__pos__lt"] = day_pos(1)
        return articles.filter(**places).annotate(walk=F("listings__pos"))

    def probe(self, articles: Listed, lead: Lead) -> Listed:
        if lead.event is None:
            return articles.none()
        listed = Listing.objects.filter(
            article=OuterRef("pk"),
            facet=Listing.Facet.EVENT,
            value=lead.event.pk,
        )
        return _having(articles, listed)


def _having(articles: Listed, rows: QuerySet) -> Listed:
    """Leave the articles that have such a row, looked up one by one.

    What PostgreSQL would make of EXISTS can begin with all these rows, and sort.
    """
    first = Subquery(rows.values("article")[:1])
    return articles.filter(IsNull(first, False))  # noqa: FBT003 - Django's own


def _is_known(lead: Lead) -> bool:
    return lead.outlet is not None or lead.slugs["outlet"] == UNKNOWN
