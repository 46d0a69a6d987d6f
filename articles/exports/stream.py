"""Lists of any length read piece by piece, by the sort key and never by counting rows.

Each piece is a few short queries of its own: no transaction is held while a client
reads, and the statement timeout counts for each.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from time import sleep
from typing import TypeVar

from django.db import OperationalError
from psycopg.errors import QueryCanceled

from articles.exports.record import Export, Record, load_records
from articles.filters import ArticleFilter
from articles.models import Article
from articles.walk import keys_after, walk_page

# The first batch is small, so that an answer begins at once.
FIRST, BATCH = 50, 500
# Seconds until what took too long is tried once more.
PAUSE = 5

Row = TypeVar("Row")


def read_batches(articles: ArticleFilter, export: Export) -> Iterator[list[Record]]:
    """Return the list's records in batches, the newest first.

    The first batch is read at once: what is wrong with the query shows here.
    """
    batches = _read(articles, export)
    first = next(batches, [])
    return chain([first], batches) if first else iter(())


def read_newest(
    articles: ArticleFilter, export: Export, *, after: int | None, size: int
) -> tuple[list[Record], int | None]:
    """Return some records from `after` on, and after which the next ones begin."""
    keys = keys_after(walk_page(articles), after, size + 1)
    older = keys[size - 1] if len(keys) > size else None
    return _load(keys[:size], export), older


def _read(articles: ArticleFilter, export: Export) -> Iterator[list[Record]]:
    parts = walk_page(articles)
    keys = keys_after(parts, None, FIRST)
    while keys:
        yield _patiently(partial(_load, keys, export))
        keys = _patiently(partial(keys_after, parts, keys[-1], BATCH))


def _patiently(read: Callable[[], list[Row]]) -> list[Row]:
    """Read once more what took too long: one bad moment must not end a long export."""
    try:
        return read()
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
    sleep(PAUSE)
    return read()


def _load(keys: list[int], export: Export) -> list[Record]:
    rows = Article.objects.filter(pos__in=keys).newest_first()
    return load_records(rows, export)
