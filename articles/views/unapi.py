"""unAPI, by which reference managers ask for a page's articles: http://unapi.info"""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.generic import View

from articles.exports import ARTICLE_FORMS, Form
from articles.exports.record import make_tag
from articles.models import Article
from articles.views.exports import show_in_form

# The names that unAPI's clients know.
NAMES = {"ris": "ris", "bibtex": "bib", "csl-json": "csl.json"}
# Longer ones are no id of an article.
ID = re.compile(re.escape(make_tag("article/")) + r"(?P<pk>\d{1,18})", re.ASCII)


class UnApi(View):
    """`?id=` names an article, `format=` a form; else it says which forms there are."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        identifier, name = request.GET.get("id", ""), request.GET.get("format", "")
        if not identifier:
            return self.show_formats("", status=200)
        match = ID.fullmatch(identifier)
        if not match:
            raise Http404
        articles = Article.objects.only("headline", "lead")
        article = get_object_or_404(articles, pk=match["pk"])
        if not name:
            return self.show_formats(identifier, status=300)
        if name not in NAMES:
            message = _("Choose one of these formats: %(names)s.")
            named = message % {"names": ", ".join(NAMES)}
            return HttpResponse(named, status=406, content_type="text/plain")
        return show_in_form(request, article, ARTICLE_FORMS[NAMES[name]])

    def show_formats(self, identifier: str, *, status: int) -> HttpResponse:
        forms = {name: ARTICLE_FORMS[suffix] for name, suffix in NAMES.items()}
        context: dict[str, str | dict[str, Form]] = {"id": identifier, "forms": forms}
        return render(
            self.request, "unapi.xml", context, "application/xml", status=status
        )
