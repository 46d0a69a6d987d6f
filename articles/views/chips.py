"""What is chosen, each with the link that takes it back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.filters import UNKNOWN, ArticleFilter
from articles.search import QUOTES

# What is of one page of the list, or of one facet that is open beside it.
PASSING = ("after", "before", "facet", "facet_q")


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    url: str  # the same list without it
    name: str = ""  # the parameter's
    count: int = 0  # articles there would be without it


def chips(articles: ArticleFilter) -> list[Chip]:
    """One chip per chosen value, in the order of the facets."""
    return [
        Chip(_label(articles, name, value), leave_out(articles, name, value))
        for name, chosen in articles.chosen.items()
        for value in _values(chosen)
    ]


def rejected(articles: ArticleFilter) -> list[Chip]:
    """What is wrong with the parameters, each with a link that drops the wrong one."""
    return [
        Chip(message, leave_out(articles, name), name=name)
        for name, messages in articles.form.errors.items()
        for message in messages
    ]


def name_choice(articles: ArticleFilter, name: str) -> str:
    """Return all that is chosen of one parameter, in words."""
    values = _values(articles.chosen[name])
    return ", ".join(_label(articles, name, value) for value in values)


def _values(chosen: Any) -> list[Any]:
    return [chosen] if isinstance(chosen, str | date | bool) else list(chosen)


def _label(articles: ArticleFilter, name: str, value: Any) -> str:
    field = articles.form.fields[name]
    if isinstance(value, date):
        return f"{field.label} {date_format(value, 'j F Y')}"
    if name == "q":
        # A phrase brings its own quotation marks.
        is_quoted = any(mark in QUOTES for mark in value)
        return value if is_quoted else _("“%(words)s”") % {"words": value}
    if value is True:
        return str(field.label)
    if name == "dated":
        return articles.dated_labels[str(value)]
    if name == "review":
        return str(dict(field.choices)[value])
    return str(value) if isinstance(value, Model) else _("Outlet unknown")


def leave_out(articles: ArticleFilter, name: str, value: Any = None) -> str:
    """Return the list's address without a parameter, or without one value of it."""
    query = articles.data.copy()
    kept = []
    if isinstance(value, Model) or value == UNKNOWN:
        dropped = value if value == UNKNOWN else value.slug
        kept = [slug for slug in query.getlist(name) if slug != dropped]
    query.setlist(name, kept)
    if name == "q":
        query.pop("sort", None)
    for empty in [*PASSING, *(key for key in query if not any(query.getlist(key)))]:
        query.pop(empty, None)
    return f"?{query.urlencode()}"
