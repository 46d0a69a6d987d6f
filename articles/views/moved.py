"""Pages that have moved, though perhaps not for good."""

from django.http import HttpResponse
from django.shortcuts import redirect

from articles.models import Article, Entity, Source


def lead_on(to: Article | Entity | Source | str) -> HttpResponse:
    """Send readers and robots to where a page is now.

    Titles change back and merges are undone, so no browser may remember it.
    """
    response = redirect(to, permanent=True)
    response.headers["Cache-Control"] = "no-cache"
    return response
