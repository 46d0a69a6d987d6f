"""Long tables and lists cut into pages, where all of it is at hand."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def cut(request: HttpRequest, rows: Sequence[Any], size: int) -> Page:
    """Return the page that `?page=` names; what names none is the nearest."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
