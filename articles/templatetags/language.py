"""Which language a piece of article text is in."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def lang_of(language: str) -> SafeString | str:
    """Say an element's language, where it is known: {% lang_of article.language %}."""
    return format_html(' lang="{}"', language) if language else ""
