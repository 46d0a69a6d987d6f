"""What curators do to many articles at once."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import curate
from articles.admin.person import person
from articles.models import Article, Coverage, ReviewReason
from articles.provenance import grounds_of
from articles.settle import EVENT_FIELD


class ArticleActions(admin.ModelAdmin):
    """The actions of the list of articles."""

    actions = (
        "mark_reviewed",
        "assign_values",
        "accept_suggested_events",
        "accept_proposals",
        "reject_proposals",
    )

    def has_bulk_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.bulk_article")

    @admin.action(
        description=_("Mark the selected articles as reviewed"),
        permissions=["bulk"],
    )
    def mark_reviewed(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        articles = queryset.filter(review_status="unreviewed").order_by("pk")
        for article in articles:
            curate.correct(
                article.pk, {"review_status": "reviewed"}, by=person(request)
            )
        self._report(request, len(articles))

    @admin.action(
        description=_("Accept the suggested events of the selected articles"),
        permissions=["bulk"],
    )
    def accept_suggested_events(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> None:
        suggested = Coverage.objects.filter(article__in=queryset, status="suggested")
        decisions: dict[int, dict[str, str]] = {}
        for article_id, slug in suggested.values_list("article_id", "event__slug"):
            decisions.setdefault(article_id, {})[EVENT_FIELD + slug] = "accepted"
        for article_id, values in decisions.items():
            curate.correct(article_id, values, by=person(request))
        self._report(request, len(decisions))

    @admin.action(
        description=_("Accept what newer readings propose for the selected articles"),
        permissions=["bulk"],
    )
    def accept_proposals(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> None:
        self._decide(request, queryset, curate.withdraw)

    @admin.action(
        description=_("Keep what stands in the selected articles"),
        permissions=["bulk"],
    )
    def reject_proposals(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> None:
        self._decide(request, queryset, curate.reject)

    def _decide(
        self,
        request: HttpRequest,
        queryset: QuerySet[Article],
        decide: Callable[..., None],
    ) -> None:
        disagreeing = ReviewReason.Reason.EXTRACTION_DISAGREES
        articles = queryset.filter(review_reasons__reason=disagreeing)
        count = 0
        for article in articles.order_by("pk"):
            if fields := list(grounds_of(article).proposals):
                decide(article.pk, fields, by=person(request))
                count += 1
        self._report(request, count)

    def _report(self, request: HttpRequest, count: int) -> None:
        message = ngettext(
            "%(count)d article was changed.", "%(count)d articles were changed.", count
        )
        self.message_user(request, message % {"count": count}, messages.SUCCESS)
