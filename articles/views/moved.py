"""Pages that have moved, though perhaps not for good."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import DetailView

from articles.filters import ArticleFilter
from articles.models import Article, Entity, Source, find_roots


def lead_on(to: Article | Entity | Source | str) -> HttpResponse:
    """Send readers and robots to where a page is now.

    Titles change back and merges are undone, so no browser may remember it.
    """
    response = redirect(to, permanent=True)
    response.headers["Cache-Control"] = "no-cache"
    return response


def find_moved(articles: ArticleFilter) -> str:
    """Return the list's parameters with what was merged led on; "" if nothing was."""
    query, is_moved = articles.data.copy(), False
    for name in ("outlet", "entity", "agency"):
        slugs = list(articles.data.getlist(name))
        for thing in articles.chosen.get(name, ()):
            if isinstance(thing, Source | Entity) and thing.merged_into_id:
                slugs[slugs.index(thing.slug)] = _end(thing).slug
                is_moved = True
        query.setlist(name, list(dict.fromkeys(slugs)))
    return query.urlencode() if is_moved else ""


def _end(thing: Source | Entity) -> Source | Entity:
    roots = find_roots(type(thing))
    return type(thing).objects.get(pk=roots[thing.pk])


class MergeableDetail(DetailView):
    """The page of a source or entity; a merged one leads to where it went."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if self.object.merged_into:
            return lead_on(self.object.merged_into)
        return self.render_to_response(self.get_context_data(object=self.object))
