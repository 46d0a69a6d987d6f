"""Public pages."""

import re

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from articles.api import api
from articles.exports import ARTICLE_FORMS, FORMS
from articles.views import (
    articles,
    compare,
    dependence,
    entities,
    events,
    exports,
    lines,
    oai,
    site,
    sitemaps,
    sources,
    unapi,
    voices,
)


class FormConverter(StringConverter):
    """The end of an address that names a form: csl.json"""

    regex = "|".join(map(re.escape, FORMS))


class ArticleFormConverter(StringConverter):
    """The same, where it is of one article."""

    regex = "|".join(map(re.escape, ARTICLE_FORMS))


register_converter(FormConverter, "form")
register_converter(ArticleFormConverter, "article_form")

urlpatterns = [
    path("", articles.ArticleList.as_view(), name="article-list"),
    path("api/", api.urls),
    path("oai", oai.Harvest.as_view(), name="oai"),
    path("about/", site.About.as_view(), name="about"),
    path("language/", site.choose_language, name="language"),
    path("robots.txt", site.Robots.as_view(), name="robots"),
    path("opensearch.xml", site.OpenSearch.as_view(), name="opensearch"),
    path("unapi", unapi.UnApi.as_view(), name="unapi"),
    path("sitemap.xml", sitemaps.SitemapIndex.as_view(), name="sitemap"),
    # example: /sitemaps/articles-1.xml
    path(
        "sitemaps/<slug:name>.xml", sitemaps.SitemapPart.as_view(), name="sitemap-part"
    ),
    # example: /articles.csv?outlet=kompas-tv
    path("articles.atom", exports.ListFeed.as_view(), name="article-feed"),
    path(
        "articles.<form:suffix>",
        exports.ListExport.as_view(),
        name="article-list-export",
    ),
    # /articles/
    # example: /articles/4-kunjungi-cina-putin-cari-dukungan/
    path(
        "articles/<int:pk>-<slug:slug>/",
        articles.ArticleDetail.as_view(),
        name="article-detail",
    ),
    path(
        "articles/<int:pk>-<slug:slug>.<article_form:suffix>",
        exports.ArticleExport.as_view(),
        name="article-export",
    ),
    path("articles/<int:pk>/", articles.ArticleDetail.as_view()),
    path("articles/<int:pk>/raw/", articles.ArticleRaw.as_view(), name="article-raw"),
    path(
        "articles/<int:pk>/raw/file/",
        articles.ArticleBytes.as_view(),
        name="article-bytes",
    ),
    # /compare/
    # example: /compare/?a=1&b=2
    path("compare/", compare.Compare.as_view(), name="compare"),
    # /outlets/: agencies too have their page there
    path("outlets/", sources.SourceList.as_view(), name="outlet-list"),
    path("outlets/<slug:slug>/", sources.SourceDetail.as_view(), name="outlet-detail"),
    # /entities/
    path("entities/", entities.EntityList.as_view(), name="entity-list"),
    path(
        "entities/<slug:slug>/", entities.EntityDetail.as_view(), name="entity-detail"
    ),
    # example: /entities/china/naming/?word=Tiongkok&zone=headline
    path(
        "entities/<slug:slug>/naming/",
        lines.NamingLines.as_view(),
        name="entity-naming",
    ),
    path(
        "entities/<slug:slug>/naming/outlets/",
        lines.NamingOutlets.as_view(),
        name="entity-naming-outlets",
    ),
    # /events/
    path("events/", events.EventList.as_view(), name="event-list"),
    path(
        "events/<slug:slug>.zip", exports.EventPackage.as_view(), name="event-package"
    ),
    path("events/<slug:slug>/", events.EventDetail.as_view(), name="event-detail"),
    # example: /events/state-visit-2024/naming/china/?word=Tiongkok&outlet=antara
    path(
        "events/<slug:event>/naming/<slug:slug>/",
        lines.NamingLines.as_view(),
        name="event-naming",
    ),
    path(
        "events/<slug:event>/naming/<slug:slug>/outlets/",
        lines.NamingOutlets.as_view(),
        name="event-naming-outlets",
    ),
    path(
        "events/<slug:slug>/outlets/",
        events.EventOutlets.as_view(),
        name="event-outlets",
    ),
    path(
        "events/<slug:slug>/independent/",
        dependence.EventDependence.as_view(),
        name="event-dependence",
    ),
    # example: /events/state-visit-2024/quoted/?speaker=vladimir-putin&outlet=antara
    path(
        "events/<slug:slug>/quoted/",
        voices.EventVoices.as_view(),
        name="event-voices",
    ),
]
