"""What is answered where a page could not be made, whatever was in the way."""

import sqlite3
import sys

import psycopg
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults
from psycopg.errors import QueryCanceled

# Seconds until it is worth asking again.
RETRY_AFTER = 5

# https://www.sqlite.org/rescode.html: busy, locked, read-only, I/O error, corrupt,
# full, can't open, not a database
SQLITE_CODES = frozenset({5, 6, 8, 10, 11, 13, 14, 26})
# https://www.postgresql.org/docs/current/errcodes-appendix.html: connection lost,
# read-only, rolled back in favour of another, out of resources, object locked,
# stopped by the operator, I/O error
POSTGRES_CLASSES = ("08", "25006", "40", "53", "55P03", "57P", "58")


def server_error(request: HttpRequest) -> HttpResponse:
    """Say whether to ask for less, to come again, or that it is our mistake."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        if isinstance(error.__cause__, QueryCanceled):
            return HttpResponse(render_to_string("too_broad.html"), status=503)
        if is_unavailable(error.__cause__):
            return HttpResponse(
                render_to_string("unavailable.html"),
                status=503,
                headers={"Retry-After": str(RETRY_AFTER)},
            )
    return defaults.server_error(request)


def is_unavailable(cause: BaseException | None) -> bool:
    """Tell whether the database failed, and not the one who asked it."""
    if isinstance(cause, sqlite3.Error):
        # The lowest byte is the kind, the others what exactly.
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in SQLITE_CODES
    if isinstance(cause, psycopg.Error):
        # Without a code it never got through to the server.
        return cause.sqlstate is None or cause.sqlstate.startswith(POSTGRES_CLASSES)
    return False
