"""Lists and articles in other forms, and lists as feeds."""

from http import HTTPStatus
from typing import Any, TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.views.generic import View

from articles.comparison import CHOSEN
from articles.exports import (
    ARTICLE_FORMS,
    FORMS,
    Export,
    Form,
    Package,
    load_records,
    read_batches,
    read_newest,
    write_feed,
)
from articles.filters import ArticleFilter
from articles.models import Article, Event
from articles.views import chips
from articles.views.filenames import name_list
from articles.views.hidden import OfArticle
from articles.views.keyset import Cursor
from articles.views.moved import find_moved, lead_on
from articles.views.streaming import stream

FEED_SIZE = 50

Response = TypeVar("Response", bound=HttpResponseBase)


class ListExport(View):
    """The whole filtered list, streamed."""

    def get(self, request: HttpRequest, suffix: str) -> HttpResponseBase:
        articles = ArticleFilter(request.GET, request=request)
        if not articles.is_valid():
            return refuse(request, articles)
        if query := find_moved(articles):
            return lead_on(f"{request.path}?{query}")
        form, export = FORMS[suffix], export_list(request)
        batches = read_batches(articles, export)
        response = stream(request, form.write, batches, export)
        if response.status_code != HTTPStatus.OK:
            return response
        return as_file(response, form, name_list(articles))

    def head(self, request: HttpRequest, suffix: str) -> HttpResponseBase:
        articles = ArticleFilter(request.GET, request=request)
        return as_file(HttpResponse(), FORMS[suffix], name_list(articles))


class ArticleExport(OfArticle):
    """One article in another form, at its page's address with another end."""

    queryset = Article.objects.only("headline", "lead")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        article, suffix = self.get_object(), kwargs["suffix"]
        if article.slug != kwargs["slug"]:
            address = [article.pk, article.slug, suffix]
            return lead_on(reverse("article-export", args=address))
        return show_in_form(request, article, ARTICLE_FORMS[suffix])


class EventPackage(View):
    """All that the archive holds on an event, as a data package."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        event = get_object_or_404(Event, slug=slug)
        query = urlencode({"event": slug})
        page = event.get_absolute_url()
        export = make_export(request, page, query=query)
        articles = ArticleFilter(QueryDict(query))
        package = Package(event, export.address, lambda: read_batches(articles, export))
        response = stream(request, package.write, package.read(), export)
        if response.status_code == HTTPStatus.OK:
            name_file(response, f"newsarchive-{slug}.zip", "application/zip")
        return response

    def head(self, request: HttpRequest, slug: str) -> HttpResponse:
        get_object_or_404(Event, slug=slug)
        return name_file(HttpResponse(), f"newsarchive-{slug}.zip", "application/zip")


class ListFeed(View):
    """The newest of the filtered list, for feed readers."""

    def get(self, request: HttpRequest) -> HttpResponse:
        articles = ArticleFilter(request.GET, request=request)
        if not articles.is_valid():
            return refuse(request, articles)
        if query := find_moved(articles):
            return lead_on(f"{request.path}?{query}")
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
        if name not in (*chips.PASSING, CHOSEN)
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
    records = load_records(Article.objects.filter(pk=article.pk), export)
    if not records:
        raise Http404  # it was hidden meanwhile
    (record,) = records
    return as_file(HttpResponse(form.single(record, export)), form, record.key)


def as_file(response: Response, form: Form, name: str) -> Response:
    """Give an answer the form's type, and the name under which it is saved."""
    media_type = f"{form.media_type}; charset=utf-8"
    return name_file(response, f"{name}.{form.suffix}", media_type)


def name_file(response: Response, name: str, media_type: str) -> Response:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = str(disposition)
    response.headers["Content-Type"] = media_type
    return response


def refuse(request: HttpRequest, articles: ArticleFilter) -> HttpResponse:
    """Say what is wrong with the parameters, and where they can be mended."""
    context = {"rejected": chips.rejected(articles)}
    return render(request, "articles/export_refused.html", context, status=400)
