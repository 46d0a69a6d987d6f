"""Whether the archive is up, for those who watch over it.

`/healthz` tells of this process, `/readyz` of its database as well, in JSON. Both
answer under any host name and over plain HTTP, since a watcher asks an address.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from newsarchive import replica
from newsarchive.errors import RETRY_AFTER

logger = logging.getLogger(__name__)


class HealthMiddleware:
    """Answers before anything asks for the host, the session or the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return _finish(HttpResponse("up\n", content_type="text/plain"))
        if request.path == "/readyz":
            return _finish(_find_ready())
        return self.get_response(request)


def _find_ready() -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            # Any table would do; this one is there once the archive is set up.
            cursor.execute("SELECT 1 FROM articles_article LIMIT 1")
    except DatabaseError:
        logger.exception("the database doesn't answer")
        why = "the database doesn't answer"
        return JsonResponse({"ready": False, "why": why}, status=503)
    said: dict[str, Any] = {"ready": True}
    # For who looks after it. Without it pages are read from the primary, so a server
    # is as ready as ever: were it taken out, all would be at once.
    if replica.is_there():
        said["replica"] = replica.look()
    return JsonResponse(said)


def _finish(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    if answer.status_code != 200:
        answer["Retry-After"] = str(RETRY_AFTER)
    return answer
