"""Pages that have moved, though perhaps not for good."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import DetailView

from articles.models import Article, Entity, Source


def lead_on(to: Article | Entity | Source | str) -> HttpResponse:
    """Send readers and robots to where a page is now.

    Titles change back and merges are undone, so no browser may remember it.
    """
    response = redirect(to, permanent=True)
    response.headers["Cache-Control"] = "no-cache"
    return response


class MergeableDetail(DetailView):
    """The page of a source or entity; a merged one leads to where it went."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if self.object.merged_into:
            return lead_on(self.object.merged_into)
        return self.render_to_response(self.get_context_data(object=self.object))
