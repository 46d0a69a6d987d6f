"""Public pages are asked for again, and sent again only if they can have changed."""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.core.cache import caches
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
# A page that differs by anything else that the reader sends has no tag.
VARIES_BY = ("Accept-Language", "Cookie")
# Larger pages are made each time: bytes.
LARGEST_KEPT = 200_000


class RevalidateMiddleware:
    """Gives each public page an ETag, and answers 304 without making the page.

    The tag stands for all that the page is made from: the archive's epoch, the code,
    the address and the language. So under their tags some pages are kept, for other
    readers. Who may be logged in gets every page anew.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not is_public(request):
            return response
        tag: str = getattr(request, "page_tag", "")
        who = {} if tag else {"private": True}
        patch_cache_control(response, no_cache=True, **who)
        patch_vary_headers(response, VARIES_BY)
        is_right = response.status_code == 200 and not _varies(response)
        if tag and is_right and "ETag" not in response:
            response.headers["ETag"] = tag
            if isinstance(response, HttpResponse) and request.method == "GET":
                _keep(tag, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Return the answer that nothing changed, or the page as it was kept."""
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        # While the code is worked on, it changes under a running server.
        if not is_public(request) or is_known or settings.DEBUG:
            return None
        tag = make_tag(epoch_of(request), request.build_absolute_uri())
        request.page_tag = tag  # type: ignore[attr-defined]
        answer = HttpResponse(headers={"ETag": tag})
        found = get_conditional_response(request, etag=tag, response=answer)
        if found is not answer:
            return found
        kept: HttpResponseBase | None = caches["pages"].get(tag)
        return kept


def _varies(response: HttpResponseBase) -> bool:
    named = response.headers.get("Vary", "").replace(" ", "").lower().split(",")
    return bool(set(named) - {"", *(name.lower() for name in VARIES_BY)})


def _keep(tag: str, page: HttpResponse) -> None:
    if len(page.content) <= LARGEST_KEPT and not page.cookies:
        caches["pages"].set(tag, page, timeout=None)


def is_public(request: HttpRequest) -> bool:
    """Whether this is a page of the archive, and not of the curators' desk."""
    match = request.resolver_match
    is_desk = match is None or "admin" in match.namespaces
    return not is_desk and request.method in SENT_AGAIN


def make_tag(epoch: int, address: str) -> str:
    """Return a weak ETag: proxies may compress the page."""
    parts = [find_version(), epoch, get_language(), address]
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
