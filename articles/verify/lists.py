"""What lists and counts are walked by, held against what it is made from."""

from collections.abc import Iterator

from django.db import connection

from articles import event_tallies, listings, search, tallies
from articles.verify.finding import Finding
from articles.verify.tables import MOST, REINDEX


def check_index() -> Iterator[Finding]:
    """Entries of the search index that are no article's."""
    for key in search.find_strays()[:MOST]:
        yield Finding(f"search index {key}", f"no readable article's: {REINDEX}")


def check_listings() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        wrong = listings.find_wrong(connection.vendor, cursor)
    for article, facet, value in wrong[:MOST]:
        where = f"listing of article {article} under {facet}/{value}"
        yield Finding(where, f"missing, surplus or misplaced: {REINDEX}")


def check_tallies() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        wrong = tallies.find_wrong(cursor)
        of_events = event_tallies.find_wrong(connection.vendor, cursor)
    for facet, period, value in wrong[:MOST]:
        yield Finding(f"tally {facet}/{period}/{value}", f"miscounts: {REINDEX}")
    for name in of_events[:MOST]:
        yield Finding(name, f"miscounts: {REINDEX}")
