"""Where the reader is."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def current(context: template.Context, *names: str) -> SafeString | str:
    """Mark the link to the page itself, or to the section that it is in."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    if not match or match.url_name not in names:
        return ""
    value = "page" if match.url_name == names[0] else "true"
    return format_html(' aria-current="{}"', value)
