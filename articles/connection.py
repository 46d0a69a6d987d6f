"""The connection that a page reads by, where Django's own queries don't choose it."""

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model


def find_connection() -> BaseDatabaseWrapper:
    """Return the connection to where routers send what is read.

    So a page's SQL of its own asks the same database as its other queries.
    """
    return connections[router.db_for_read(Model)]
