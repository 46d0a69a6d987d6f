"""Outlets and agencies."""

from typing import Any

from django.db.models import Max, Min
from django.http import QueryDict
from django.views.generic import ListView

from articles.epoch import remember
from articles.filters import ArticleFilter
from articles.histogram import find_histogram
from articles.models import (
    Article,
    Entity,
    Listing,
    Mention,
    Source,
    SourceName,
    Tally,
)
from articles.models.source import SourceQuerySet
from articles.naming import Lens, count_words, has_several_names, make_lens
from articles.views.bars import draw
from articles.views.moved import MergeableDetail

LATEST = 12
# Of so many of an outlet's newest articles words are counted.
WORDS_READ = 300
WORDS_SHOWN = 10


class SourceList(ListView):
    """Outlets with what the archive holds of each."""

    def get_queryset(self) -> SourceQuerySet:
        return Source.objects.with_articles().prefetch_related("names")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            agencies=Source.objects.credited(),
            unknown_count=Tally.objects.of(Tally.Facet.OUTLET, 0),
        )


class SourceDetail(MergeableDetail):
    """One outlet or agency; one that was merged leads to where it went."""

    queryset = Source.objects.select_related("merged_into").prefetch_related("names")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = QueryDict(f"outlet={self.object.slug}")
        listed = ArticleFilter(query, request=self.request)
        names = [name for name in self.object.names.all() if name.is_active]
        published = Article.objects.filter(outlet=self.object)
        crediting = Article.objects.listed_under(Listing.Facet.AGENCY, self.object.pk)
        published_count = Tally.objects.of(Tally.Facet.OUTLET, self.object.pk)
        return super().get_context_data(
            **kwargs,
            drawing=draw(find_histogram(listed)),
            other_names=[
                name
                for name in names
                if name.kind == SourceName.Kind.NAME and name.value != self.object.name
            ],
            domains=[name for name in names if name.kind == SourceName.Kind.DOMAIN],
            published=published.for_list().newest_first()[:LATEST],
            published_count=published_count,
            span=published.aggregate(
                first=Min("published_earliest"), last=Max("published_latest")
            ),
            crediting=crediting.for_list()[:LATEST],
            crediting_count=Tally.objects.of(Tally.Facet.AGENCY, self.object.pk),
            agencies=remember(
                listed.epoch,
                ("agencies", self.object.pk),
                lambda: list(Source.objects.credited(published)),
            ),
            words=find_words(self.object),
            words_count=min(published_count, WORDS_READ),
        )


def find_words(outlet: Source) -> list[Lens]:
    """Return what the outlet's newest articles call what goes by several names."""
    newest = Article.objects.filter(outlet=outlet).newest_first().values("pk")
    mentions = Mention.objects.in_article().filter(article__in=newest[:WORDS_READ])
    counts = list(mentions.by_word())
    entities = Entity.objects.filter(pk__in={row["entity"] for row in counts})
    named = [
        entity
        for entity in entities.prefetch_related("aliases")
        if has_several_names([alias.name for alias in entity.aliases.all()])
    ]
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in counts:
        rows.setdefault(row["entity"], []).append(row)
    lenses = [
        make_lens(entity, count_words(entity, rows[entity.pk])) for entity in named
    ]
    return sorted(lenses, key=lambda lens: -lens.overall.total)[:WORDS_SHOWN]
