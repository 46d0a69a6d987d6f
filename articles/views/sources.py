"""Outlets and agencies."""

from typing import Any

from django.db.models import Max, Min
from django.http import QueryDict
from django.views.generic import ListView

from articles.filters import ArticleFilter
from articles.histogram import find_histogram
from articles.models import Article, Listing, Source, SourceName, Tally
from articles.models.source import SourceQuerySet
from articles.views.bars import draw
from articles.views.moved import MergeableDetail

LATEST = 12


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
            published_count=Tally.objects.of(Tally.Facet.OUTLET, self.object.pk),
            span=published.aggregate(
                first=Min("published_earliest"), last=Max("published_latest")
            ),
            crediting=crediting.for_list()[:LATEST],
            crediting_count=Tally.objects.of(Tally.Facet.AGENCY, self.object.pk),
            agencies=Source.objects.credited(published),
        )
