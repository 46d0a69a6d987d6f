"""The names of entities, as a query needs them: each leads to the others."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock

from articles.connection import find_connection
from articles.models import Alias, Entity, find_roots
from articles.search.analyze import analyze
from articles.search.query import Name, Names, Phrase

# One query for both histories.
LAST_CHANGES = (
    "SELECT (SELECT max(history_id) FROM articles_historicalalias), "
    "(SELECT max(history_id) FROM articles_historicalentity)"
)


# Tens of thousands of names take a second, and threads share one processor: who comes
# meanwhile waits for the first, rather than making the same beside it.
_loading = Lock()


def load_names(epoch: int | None = None) -> Names:
    """Return, for the terms of each entity's name, its other names.

    Names that are also everyday words ("Barat") lead nowhere: a reader who types one
    means the word. A process reads them anew when a name or an entity has changed, and
    asks for that once in an `epoch` of the archive, where the caller knows it.
    """
    changes = _find_changes() if epoch is None else _find_changes_at(epoch)
    with _loading:
        return _load(changes)


def _find_changes() -> tuple[int | None, ...]:
    with find_connection().cursor() as cursor:
        cursor.execute(LAST_CHANGES)
        changes: tuple[int | None, ...] = cursor.fetchone()
        return changes


@lru_cache(maxsize=1)
def _find_changes_at(_epoch: int) -> tuple[int | None, ...]:
    return _find_changes()


@lru_cache(maxsize=1)
def _load(_changes: tuple[int | None, ...]) -> Names:
    names: dict[int, list[str]] = defaultdict(list)
    rows = Alias.objects.filter(is_active=True, needs_context=False)
    roots = find_roots(Entity)
    for entity_id, name in rows.values_list("entity_id", "name"):
        names[roots[entity_id]].append(name)
    # Most entities have one name.
    several = (_analyze(each) for each in names.values() if len(each) > 1)
    return {
        terms: tuple(sorted(name for name in alike.values() if name.terms != terms))
        for alike in several
        if len(alike) > 1
        for terms in alike
    }


def _analyze(names: Iterable[str]) -> dict[Phrase, Name]:
    """Return names by their terms, the first of those that are alike."""
    alike: dict[Phrase, Name] = {}
    for name in names:
        if terms := tuple(analyze(name)):
            alike.setdefault(terms, Name(name, terms))
    return alike
