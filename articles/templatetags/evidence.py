"""Rules and roles in words."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

ROLES = {
    "author": _("by"),
    "editor": _("editor"),
    "reporter": _("reporter"),
    "contributor": _("contributor"),
    "initials": _("initials"),
}


@register.filter
def role_in_words(role: str) -> str:
    """Return what a person did, as it stands before the name."""
    return str(ROLES.get(role, role))


@register.filter
def rule_in_words(rule: str) -> str:
    """Return a rule's name as a phrase: "copyright-line" is "copyright line"."""
    return rule.replace("-", " ").replace("_", " ")
