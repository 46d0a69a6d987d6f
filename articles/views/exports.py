"""Lists and articles in other forms, and lists as feeds."""

from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.views.generic import View

from articles.exports import (
    ARTICLE_FORMS,
    FORMS,
    Export,
    Form,
    load_records,
    read_batches,
    read_newest,
    write_feed,
)
from articles.filters import ArticleFilter
from articles.models import Article
from articles.views import chips
from articles.views.hidden import OfArticle
from articles.views.keyset import Cursor
from articles.views.moved import lead_on
from articles.views.streaming import stream

FEED_SIZE = 50

Response = TypeVar("Response", bound=HttpResponseBase)


class ListExport(View):
    """The whole filtered list, streamed."""

    def get(self, request: HttpRequest, suffix: str) -> HttpResponseBase:
        articles = ArticleFilter(request.GET)
        if not articles.is_valid():
            return refuse(request, articles)
        form, export = FORMS[suffix], export_list(request)
        batches = read_batches(articles, export)
        response = stream(request, form.write, batches, export)
        return as_file(response, form, f"newsarchive-{export.at:%Y-%m-%d}")

    def head(self, request: HttpRequest, suffix: str) -> HttpResponseBase:
        return as_file(HttpResponse(), FORMS[suffix], "newsarchive")


class ArticleExport(OfArticle):
    """One article in another form, at its page's address with another end."""

    queryset = Article.objects.only("headline", "lead")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        article, suffix = self.get_object(), kwargs["suffix"]
        if article.slug != kwargs["slug"]:
            address = [article.pk, article.slug, suffix]
            return lead_on(reverse("article-export", args=address))
        return show_in_form(request, article, ARTICLE_FORMS[suffix])


class ListFeed(View):
    """The newest of the filtered list, for feed readers."""

    def get(self, request: HttpRequest) -> HttpResponse:
        articles = ArticleFilter(request.GET)
        if not articles.is_valid():
            return refuse(request, articles)
        export = export_list(request)
        place = Cursor.from_query(request.GET).place
        after = place.pos if place else None
        records, older = read_newest(articles, export, after=after, size=FEED_SIZE)
        address = request.build_absolute_uri(request.path)
        labels = [str(chip.label) for chip in chips.chips(articles)]
        feed = write_feed(
            records,
            export,
            title=": ".join(("newsarchive", ", ".join(labels) or _("Articles"))),
            address=request.build_absolute_uri(),
            older=f"{address}?{more(export.query, older)}" if older else "",
        )
        return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")


def export_list(request: HttpRequest) -> Export:
    """Return the export of a list: its parameters in one order, without cursors."""
    given = sorted(request.GET.lists())
    query = [
        (name, value)
        for name, values in given
        if name not in chips.PASSING
        for value in values
        if value
    ]
    path = reverse("article-list")
    page = f"{path}?{urlencode(query)}" if query else path
    return make_export(request, page, query=urlencode(query))


def make_export(request: HttpRequest, page: str, *, query: str = "") -> Export:
    """Return the export of what a page shows."""
    site = f"{request.scheme}://{request.get_host()}"
    return Export(
        site=site,
        address=f"{site}{page}",
        query=query,
        at=timezone.now(),
        has_bodies=settings.EXPORT_BODIES,
    )


def more(query: str, older: int) -> str:
    return "&".join(filter(None, (query, urlencode({"after": older}))))


def show_in_form(request: HttpRequest, article: Article, form: Form) -> HttpResponse:
    """Return one article in a form."""
    export = make_export(request, article.get_absolute_url())
    (record,) = load_records(Article.objects.filter(pk=article.pk), export)
    return as_file(HttpResponse(form.single(record, export)), form, record.key)


def as_file(response: Response, form: Form, name: str) -> Response:
    """Give an answer its type, and the name under which it is saved."""
    response.headers["Content-Type"] = f"{form.media_type}; charset=utf-8"
    disposition = content_disposition_header(
        as_attachment=True, filename=f"{name}.{form.suffix}"
    )
    response.headers["Content-Disposition"] = str(disposition)
    return response


def refuse(request: HttpRequest, articles: ArticleFilter) -> HttpResponse:
    """Say what is wrong with the parameters, and where they can be mended."""
    context = {"rejected": chips.rejected(articles)}
    return render(request, "articles/export_refused.html", context, status=400)
