"""Full-text search: one analyser, one query language, two thin engines.

The index is a table of its own, `articles_search`, that the migrations make and
`articles.store` keeps right.
"""

from articles.search.engine import (
    estimate,
    find_strays,
    find_wrong,
    is_sound,
    leading,
    matching,
    probing,
    put,
    remove,
    remove_strays,
)
from articles.search.names import load_names
from articles.search.query import QUERY_LENGTH, QUOTES, Query, parse_query
from articles.search.snippets import Piece, find_snippet, mark_hits
from articles.search.spelling import correct_spelling
from articles.search.tiers import make_tiers

__all__ = [
    "QUERY_LENGTH",
    "QUOTES",
    "Piece",
    "Query",
    "correct_spelling",
    "estimate",
    "find_snippet",
    "find_strays",
    "find_wrong",
    "is_sound",
    "leading",
    "load_names",
    "make_tiers",
    "mark_hits",
    "matching",
    "parse_query",
    "probing",
    "put",
    "remove",
    "remove_strays",
]
