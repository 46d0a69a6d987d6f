"""What is chosen, each with the link that takes it back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.counts import Group, count_groups
from articles.filters import UNKNOWN, ArticleFilter

CURSORS = ("after", "before")


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    url: str  # the same list without it
    name: str = ""  # the parameter's
    count: int = 0  # articles there would be without it


def chips(articles: ArticleFilter) -> list[Chip]:
    """One chip per chosen value, in the order of the facets."""
    return [
        Chip(_label(articles, name, value), _url(articles, name, value))
        for name, chosen in articles.chosen.items()
        for value in _values(chosen)
    ]


def rejected(articles: ArticleFilter) -> list[Chip]:
    """What is wrong with the parameters, each with a link that drops the wrong one."""
    return [
        Chip(message, _url(articles, name), name=name)
        for name, messages in articles.form.errors.items()
        for message in messages
    ]


def ways_out(articles: ArticleFilter) -> list[Chip]:
    """Which parameter to drop to find something, by how much that finds."""
    names = list(articles.chosen)
    if len(names) < 2:
        return []
    labels = {
        name: ", ".join(
            _label(articles, name, value) for value in _values(articles.chosen[name])
        )
        for name in names
    }
    groups = {name: _group(articles, name) for name in names}
    count_groups(articles, list(groups.values()), {})
    ways = [
        Chip(labels[name], _url(articles, name), name, group.total)
        for name, group in groups.items()
        if group.total
    ]
    return sorted(ways, key=lambda way: -way.count)


def _group(articles: ArticleFilter, name: str) -> Group:
    chosen = articles.chosen.items()
    return Group({key: value for key, value in chosen if key != name})


def _values(chosen: Any) -> list[Any]:
    return [chosen] if isinstance(chosen, str | date | bool) else list(chosen)


def _label(articles: ArticleFilter, name: str, value: Any) -> str:
    field = articles.form.fields[name]
    if isinstance(value, date):
        return f"{field.label} {date_format(value, 'j F Y')}"
    if name == "q":
        return _("“%(words)s”") % {"words": value}
    if value is True:
        return str(field.label)
    if name == "dated":
        return str(dict(field.choices)[value])
    return str(value) if isinstance(value, Model) else _("Outlet unknown")


def _url(articles: ArticleFilter, name: str, value: Any = None) -> str:
    """Return the list's address without a parameter, or without one value of it."""
    query = articles.data.copy()
    kept = []
    if isinstance(value, Model) or value == UNKNOWN:
        dropped = value if value == UNKNOWN else value.slug
        kept = [slug for slug in query.getlist(name) if slug != dropped]
    query.setlist(name, kept)
    if name == "q":
        query.pop("sort", None)
    for empty in [*CURSORS, *(key for key in query if not any(query.getlist(key)))]:
        query.pop(empty, None)
    return f"?{query.urlencode()}"
