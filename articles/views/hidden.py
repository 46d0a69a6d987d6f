"""What stands where an article was that a curator has hidden."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.generic import DetailView

from articles.models import Correction
from articles.settle import HIDDEN


class OfArticle(DetailView):
    """A page of one article; of a hidden one it says only that, and why."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            hiding = Correction.objects.filter(article__id=kwargs["pk"], field=HIDDEN)
            last = hiding.filter(article__is_hidden=True).last()
            if last is None:
                raise
            context = {"hiding": last}
            return render(request, "articles/hidden.html", context, status=410)
