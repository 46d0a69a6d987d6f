"""Full-text search: one analyser, one query language, two thin engines.

The index is a table of its own, `articles_search`, that the migrations make and
`articles.store` keeps right.
"""

from articles.search.engine import matching, put, remove
from articles.search.names import load_names
from articles.search.query import Query, parse_query

__all__ = ["Query", "load_names", "matching", "parse_query", "put", "remove"]
