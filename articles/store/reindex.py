"""Everything that is made from the archive's own rows, made anew while it is served."""

from collections.abc import Callable, Collection
from itertools import chain

from django.db import connection, transaction

from articles import event_tallies, records, search, tallies
from articles.epoch import fold
from articles.load import create_rows
from articles.models import Article, Extraction, Fingerprint, Sighting
from articles.store.resettle import list_articles
from articles.store.rows import make_fingerprints
from articles.store.sightings import note_sightings

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
        event_tallies.rebuild(connection.vendor, cursor)
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
    _sight([article.pk for article in batch if not article.is_hidden])
    return batch


def _sight(ids: Collection[int]) -> None:
    """Note anew where candidates were seen, from what was read of the articles."""
    Sighting.objects.filter(article__in=ids).delete()
    extractions = Extraction.objects.filter(article__in=ids)
    note_sightings(
        {
            pk: [records.Candidate(**each) for each in found or ()]
            for pk, found in extractions.values_list("article", "facts__candidates")
        }
    )
