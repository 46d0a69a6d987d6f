"""The only writer of ingested facts; everything it does twice, it does once."""

from articles.store.articles import Outcome, Writer, last_corrections, resettle
from articles.store.knowledge import load_events, load_knowledge, ship_knowledge
from articles.store.slugs import Directory
from articles.store.state import StoredState, find_states, read_sidecar

__all__ = [
    "Directory",
    "Outcome",
    "StoredState",
    "Writer",
    "find_states",
    "last_corrections",
    "load_events",
    "load_knowledge",
    "read_sidecar",
    "resettle",
    "ship_knowledge",
]
