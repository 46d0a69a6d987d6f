"""Every article on an event, under what it counts as among the independent."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.views.generic import DetailView

from articles.dependence import MOST, Dependence, Group, find_dependence
from articles.models import Article, Event
from articles.views.cut import cut

ARTICLES_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Part:
    """Articles of one group, as far as they are on this page; or some of no group."""

    group: Group | None
    articles: list[tuple[Article, list[str]]]  # with the agencies of each


class EventDependence(DetailView):
    """What the number of independent articles is made of."""

    queryset = Event.objects.all()
    template_name = "articles/event_dependence.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        coverage = self.object.coverage.standing()
        dependence = find_dependence(coverage, coverage.count())
        if dependence is None:
            return super().get_context_data(**kwargs, most=MOST)
        keys = _in_order(coverage.values("article"))
        page = cut(self.request, _place(dependence, keys), ARTICLES_PER_PAGE)
        return super().get_context_data(
            **kwargs,
            dependence=dependence,
            page_obj=page,
            parts=_load(dependence, list(page)),
        )


def _in_order(articles: Any) -> list[int]:
    """Return the articles' ids: the earliest first, the undated last."""
    rows = Article.objects.filter(pk__in=articles)
    dated = rows.values_list("published_latest", "pos", "pk")
    return [pk for *_, pk in sorted((day is None, pos, pk) for day, pos, pk in dated)]


# A group's place among the others, none for what is in none, and an article of it.
Place = tuple[int | None, int]


def _place(dependence: Dependence, keys: list[int]) -> list[Place]:
    """Return every article after those of its group, those of none last."""
    group_of = {
        key: number
        for number, group in enumerate(dependence.groups)
        for key in group.keys
    }
    last = len(dependence.groups)
    placed = sorted(keys, key=lambda key: group_of.get(key, last))
    return [(group_of.get(key), key) for key in placed]


def _load(dependence: Dependence, places: list[Place]) -> list[Part]:
    articles = Article.objects.in_brief().in_bulk([key for _, key in places])
    return [
        Part(
            None if number is None else dependence.groups[number],
            [
                (articles[key], dependence.agencies_of(key))
                for _, key in part
                if key in articles  # and wasn't hidden meanwhile
            ],
        )
        for number, part in groupby(places, key=lambda place: place[0])
    ]
