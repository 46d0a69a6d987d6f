"""The list's own parameters, as the description of the API names them."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django_filters import BooleanFilter, ChoiceFilter, DateFilter, Filter
from ninja import Query, Schema
from pydantic import Field, create_model

from articles.api.problems import refuse
from articles.fields import SlugsFilter
from articles.filters import ArticleFilter


def _describe(filter_: Filter) -> tuple[Any, Any]:
    """Return a parameter's type and default, from the filter that reads it."""
    label = str(filter_.label)
    if isinstance(filter_, SlugsFilter):
        return list[str], Field([], description=f"{label}: slugs, any of them")
    if isinstance(filter_, ChoiceFilter):
        values = tuple(value for value, _ in filter_.extra["choices"])
        return Literal[values] | None, Field(None, description=label)
    kinds: dict[type[Filter], type] = {DateFilter: date, BooleanFilter: bool}
    kind = kinds.get(type(filter_), str)
    return kind | None, Field(None, description=label)


_described: dict[str, Any] = {
    name: _describe(filter_) for name, filter_ in ArticleFilter.base_filters.items()
}
# The same that the pages take, so that an address can be carried over.
ArticleQuery: type[Schema] = create_model("ArticleQuery", __base__=Schema, **_described)
Chosen = Query[ArticleQuery]  # type: ignore[valid-type]


def choose(request: HttpRequest) -> ArticleFilter:
    """Return the filter that a request's parameters make; raises `ProblemError`."""
    articles = ArticleFilter(request.GET)
    if not articles.is_valid():
        raise refuse({name: list(errors) for name, errors in articles.errors.items()})
    return articles
