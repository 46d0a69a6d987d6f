"""Public pages read from a standby of the database, where there is one.

All of a page is read from one database, its epoch first: so a page under a tag is what
that database held, however far the standby is behind.
"""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

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
        self.rests_until = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        read_from_primary()
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> None:
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if ALIAS not in connections or is_known or not is_public(request):
            return
        if time.monotonic() < self.rests_until:
            return
        # Others go to the primary at once while this one finds out.
        was_away, self.rests_until = self.rests_until, time.monotonic() + REST
        _read_from.set(ALIAS)
        try:
            epoch_of(request)
        except (OperationalError, InterfaceError) as error:
            read_from_primary()
            logger.warning("the standby doesn't answer, the primary does: %s", error)
        else:
            self.rests_until = 0.0
            if was_away:
                logger.warning("the standby answers again")


def read_from_primary(**_: object) -> None:
    """Read from the primary again; an answer may still be read while it is sent."""
    _read_from.set(DEFAULT_DB_ALIAS)


request_finished.connect(read_from_primary)
