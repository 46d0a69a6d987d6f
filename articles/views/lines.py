"""The lines behind every number of the naming lens."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from articles.concordance import find_lines
from articles.coverage import find_outlets
from articles.filters import UNKNOWN, ArticleFilter
from articles.models import Article, Entity, Event, Mention
from articles.models.entity import MentionQuerySet
from articles.naming import WordCount, count_named, count_words, make_lens
from articles.views.chips import Chip
from articles.views.cut import cut
from articles.views.keyset import Cursor, cut_page
from articles.views.moved import lead_on

ARTICLES_PER_PAGE = 20
COUNTED = ("word", "outlet", "zone")
# Outlets to choose from, those with the most lines; all have a page.
OUTLETS_SHOWN = 12
OUTLETS_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which lines are asked for; what is empty can be anything."""

    word: str = ""
    outlet: str = ""
    zone: str = ""
    # As the list has them: `articles.filters`.
    published_after: str = ""
    published_before: str = ""
    dated: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        return cls(**{field.name: query.get(field.name, "") for field in fields(cls)})

    def holds(self, count: WordCount, *, ignoring: str = "") -> bool:
        return all(
            name == ignoring or getattr(self, name) in ("", getattr(count, name))
            for name in COUNTED
        )

    def query(self, **changed: str) -> str:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({k: v for k, v in (values | changed).items() if v})


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    count: int | None  # not counted if None
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    name: str
    label: str
    choices: list[Choice]
    more: int  # how many there are besides


class Naming(DetailView):
    """How an entity is named: in all articles, or in those on one event."""

    queryset = Entity.objects.select_related("merged_into").prefetch_related("aliases")
    url_names: tuple[str, str]  # in all articles, on one event

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if self.object.merged_into:
            name = self.url_names["event" in kwargs]
            slugs = kwargs | {"slug": self.object.merged_into.slug}
            return lead_on(reverse(name, kwargs=slugs))
        return self.render_to_response(self.get_context_data(object=self.object))

    @cached_property
    def event(self) -> Event | None:
        slug = self.kwargs.get("event")
        return get_object_or_404(Event, slug=slug) if slug else None

    @cached_property
    def chosen(self) -> Chosen:
        return Chosen.from_query(self.request.GET)

    @cached_property
    def days(self) -> ArticleFilter:
        """The days that are chosen, in the list's parameters and under its rules."""
        return ArticleFilter(QueryDict(self.days_query))

    @property
    def days_query(self) -> str:
        return self.chosen.query(**dict.fromkeys(COUNTED, ""))

    @property
    def mentions(self) -> MentionQuerySet:
        mentions: MentionQuerySet = self.object.mentions.in_article()
        if self.event:
            covering = self.event.coverage.standing().values("article")
            mentions = mentions.filter(article__in=covering)
        if self.days.errors:
            return mentions.none()
        if self.days.chosen:
            dated = self.days.filter_queryset(Article.objects.all())
            mentions = mentions.filter(Exists(dated.filter(pk=OuterRef("article"))))
        return mentions

    def count(self) -> list[WordCount]:
        """Return how often each outlet uses each word in each zone."""
        if not self.event or self.days_query:
            return count_words(self.object, self.mentions.by_word())
        uses = count_named(self.event, [self.object.pk], find_outlets())
        return count_words(self.object, uses)


class NamingOutlets(Naming):
    """Which outlet uses which words, all of them."""

    template_name = "articles/naming_outlets.html"
    url_names = ("entity-naming-outlets", "event-naming-outlets")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lens = make_lens(self.object, self.count())
        page = cut(self.request, lens.outlets, OUTLETS_PER_PAGE)
        return super().get_context_data(
            **kwargs,
            event=self.event,
            lens=lens,
            page_obj=page,
            days=self.days_query,
        )


class NamingLines(Naming):
    """Where an entity is named, line by line."""

    template_name = "articles/naming_lines.html"
    url_names = ("entity-naming", "event-naming")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mentions, counts, chosen = self.mentions, self.count(), self.chosen
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
        parts = make_parts(self.event, chosen) if self.event else []
        return super().get_context_data(
            **kwargs,
            event=self.event,
            all_outlets=reverse(
                NamingOutlets.url_names[bool(self.event)], kwargs=self.kwargs
            ),
            chosen=chosen,
            days=self.days,
            days_query=self.days_query,
            rejected=reject(self.days, chosen),
            choices=[*make_choices(counts, chosen), *parts],
            is_of_own_days=_is_of_own_days(parts, chosen),
            count=sum(count.count for count in found),
            page=page,
            articles=find_lines(page.articles, shown),
        )


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


def reject(days: ArticleFilter, chosen: Chosen) -> list[Chip]:
    """Return what is wrong with the days, each with a link that drops it."""
    return [
        Chip(message, f"?{chosen.query(**{name: ''})}", name=name)
        for name, messages in days.form.errors.items()
        for message in messages
    ]


def _is_of_own_days(parts: Iterable[Choices], chosen: Chosen) -> bool:
    """Whether days are chosen that none of the links stands for."""
    is_part = any(choice.is_chosen for part in parts for choice in part.choices)
    days = chosen.published_after or chosen.published_before
    return bool(chosen.dated or (days and not is_part))


def make_parts(event: Event, chosen: Chosen) -> list[Choices]:
    """Return the days before, of and after an event, to choose from."""
    first, last, day = event.starts_on, event.ends_on, timedelta(days=1)
    parts = {
        _("Any day"): (None, None),
        _("Before"): (None, first - day),
        _("During the event"): (first, last),
        _("After"): (last + day, None),
    }
    choices = []
    for label, ends in parts.items():
        after, before = (end.isoformat() if end else "" for end in ends)
        is_chosen = (chosen.published_after, chosen.published_before) == (after, before)
        query = chosen.query(published_after=after, published_before=before)
        choices.append(Choice(label, None, query, is_chosen))
    return [Choices("days", _("Days"), choices, 0)]


def make_choices(counts: Iterable[WordCount], chosen: Chosen) -> list[Choices]:
    """Return the words, outlets and zones, each with what choosing it would bring."""
    counts = list(counts)
    labels = {"word": _("Word"), "outlet": _("Outlet"), "zone": _("Zone")}
    return [_choices(counts, chosen, name, label) for name, label in labels.items()]


def _choices(counts: list[WordCount], chosen: Chosen, name: str, label: str) -> Choices:
    found: dict[str, int] = {}
    for count in counts:
        value = getattr(count, name)
        found.setdefault(value, 0)
        found[value] += count.count if chosen.holds(count, ignoring=name) else 0
    asked = getattr(chosen, name)
    if asked:
        # What brings nothing is seen all the same, so that it can be taken back.
        found.setdefault(asked, 0)
    names = _name(counts, name, asked)
    values = sorted(found, key=lambda value: (-found[value], value))
    values = [value for value in values if found[value] or value == asked]
    shown = values
    if name == "outlet" and len(values) > OUTLETS_SHOWN + 1:
        first = values[:OUTLETS_SHOWN]
        shown = first + [v for v in values[OUTLETS_SHOWN:] if v == asked]
    total = sum(found.values())
    everything = Choice(_("All"), total, chosen.query(**{name: ""}), not asked)
    choices = [
        Choice(
            names.get(value, value),
            found[value],
            chosen.query(**{name: value}),
            value == asked,
        )
        for value in shown
    ]
    return Choices(name, label, [everything, *choices], len(values) - len(shown))


def _name(counts: list[WordCount], name: str, asked: str) -> dict[str, str]:
    """Return what a parameter's values are called, if not as they are written."""
    if name == "zone":
        return {value: str(label) for value, label in Mention.Zone.choices}
    if name == "word":
        return {}
    names = {count.outlet: count.outlet_name for count in counts}
    if asked not in (*names, ""):
        names[asked] = dict(find_outlets().values()).get(asked, asked)
    return names | {UNKNOWN: _("Outlet unknown")}
