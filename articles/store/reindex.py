"""Everything that is made from the archive's own rows, made anew while it is served."""

from collections.abc import Callable
from itertools import chain

from django.db import connection, transaction

from articles import search, tallies
from articles.epoch import fold
from articles.models import Article, Fingerprint
from articles.store.resettle import create_rows, list_articles
from articles.store.rows import make_fingerprints

# Articles that a curator has to wait for at most.
BATCH_SIZE = 500


def reindex(progress: Callable[[], None] = lambda: None) -> int:
    """Make all that is made from articles anew: index, fingerprints, lists, tallies.

    Returns how many articles there are.

    Readers see each batch as it was until it is done, and the counts as they were
    until all are.
    """
    search.remove_strays()
    done, last = 0, 0
    while batch := _reindex_after(last):
        last, done = batch[-1].pk, done + len(batch)
        for _each in batch:
            progress()
    with transaction.atomic(), connection.cursor() as cursor:
        tallies.rebuild(connection.vendor, cursor)
    fold()
    return done


@transaction.atomic
def _reindex_after(last: int) -> list[Article]:
    articles = Article.everything.select_for_update().filter(pk__gt=last).order_by("pk")
    read = articles.only("pos", "headline", "lead", "body", "is_hidden")
    batch = list(read[:BATCH_SIZE])
    search.remove(batch)
    search.put(batch)
    list_articles(batch)
    Fingerprint.objects.filter(article__in=batch).delete()
    create_rows(chain.from_iterable(make_fingerprints(article) for article in batch))
    return batch
