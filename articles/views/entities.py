"""People, places and organizations."""

from typing import Any

from django.db.models import Count
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.views.generic import ListView

from articles.epoch import remember
from articles.filters import ArticleFilter
from articles.histogram import find_histogram
from articles.models import Article, Entity, Listing, Tally
from articles.models.entity import EntityQuerySet
from articles.naming import count_words, make_lens, make_periods
from articles.views.bars import draw
from articles.views.moved import MergeableDetail
from articles.voices import find_quotes

LATEST = 12
# Of so many of the newest articles quotations are read and other entities counted.
READ = 200
TOGETHER = 16
# Of more articles, words are not counted by month: it would take too long.
MOST_DATED = 5_000


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
        count = Tally.objects.of(Tally.Facet.ENTITY, self.object.pk)
        lens = remember(
            listed.epoch,
            ("lens", self.object.pk),
            lambda: make_lens(
                self.object, count_words(self.object, mentions.by_word())
            ),
        )
        is_dated = len(lens.words) > 1 and count <= MOST_DATED
        return super().get_context_data(
            **kwargs,
            drawing=draw(find_histogram(listed)),
            articles=articles.for_list()[:LATEST],
            article_count=count,
            lens=lens,
            periods=make_periods(lens, mentions.by_month()) if is_dated else [],
            events=self.object.events.all(),
            together=find_together(self.object),
            quotes=find_quotes(self.object, articles.values("pk")[:READ])
            if self.object.kind != Entity.Kind.PLACE
            else [],
            read=min(count, READ),
        )


def find_together(entity: Entity) -> list[tuple[Entity, int]]:
    """Return who and what is named in the newest articles that name `entity`.

    Each with how many of these do, the most often named first.
    """
    named = Listing.objects.filter(facet=Listing.Facet.ENTITY)
    newest = named.filter(value=entity.pk).order_by("-pos").values("article")[:READ]
    counts = (
        named.filter(article__in=newest)
        .exclude(value=entity.pk)
        .values_list("value")
        .annotate(count=Count("article"))
        .order_by("-count", "value")[:TOGETHER]
    )
    found = dict(counts)
    entities = Entity.objects.in_bulk(found)
    return [(entities[pk], count) for pk, count in found.items()]
