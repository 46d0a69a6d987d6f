"""How much a request may ask at once, found out before anything reads it."""

from collections.abc import Callable

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


class BoundsMiddleware:
    """Refuses an address with more parameters than Django takes apart.

    Else the page that says so would be the next to read them, and fail.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            len(request.GET)
        except TooManyFieldsSent:
            return HttpResponse(render_to_string("too_broad.html"), status=400)
        return self.get_response(request)
