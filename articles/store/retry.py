"""Doing once more what another writer was in the way of."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected, LockNotAvailable, SerializationFailure

Result = TypeVar("Result")
IN_THE_WAY = (DeadlockDetected, LockNotAvailable, SerializationFailure)
# Seconds to wait before each further try.
PAUSES = (0.1, 0.5, 2, 5)


def again(act: Callable[[], Result]) -> Result:
    """Return what `act` returns, tried again where the database chose it to give way.

    `act` is a transaction of its own; within another nothing can be tried again.
    """
    for pause in PAUSES:
        try:
            return act()
        except OperationalError as error:
            if connection.in_atomic_block or not _is_in_the_way(error):
                raise
        time.sleep(pause)
    return act()


def _is_in_the_way(error: OperationalError) -> bool:
    is_locked = "database is locked" in str(error)  # SQLite has no code for it
    return is_locked or isinstance(error.__cause__, IN_THE_WAY)
