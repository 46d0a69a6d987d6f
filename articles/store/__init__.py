"""The only writer of ingested facts; everything it does twice, it does once."""

from articles.store.follow import follow_sidecar
from articles.store.knowledge import load_events, load_knowledge, ship_knowledge
from articles.store.rehearsal import Rehearsal
from articles.store.reindex import reindex
from articles.store.resettle import (
    Changes,
    Grounds,
    find_grounds,
    last_corrections,
    list_articles,
    resettle,
)
from articles.store.retry import again
from articles.store.slugs import Directory, free_slug
from articles.store.state import StoredState, find_purged, find_states, read_sidecar
from articles.store.writer import Incoming, Outcome, Writer

__all__ = [
    "Changes",
    "Directory",
    "Grounds",
    "Incoming",
    "Outcome",
    "Rehearsal",
    "StoredState",
    "Writer",
    "again",
    "find_grounds",
    "find_purged",
    "find_states",
    "follow_sidecar",
    "free_slug",
    "last_corrections",
    "list_articles",
    "load_events",
    "load_knowledge",
    "read_sidecar",
    "reindex",
    "resettle",
    "ship_knowledge",
]
