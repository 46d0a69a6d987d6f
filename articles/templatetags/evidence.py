"""Rules and roles in words."""

from django import template
from django.utils.translation import gettext_lazy as _

from articles.templatetags.rules import METADATA, RULES

register = template.Library()

ROLES = {
    "author": _("by"),
    "editor": _("editor"),
    "reporter": _("reporter"),
    "contributor": _("contributor"),
    "initials": _("initials"),
}


# What a stretch of the raw text was taken for.
FACTS = {
    "outlet": _("outlet"),
    "host": _("site where it was found"),
    "published": _("date of publication"),
    "headline": _("headline"),
    "dateline": _("dateline"),
    "byline": _("byline"),
    "credit": _("credit"),
    "related": _("another article’s headline"),
    "mention": _("entity"),
    "boilerplate": _("not part of the article"),
}


@register.filter
def fact_in_words(fact: str) -> str:
    """Return what a stretch of raw text was taken for."""
    return str(FACTS[fact])


@register.filter
def role_in_words(role: str) -> str:
    """Return what a person did, as it stands before the name."""
    return str(ROLES.get(role, role))


@register.filter
def rule_in_words(rule: str) -> str:
    """Return why the extractor took some words for something."""
    for prefix, words in METADATA.items():
        if rule.startswith(prefix):
            return str(words) % {"name": rule.removeprefix(prefix)}
    return str(RULES.get(rule) or rule.replace("-", " "))
