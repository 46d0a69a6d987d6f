"""Sources and entities with their names, as files: written, compared, taken in.

A file adds and changes, and never deletes: a name is turned off by saying so, and of
what JSON leaves out nothing changes.
"""

from articles.exchange.differences import Difference, compare, take
from articles.exchange.files import FORMS, read, write
from articles.exchange.tables import NotReadableError

__all__ = [
    "FORMS",
    "Difference",
    "NotReadableError",
    "compare",
    "read",
    "take",
    "write",
]
