"""What stands in a page's head for machines."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from articles.comparison import CHOSEN

register = template.Library()

# As Django's `json_script` does: nothing in it can end the element.
HARMLESS = {ord(mark): f"\\u{ord(mark):04X}" for mark in "<>&"}


@register.simple_tag(takes_context=True)
def canonical(context: template.Context) -> SafeString | str:
    """Link to the page's one address, however its parameters were ordered.

    A list is the same list whatever of it is chosen to be compared.
    """
    request = context.get("request")
    if request is None:
        return ""
    given = sorted(request.GET.lists())
    query = urlencode(
        [(name, v) for name, values in given for v in values if name != CHOSEN]
    )
    address = request.build_absolute_uri(request.path)
    return format_html(
        '<link rel="canonical" href="{}">', f"{address}?{query}" if query else address
    )


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """Return linked data as a script that is data and is never run."""
    written = json.dumps(data, ensure_ascii=False).translate(HARMLESS)
    script = f'<script type="application/ld+json">{written}</script>'
    return mark_safe(script)  # noqa: S308 - escaped above
