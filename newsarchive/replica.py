"""Public pages read from a standby of the database, where there is one.

All of a page is read from one database, its epoch first: so a page under a tag is what
that database held, however far the standby is behind.
"""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.core.signals import request_finished
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponseBase

from articles.epoch import epoch_of
from newsarchive.revalidate import is_public

logger = logging.getLogger(__name__)

ALIAS = "replica"
# Seconds for which a standby that didn't answer is left alone.
REST = 10.0
# What it has received and replayed is all there is to be had; else the time of the
# last that was replayed tells, which on an idle primary is long ago.
FOLLOWS = """
    SELECT EXISTS (SELECT FROM pg_stat_wal_receiver),
        CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
        ELSE round(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 1)
        END::float
"""

_read_from: ContextVar[str] = ContextVar("read_from", default=DEFAULT_DB_ALIAS)


class ReplicaRouter:
    """Sends reads to where the request was sent; everything else to the primary."""

    def db_for_read(self, model: object, **hints: object) -> str:
        return _read_from.get()

    def db_for_write(self, model: object, **hints: object) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: object, other: object, **hints: object) -> bool:
        return True  # both hold the same rows

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db != ALIAS


class ReplicaMiddleware:
    """Sends who reads public pages to the standby, and curators to the primary.

    Whoever may be logged in has to see what they wrote. When the standby doesn't
    answer, the primary does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        read_from_primary()
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if is_there() and not is_known and is_public(request):
            _read_from.set(ALIAS)
            if not _standby.answers(lambda: epoch_of(request)):
                read_from_primary()
        return self.get_response(request)


class Standby:
    """Whether it answers, as far as this process knows."""

    def __init__(self) -> None:
        self.is_away = False
        self.rests_until = 0.0

    def answers(self, ask: Callable[[], object], *, at_once: bool = True) -> bool:
        """Return whether what was asked was answered; not asked if it wasn't lately.

        Nor, where it has to be known at once, while somebody else finds out.
        """
        is_resting = time.monotonic() < self.rests_until
        if is_resting and (at_once or self.is_away):
            return False
        self.rests_until = time.monotonic() + REST
        try:
            ask()
        except (OperationalError, InterfaceError) as error:
            self.is_away = True
            logger.warning("the standby doesn't answer, the primary does: %s", error)
            return False
        if self.is_away:
            logger.warning("the standby answers again")
        self.is_away, self.rests_until = False, 0.0
        return True


_standby = Standby()


def is_there() -> bool:
    return ALIAS in connections


def look() -> dict[str, object]:
    """Return how the standby does: whether it answers and follows, how far behind."""
    found: dict[str, object] = {}

    def ask() -> None:
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(FOLLOWS)
            found["follows"], found["behind_seconds"] = cursor.fetchone()

    return {"answers": _standby.answers(ask, at_once=False), **found}


def read_from_primary(**_: object) -> None:
    """Read from the primary again; an answer may still be read while it is sent."""
    _read_from.set(DEFAULT_DB_ALIAS)


request_finished.connect(read_from_primary)
