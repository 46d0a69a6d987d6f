"""The search box, and what was looked for, marked in the articles of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articles.filters import RELEVANCE, ArticleFilter
from articles.models import Article
from articles.search import QUERY_LENGTH, Query, find_snippet, mark_hits
from articles.views.chips import PASSING


@dataclass(frozen=True, slots=True)
class Order:
    """One in which the list can be, and the address of the list in it."""

    label: str
    url: str
    is_chosen: bool


def show_hits(articles: Iterable[Article], query: Query) -> None:
    """Give each article its `marked_title`, and its `snippet` of the body."""
    for article in articles:
        article.marked_title = mark_hits(article.title, query)
        article.snippet = find_snippet(article.body, query)


def search_box(articles: ArticleFilter) -> dict[str, Any]:
    """Return what the search box shows: the names also looked for, what it keeps."""
    query = articles.query
    kept = articles.data.copy()
    for name in ("q", "exact", *PASSING):
        kept.pop(name, None)
    return {
        "also": [name for item in query.wanted for name in item.also] if query else [],
        "exact_url": _address(articles, exact="true"),
        "kept": [(name, value) for name, values in kept.lists() for value in values],
        "orders": _orders(articles) if query else [],
        "words": articles.chosen.get("q", ""),
        "is_cut": len(articles.data.get("q", "").strip()) > QUERY_LENGTH,
        "length": QUERY_LENGTH,
    }


def _orders(articles: ArticleFilter) -> list[Order]:
    return [
        Order(
            label,
            _address(articles, sort=value),
            is_chosen=articles.is_best_first == (value == RELEVANCE),
        )
        for value, label in articles.form.fields["sort"].choices
        if value
    ]


def _address(articles: ArticleFilter, **changed: str) -> str:
    """Return the address of the list's beginning with a parameter changed."""
    query = articles.data.copy()
    for name in PASSING:
        query.pop(name, None)
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"
