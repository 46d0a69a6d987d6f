"""Events and who covered them."""

from typing import Any

from django.views.generic import DetailView, ListView

from articles.coverage import Matrix, Outlets, count_days, find_outlets, matrix
from articles.dependence import find_dependence
from articles.epoch import epoch_of, remember
from articles.models import Article, Event, Listing
from articles.models.event import EventQuerySet
from articles.naming import find_lenses
from articles.timeline import Timeline, make_timeline
from articles.views.bars import draw_timeline
from articles.voices import READ, find_voices

LATEST = 25
# Entities of several names shown at once, the most mentioned first.
LENSES = 8
# Speakers shown at once, those whom the most outlets quote first.
VOICES = 20


class EventList(ListView):
    """Events, the latest first."""

    def get_queryset(self) -> EventQuerySet:
        return Event.objects.with_articles().select_related("place")


class EventDetail(DetailView):
    """What happened, and which outlets wrote about it when."""

    queryset = (
        Event.objects.with_suggested()
        .select_related("place")
        .prefetch_related("participants")
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event: Event = self.object
        coverage = event.coverage.standing()
        articles = Article.objects.listed_under(Listing.Facet.EVENT, event.pk)
        epoch = epoch_of(self.request)
        outlets = remember(epoch, ("outlets",), find_outlets)
        table, timeline = remember(
            epoch, ("days", event.pk), lambda: days(event, outlets)
        )
        lenses = remember(
            epoch, ("lenses", event.pk), lambda: find_lenses(event, outlets, LENSES)
        )
        count = sum(row.total for row in table.rows)
        return super().get_context_data(
            **kwargs,
            matrix=table,
            growth=draw_timeline(timeline) if timeline else None,
            lenses=lenses,
            articles=articles.for_list()[:LATEST],
            article_count=count,
            dependence=find_dependence(coverage, count),
            voices=find_voices(articles)[:VOICES],
            quotes_read=READ if count > READ else None,
        )


def days(event: Event, outlets: Outlets) -> tuple[Matrix, Timeline | None]:
    """Return which outlets wrote when, and how the articles grew in number."""
    counts = count_days(event, outlets)
    return matrix(event, counts), make_timeline(event, counts)
