"""Public pages are asked for again, and sent again only if they can have changed."""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.translation import get_language

from articles.epoch import epoch_of

# What a page is made by.
FOLDERS = ("articles", "newsarchive", "templates", "static")
SENT_AGAIN = ("GET", "HEAD")


class RevalidateMiddleware:
    """Gives each public page an ETag, and answers 304 without making the page.

    The tag stands for all that the page is made from: the archive's epoch, the code,
    the address and the language. Who may be logged in gets every page anew.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_public(request):
            tag = getattr(request, "page_tag", None)
            who = {} if tag else {"private": True}
            patch_cache_control(response, no_cache=True, **who)
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
            if tag and response.status_code == 200:
                response.headers.setdefault("ETag", tag)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Return the answer that nothing changed, if that is so."""
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        # While the code is worked on, it changes under a running server.
        if not is_public(request) or is_known or settings.DEBUG:
            return None
        tag = make_tag(epoch_of(request), request.get_full_path())
        request.page_tag = tag  # type: ignore[attr-defined]
        answer = HttpResponse(headers={"ETag": tag})
        found = get_conditional_response(request, etag=tag, response=answer)
        return None if found is answer else found


def is_public(request: HttpRequest) -> bool:
    """Whether this is a page of the archive, and not of the curators' desk."""
    match = request.resolver_match
    is_desk = match is None or "admin" in match.namespaces
    return not is_desk and request.method in SENT_AGAIN


def make_tag(epoch: int, path: str) -> str:
    """Return a weak ETag: proxies may compress the page."""
    parts = [find_version(), epoch, get_language(), path]
    digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


@cache
def find_version() -> str:
    """Return a digest of the code, its templates and styles, and the settings."""
    digest = hashlib.sha256()
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path).encode())
                digest.update(path.read_bytes())
    for name in (
        "EXPORT_BODIES",
        "LANGUAGES",
        "REVIEWED_MAY_CHANGE",
        "TAG_AUTHORITY",
        "TIME_ZONE",
    ):
        digest.update(repr(getattr(settings, name)).encode())
    return digest.hexdigest()
