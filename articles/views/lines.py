"""The lines behind every number of the naming lens."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from articles.concordance import find_lines
from articles.coverage import find_outlets
from articles.filters import UNKNOWN
from articles.models import Article, Entity, Event, Mention
from articles.naming import WordCount, count_named, count_words
from articles.views.keyset import Cursor, cut_page
from articles.views.moved import lead_on

ARTICLES_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which lines are asked for; what is empty can be anything."""

    word: str = ""
    outlet: str = ""
    zone: str = ""

    def holds(self, count: WordCount, *, ignoring: str = "") -> bool:
        return all(
            field.name == ignoring
            or getattr(self, field.name) in ("", getattr(count, field.name))
            for field in fields(self)
        )

    def query(self, **changed: str) -> str:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({k: v for k, v in (values | changed).items() if v})


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    count: int
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    name: str
    label: str
    choices: list[Choice]


class NamingLines(DetailView):
    """Where an entity is named: in all articles, or in those on one event."""

    queryset = Entity.objects.select_related("merged_into").prefetch_related("aliases")
    template_name = "articles/naming_lines.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if self.object.merged_into:
            name = "event-naming" if "event" in kwargs else "entity-naming"
            slugs = kwargs | {"slug": self.object.merged_into.slug}
            return lead_on(reverse(name, kwargs=slugs))
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = self._event()
        mentions = self.object.mentions.in_article()
        if event:
            covering = event.coverage.standing().values("article")
            mentions = mentions.filter(article__in=covering)
            uses = count_named(event, [self.object.pk], find_outlets())
        counts = count_words(self.object, uses if event else mentions.by_word())
        chosen = Chosen(
            **{f.name: self.request.GET.get(f.name, "") for f in fields(Chosen)}
        )
        found = [count for count in counts if chosen.holds(count)]
        wanted = mentions.filter(_condition(chosen, found))
        named = Article.objects.filter(pk__in=wanted.values("article"))
        page = cut_page(
            [lambda: [named.annotate(walk=F("pos")).order_by("-walk")]],
            Article.objects.in_brief().select_related("outlet", "raw_file"),
            Cursor.from_query(self.request.GET),
            ARTICLES_PER_PAGE,
        )
        shown = wanted.filter(article__in=[article.pk for article in page.articles])
        return super().get_context_data(
            **kwargs,
            event=event,
            chosen=chosen,
            choices=make_choices(counts, chosen),
            count=sum(count.count for count in found),
            page=page,
            articles=find_lines(page.articles, shown),
        )

    def _event(self) -> Event | None:
        slug = self.kwargs.get("event")
        return get_object_or_404(Event, slug=slug) if slug else None


def _condition(chosen: Chosen, found: Iterable[WordCount]) -> Q:
    """Return which mentions were counted: what was never found asks for none."""
    condition = Q(surface__in={count.surface for count in found})
    if any(count.zone == chosen.zone for count in found):
        condition &= Q(zone=chosen.zone)
    if any(count.outlet == chosen.outlet for count in found):
        is_unknown = chosen.outlet == UNKNOWN
        outlet = None if is_unknown else chosen.outlet
        condition &= (
            Q(article__outlet=None) if is_unknown else Q(article__outlet__slug=outlet)
        )
    return condition


def make_choices(counts: Iterable[WordCount], chosen: Chosen) -> list[Choices]:
    """Return the words, outlets and zones, each with what choosing it would bring."""
    counts = list(counts)
    labels = {"word": _("Word"), "outlet": _("Outlet"), "zone": _("Zone")}
    return [
        Choices(name, label, _choices(counts, chosen, name))
        for name, label in labels.items()
    ]


def _choices(counts: list[WordCount], chosen: Chosen, name: str) -> list[Choice]:
    found: dict[str, int] = {}
    for count in counts:
        value = getattr(count, name)
        found.setdefault(value, 0)
        found[value] += count.count if chosen.holds(count, ignoring=name) else 0
    names = {
        "outlet": {c.outlet: c.outlet_name or _("Outlet unknown") for c in counts},
        "zone": {value: str(label) for value, label in Mention.Zone.choices},
    }.get(name, {})
    values = sorted(found, key=lambda value: (-found[value], value))
    total = Choice(
        _("All"),
        sum(found.values()),
        chosen.query(**{name: ""}),
        not getattr(chosen, name),
    )
    return [total] + [
        Choice(
            names.get(value, value),
            found[value],
            chosen.query(**{name: value}),
            value == getattr(chosen, name),
        )
        for value in values
        if found[value] or value == getattr(chosen, name)
    ]
