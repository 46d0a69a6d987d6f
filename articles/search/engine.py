"""Which engine: the one of the database in use."""

from collections.abc import Sequence
from types import ModuleType

from django.db import connection
from django.db.models import QuerySet

from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.search import postgres, sqlite
from articles.search.query import Query


def put(articles: Sequence[Article]) -> None:
    """Index these articles' titles and bodies; they are not in the index yet.

    Hidden ones are left out.
    """
    _engine().put([article for article in articles if not article.is_hidden])


def remove(articles: Sequence[Article]) -> None:
    """Take these articles out of the index.

    To be called before an article changes: its `pos` is a key of the index.
    """
    _engine().remove(articles)


def find_wrong(articles: Sequence[Article]) -> set[int]:
    """Return the ids of those articles that the index doesn't have as they are."""
    shown = [article for article in articles if not article.is_hidden]
    wrong: set[int] = _engine().find_wrong(shown)
    return wrong


def find_strays() -> list[int]:
    """Return the keys in the index that are no readable article's."""
    strays: list[int] = _engine().find_strays()
    return strays


def is_sound() -> bool:
    """Whether the index leads to the words it was made from, where that can be told."""
    sound: bool = _engine().is_sound()
    return sound


def remove_strays() -> None:
    """Take out of the index what is no article's, where that can be."""
    _engine().remove_strays()


def matching(articles: ArticleQuerySet, query: Query) -> ArticleQuerySet:
    """Return those of `articles` whose headline or body has what `query` wants."""
    found: ArticleQuerySet = _engine().matching(articles, query)
    return found


def leading(query: Query) -> QuerySet:
    """Return all that `query` finds by their sort key as `walk`, the newest first.

    The words are looked up first, and then these articles: for few of them, or for
    the beginning of what many have.
    """
    found: QuerySet = _engine().leading(query)
    return found


def probing(articles: ArticleQuerySet, query: Query) -> ArticleQuerySet:
    """Return the same as `matching`, found by looking at one article after another.

    For lists of which the beginning is wanted, and where many match.
    """
    found: ArticleQuerySet = _engine().probing(articles, query)
    return found


def estimate(query: Query) -> int:
    """Return about how many articles match; exact where they are few."""
    number: int = _engine().estimate(query)
    return number


def _engine() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite
