"""Events and who covered them."""

from typing import Any

from django.views.generic import DetailView, ListView

from articles.coverage import matrix
from articles.models import Article, Event
from articles.models.event import EventQuerySet

LATEST = 25


class EventList(ListView):
    """Events, the latest first."""

    def get_queryset(self) -> EventQuerySet:
        return Event.objects.with_articles().select_related("place")


class EventDetail(DetailView):
    """What happened, and which outlets wrote about it when."""

    queryset = Event.objects.select_related("place").prefetch_related("participants")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        coverage = self.object.coverage.standing()
        articles = Article.objects.filter(pk__in=coverage.values("article"))
        table = matrix(self.object, coverage.by_outlet_and_day())
        return super().get_context_data(
            **kwargs,
            matrix=table,
            articles=articles.for_list().newest_first()[:LATEST],
            article_count=sum(row.total for row in table.rows),
        )
