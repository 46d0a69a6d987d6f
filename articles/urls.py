"""Public pages."""

from django.urls import path

from articles.views import articles, compare, entities, events, lines, site, sources

urlpatterns = [
    path("", articles.ArticleList.as_view(), name="article-list"),
    path("about/", site.About.as_view(), name="about"),
    path("robots.txt", site.Robots.as_view(), name="robots"),
    # /articles/
    # example: /articles/4-kunjungi-cina-putin-cari-dukungan/
    path(
        "articles/<int:pk>-<slug:slug>/",
        articles.ArticleDetail.as_view(),
        name="article-detail",
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
    # /events/
    path("events/", events.EventList.as_view(), name="event-list"),
    path("events/<slug:slug>/", events.EventDetail.as_view(), name="event-detail"),
    # example: /events/state-visit-2024/naming/china/?word=Tiongkok&outlet=antara
    path(
        "events/<slug:event>/naming/<slug:slug>/",
        lines.NamingLines.as_view(),
        name="event-naming",
    ),
]
