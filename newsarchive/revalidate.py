"""Public pages are asked for again, and sent again only if they can have changed."""

import hashlib
import json
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve
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
    readers. Who may be logged in gets every page anew; what finds out who that is
    comes after this, and so costs other readers nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_public(request):
            return self.get_response(request)
        tag = _find_tag(request)
        answer = _find_answer(request, tag) if tag else None
        response = answer or self.get_response(request)
        who = {} if tag else {"private": True}
        patch_cache_control(response, no_cache=True, **who)
        patch_vary_headers(response, VARIES_BY)
        is_right = response.status_code == 200 and not _varies(response)
        if tag and is_right and "ETag" not in response:
            response.headers["ETag"] = tag
            if isinstance(response, HttpResponse) and request.method == "GET":
                _keep(tag, response)
        return response


def _find_tag(request: HttpRequest) -> str:
    """Return the tag of the page that is asked for; nothing for who may be known."""
    is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
    # While the code is worked on, it changes under a running server.
    if is_known or settings.DEBUG:
        return ""
    return make_tag(epoch_of(request), request.build_absolute_uri())


def _find_answer(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    """Return the answer that nothing changed, or the page as it was kept."""
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
    match = _find_match(request)
    is_desk = match is None or "admin" in match.namespaces
    return not is_desk and request.method in SENT_AGAIN


def _find_match(request: HttpRequest) -> ResolverMatch | None:
    """Return what is shown at the address, and leave it for who counts requests."""
    if request.resolver_match is None:
        try:
            request.resolver_match = resolve(request.path_info)
        except Resolver404:
            return None
    return request.resolver_match


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
