"""Lists of any length read piece by piece, by the sort key and never by counting rows.

Each piece is a few short queries of its own: no transaction is held while a client
reads, and the statement timeout counts for each.
"""

from collections.abc import Iterator
from itertools import chain

from articles.exports.record import Export, Record, load_records
from articles.filters import ArticleFilter
from articles.models import Article
from articles.walk import keys_after, walk_page

# The first batch is small, so that an answer begins at once.
FIRST, BATCH = 50, 500


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
    size, start = FIRST, None
    while keys := keys_after(parts, start, size):
        yield _load(keys, export)
        size, start = BATCH, keys[-1]


def _load(keys: list[int], export: Export) -> list[Record]:
    rows = Article.objects.filter(pos__in=keys).newest_first()
    return load_records(rows, export)
