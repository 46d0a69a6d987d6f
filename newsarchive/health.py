"""Whether the archive is up, for those who watch over it.

`/healthz` tells of this process, `/readyz` of its database as well. Both answer under
any host name and over plain HTTP, since a watcher asks an address, not a name.
"""

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from newsarchive.errors import RETRY_AFTER

logger = logging.getLogger(__name__)


class HealthMiddleware:
    """Answers before anything asks for the host, the session or the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return _say("up")
        if request.path == "/readyz":
            return _find_ready()
        return self.get_response(request)


def _find_ready() -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            # Any table would do; this one is there once the archive is set up.
            cursor.execute("SELECT 1 FROM articles_article LIMIT 1")
    except DatabaseError:
        logger.exception("the database doesn't answer")
        return _say("the database doesn't answer", status=503)
    return _say("ready")


def _say(text: str, status: int = 200) -> HttpResponse:
    answer = HttpResponse(
        f"{text}\n", status=status, content_type="text/plain; charset=utf-8"
    )
    answer["Cache-Control"] = "no-store"
    if status != 200:
        answer["Retry-After"] = str(RETRY_AFTER)
    return answer
