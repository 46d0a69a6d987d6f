"""What the curators' desk shows on its first page, and its words."""

from django import template

from articles.dashboard import Dashboard, find_dashboard

register = template.Library()


@register.simple_tag
def dashboard() -> Dashboard:
    """Return what the first page shows: {% dashboard as desk %}."""
    return find_dashboard()
