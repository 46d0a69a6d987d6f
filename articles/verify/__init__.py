"""Looking for damage: everything the archive keeps, held against what it is made of."""

from collections.abc import Callable, Iterator

from articles.store.snapshot import snapshot
from articles.verify.articles import check_articles
from articles.verify.finding import Finding
from articles.verify.knowledge import check_accounts, check_histories, check_merges
from articles.verify.lists import check_index, check_listings, check_tallies
from articles.verify.tables import (
    check_files,
    check_orphans,
    check_runs,
    check_triggers,
)

CHECKS = (
    check_triggers,
    check_orphans,
    check_runs,
    check_merges,
    check_histories,
    check_accounts,
    check_index,
    check_listings,
    check_tallies,
)


def verify(progress: Callable[[], None] = lambda: None) -> Iterator[Finding]:
    """Yield what is wrong in the archive, and where; nothing is changed.

    `progress` is called after each raw file.
    """
    # Before the snapshot: the index checks itself by what looks like a write.
    yield from check_files()
    with snapshot():
        for check in CHECKS:
            yield from check()
        yield from check_articles(progress)


__all__ = ["Finding", "verify"]
