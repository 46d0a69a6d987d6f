"""The search box, and what was looked for, marked in the articles of a page."""

from collections.abc import Iterable
from typing import Any

from articles.filters import ArticleFilter
from articles.models import Article
from articles.search import Query, find_snippet, mark_hits
from articles.views.chips import CURSORS


def show_hits(articles: Iterable[Article], query: Query) -> None:
    """Give each article its `marked_title`, and its `snippet` of the body."""
    found = {article.pk: article for article in articles}
    bodies = Article.objects.filter(pk__in=found).values_list("pk", "body")
    for pk, body in bodies.order_by():
        article = found[pk]
        article.marked_title = mark_hits(article.title, query)  # type: ignore[attr-defined]
        article.snippet = find_snippet(body, query)  # type: ignore[attr-defined]


def search_box(articles: ArticleFilter) -> dict[str, Any]:
    """Return what the search box shows: the names also looked for, what it keeps."""
    query = articles.query
    kept = articles.data.copy()
    for name in ("q", "exact", *CURSORS):
        kept.pop(name, None)
    exact = articles.data.copy()
    exact["exact"] = "true"
    for name in CURSORS:
        exact.pop(name, None)
    return {
        "also": [name for item in query.wanted for name in item.also] if query else [],
        "exact_url": f"?{exact.urlencode()}",
        "kept": [(name, value) for name, values in kept.lists() for value in values],
    }
