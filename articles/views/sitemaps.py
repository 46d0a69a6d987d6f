"""Sitemaps: every lasting page, for search engines, in files of bounded size.

Rows are cut by id: so a file always holds the same ones, and none has to be counted.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from xml.sax.saxutils import escape

from django.db.models import F, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.generic import View

from articles.models import Article, Entity, Event, Source

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# As many addresses as a file may hold, and as many as are read at once.
SIZE, BATCH = 50_000, 1_000
PAGES = ("article-list", "outlet-list", "entity-list", "event-list", "about")


def _listed() -> dict[str, QuerySet]:
    return {
        "articles": Article.objects.only("headline", "lead").annotate(
            changed_at=F("extraction__extracted_at")
        ),
        "outlets": Source.objects.filter(merged_into=None),
        "entities": Entity.objects.filter(merged_into=None),
        "events": Event.objects.all(),
    }


class SitemapIndex(View):
    """Which sitemaps there are."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        names = ["pages"]
        for name, rows in _listed().items():
            names += [f"{name}-{number}" for number in _numbers(rows)]
        urls = (reverse("sitemap-part", args=[name]) for name in names)
        locations = (
            f"<sitemap><loc>{escape(request.build_absolute_uri(url))}</loc></sitemap>\n"
            for url in urls
        )
        return _as_xml(HttpResponse(_wrapped("sitemapindex", locations)))


class SitemapPart(View):
    """The addresses in one of them."""

    def get(self, request: HttpRequest, name: str) -> HttpResponseBase:
        site = f"{request.scheme}://{request.get_host()}"
        kind, _, number = name.partition("-")
        if name == "pages":
            locations: Iterable[str] = (_url(site, reverse(page)) for page in PAGES)
        elif kind in _listed() and number.isdecimal() and len(number) < 9:
            locations = _of_rows(site, _listed()[kind], (int(number) - 1) * SIZE)
        else:
            raise Http404
        return _as_xml(StreamingHttpResponse(_wrapped("urlset", locations)))


def _numbers(rows: QuerySet) -> Iterator[int]:
    """Yield the numbers of the files that hold rows; ids may have wide gaps."""
    keys = rows.order_by("pk").values_list("pk", flat=True)
    number = 0
    while key := keys.filter(pk__gt=number * SIZE).first():
        number = -(-key // SIZE)
        yield number


def _of_rows(site: str, rows: QuerySet, start: int) -> Iterator[str]:
    """Yield rows of the ids after `start`, read piece by piece."""
    end = start + SIZE
    while True:
        batch = list(rows.filter(pk__gt=start, pk__lte=end).order_by("pk")[:BATCH])
        yield "".join(_url(site, row.get_absolute_url(), row) for row in batch)
        if len(batch) < BATCH:
            return
        start = batch[-1].pk


def _url(site: str, path: str, row: Model | None = None) -> str:
    changed_at = getattr(row, "changed_at", None)
    changed = f"<lastmod>{changed_at.date()}</lastmod>" if changed_at else ""
    return f"<url><loc>{escape(site + path)}</loc>{changed}</url>\n"


def _wrapped(element: str, content: Iterable[str]) -> Iterator[str]:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{element} xmlns="{NAMESPACE}">\n'
    return chain([head], content, [f"</{element}>\n"])


def _as_xml(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Content-Type"] = "application/xml; charset=utf-8"
    return response
