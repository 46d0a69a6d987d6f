"""The answer where the database gave a page up because it took too long."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from psycopg.errors import QueryCanceled


class TooBroadMiddleware:
    """Says how to ask for less; `STATEMENT_TIMEOUT` says how long is too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        is_given_up = isinstance(exception.__cause__, QueryCanceled)
        if isinstance(exception, OperationalError) and is_given_up:
            return render(request, "too_broad.html", status=503)
        return None
