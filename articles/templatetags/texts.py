"""Texts as lists show them."""

from unicodedata import combining, normalize

from django import template
from django.template.defaultfilters import truncatechars

register = template.Library()


@register.filter
def shorten(text: str, length: int) -> str:
    """Return at most `length` characters, with "…" for what is left out.

    As Django's `truncatechars`, which looks at each of them in turn to count none
    that is only a mark on the one before; in most texts there are none.
    """
    text = normalize("NFC", text)
    head = text[: length + 1]
    if not head.isascii() and any(map(combining, head)):
        return truncatechars(text, length)
    return text if len(head) <= length else f"{head[: length - 1]}…"
