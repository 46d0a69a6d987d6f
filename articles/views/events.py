"""Events and who covered them."""

from typing import Any

from django.views.generic import DetailView, ListView

from articles.coverage import SHOWN, Matrix, Outlets, count_days, find_outlets, matrix
from articles.dependence import find_dependence
from articles.epoch import epoch_of, remember
from articles.models import Article, Event, Listing
from articles.models.event import EventQuerySet
from articles.naming import find_lenses
from articles.timeline import Timeline, make_timeline
from articles.views.bars import draw_timeline
from articles.views.cut import cut
from articles.voices import READ, find_voices

LATEST = 12
# Entities of several names shown at once, the most mentioned first.
LENSES = 8
# Speakers shown at once, those whom the most outlets quote first.
VOICES = 10
# On the page that has all of them.
OUTLETS_PER_PAGE = 100


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
        table, timeline = find_days(event, epoch, outlets)
        lenses = remember(
            epoch, ("lenses", event.pk), lambda: find_lenses(event, outlets, LENSES)
        )
        voices = find_voices(articles)
        return super().get_context_data(
            **kwargs,
            matrix=table.shorten(SHOWN),
            growth=draw_timeline(timeline) if timeline else None,
            lenses=lenses,
            articles=articles.for_list()[:LATEST],
            article_count=table.total,
            dependence=find_dependence(coverage, table.total),
            voices=voices[:VOICES],
            voice_count=len(voices),
            quotes_read=READ if table.total > READ else None,
        )


class EventOutlets(DetailView):
    """All outlets that wrote about an event, and when."""

    queryset = Event.objects.all()
    template_name = "articles/event_outlets.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event: Event = self.object
        epoch = epoch_of(self.request)
        outlets = remember(epoch, ("outlets",), find_outlets)
        table, _ = find_days(event, epoch, outlets)
        page = cut(self.request, table.rows, OUTLETS_PER_PAGE)
        return super().get_context_data(
            **kwargs,
            matrix=table.only(list(page)),
            page_obj=page,
            outlet_count=table.outlet_count,
        )


def find_days(
    event: Event, epoch: int, outlets: Outlets
) -> tuple[Matrix, Timeline | None]:
    """Return which outlets wrote when, and how the articles grew in number."""

    def make() -> tuple[Matrix, Timeline | None]:
        counts = count_days(event, outlets)
        return matrix(event, counts), make_timeline(event, counts)

    return remember(epoch, ("days", event.pk), make)
