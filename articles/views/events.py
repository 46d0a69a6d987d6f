"""Events and who covered them."""

from collections import Counter
from typing import Any

from django.views.generic import DetailView, ListView

from articles.coverage import Matrix, matrix
from articles.dependence import find_dependence
from articles.epoch import epoch_of, remember
from articles.models import Article, Entity, Event, Listing, Mention
from articles.models.event import CoverageQuerySet, EventQuerySet
from articles.naming import Lens, make_lenses
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

    queryset = Event.objects.select_related("place").prefetch_related("participants")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event: Event = self.object
        coverage = event.coverage.standing()
        articles = Article.objects.listed_under(Listing.Facet.EVENT, event.pk)
        epoch = epoch_of(self.request)
        table, timeline = remember(epoch, ("days", event.pk), lambda: days(event))
        named = remember(epoch, ("lenses", event.pk), lambda: lenses(coverage))
        count = sum(row.total for row in table.rows)
        return super().get_context_data(
            **kwargs,
            matrix=table,
            growth=draw_timeline(timeline) if timeline else None,
            lenses=named,
            articles=articles.for_list()[:LATEST],
            article_count=count,
            dependence=find_dependence(coverage, count),
            voices=find_voices(coverage)[:VOICES],
            quotes_read=READ if count > READ else None,
        )


def days(event: Event) -> tuple[Matrix, Timeline | None]:
    """Return which outlets wrote when, and how the articles grew in number."""
    counts = list(event.coverage.standing().by_outlet_and_day())
    return matrix(event, counts), make_timeline(event, counts)


def lenses(coverage: CoverageQuerySet) -> list[Lens]:
    """Return what those are called that are called several things: `LENSES` of them."""
    mentions = Mention.objects.in_article().filter(
        article__in=coverage.values("article")
    )
    counts = list(mentions.by_word())
    # Most have one name in all articles: those need not be read.
    names = Counter(
        entity for entity, _ in {(c["entity"], c["surface"]) for c in counts}
    )
    several = [entity for entity, count in names.items() if count > 1]
    entities = Entity.objects.filter(pk__in=several).prefetch_related("aliases")
    return make_lenses(entities, counts)[:LENSES]
