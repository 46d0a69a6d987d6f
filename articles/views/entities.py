"""People, places and organizations."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.views.generic import ListView

from articles.filters import ArticleFilter
from articles.histogram import find_histogram
from articles.models import Article, Entity, Listing, Tally
from articles.models.entity import EntityQuerySet
from articles.naming import count_words, make_lens
from articles.views.bars import draw
from articles.views.moved import MergeableDetail

LATEST = 12


class EntityList(ListView):
    """Entities by kind, the most mentioned first."""

    paginate_by = 120

    def get_queryset(self) -> EntityQuerySet:
        entities = Entity.objects.in_articles()
        return entities.filter(kind=self.kind) if self.kind else entities

    @property
    def kind(self) -> str:
        kind = self.request.GET.get("kind", "")
        return kind if kind in Entity.Kind.values else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        labels = {
            "": _("All"),
            Entity.Kind.PERSON: _("People"),
            Entity.Kind.PLACE: _("Places"),
            Entity.Kind.ORGANIZATION: _("Organizations"),
        }
        return super().get_context_data(**kwargs, kind=self.kind, kinds=labels.items())


class EntityDetail(MergeableDetail):
    """One entity; one that was merged leads to where it went."""

    queryset = Entity.objects.select_related("merged_into").prefetch_related("aliases")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = QueryDict(f"entity={self.object.slug}")
        listed = ArticleFilter(query, request=self.request)
        mentions = self.object.mentions.in_article()
        articles = Article.objects.listed_under(Listing.Facet.ENTITY, self.object.pk)
        return super().get_context_data(
            **kwargs,
            drawing=draw(find_histogram(listed)),
            articles=articles.for_list()[:LATEST],
            article_count=Tally.objects.of(Tally.Facet.ENTITY, self.object.pk),
            lens=make_lens(self.object, count_words(self.object, mentions.by_word())),
            events=self.object.events.all(),
        )
