"""Counts beside every choice.

A facet's counts ignore its own choice, so that they say what choosing more would
bring; chosen values come first and stay listed when nothing is left of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import CharField, F, Model, Value
from django.utils.translation import gettext as _

from articles.counts import count_groups, keep_days
from articles.dated import Kind
from articles.epoch import remember
from articles.filters import CERTAIN, NONE, UNKNOWN, ArticleFilter
from articles.models import Entity, Event, Source, name_as_read
from articles.tallied import Group, Wanted

# Choices listed at once; those beyond in `articles.choices`, a facet at a time.
LIMIT, LIMIT_OF_KIND = 12, 8
# Entities looked through, so that there are some of each kind.
ENTITIES = 60

KINDS = {
    "outlet": Kind.OUTLET,
    "event": Kind.EVENT,
    "entity": Kind.ENTITY,
    "agency": Kind.AGENCY,
}
MODELS: dict[Kind, type[Model]] = {
    Kind.OUTLET: Source,
    Kind.EVENT: Event,
    Kind.ENTITY: Entity,
    Kind.AGENCY: Source,
}
# Table and id → slug, name, and for entities their kind.
Names = Mapping[tuple[str, int], tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    is_chosen: bool
    kind: str = ""  # an entity's


@dataclass(frozen=True, slots=True)
class Facet:
    key: str  # names it in the address when it is opened
    name: str  # the list's parameter
    label: str
    choices: list[Choice]
    has_more: bool = False
    capped_at: int = 0  # counted in so many of the articles, if not in all

    @property
    def is_capped(self) -> bool:
        return self.capped_at > 0


@dataclass(frozen=True, slots=True)
class Facets:
    """Everything that stands beside the list."""

    outlet: Facet
    dated: Facet
    event: Facet
    entity: Facet
    agency: Facet
    total: int  # articles on the list, all pages together
    is_capped: bool  # there are more than that

    @property
    def entity_kinds(self) -> list[Facet]:
        """The entities by what they are."""
        return [_of_kind(self.entity, kind) for kind in Entity.Kind]


def count_facets(articles: ArticleFilter) -> Facets:
    """Count all choices, once while the archive stays as it is."""
    name = ("facets", articles.name)
    return remember(articles.epoch, name, lambda: _count(articles))


def _count(articles: ArticleFilter) -> Facets:
    """Those that ignore the same parameter are counted together."""
    groups: dict[frozenset[str], Group] = {}

    def group(ignoring: str = "") -> Group:
        names = frozenset(articles.chosen.keys() - {"exact", ignoring})
        chosen = {name: articles.chosen[name] for name in names}
        return groups.setdefault(names, Group(chosen))

    whole = group()
    whole.has_days = True
    by_name = {name: group(name) for name in KINDS}
    for name, kind in KINDS.items():
        by_name[name].kinds.append(kind)
    dated = group("dated")
    dated.kinds += [Kind.CERTAIN, Kind.UNDATED]
    wanted = {kind: _wanted(articles, name) for name, kind in KINDS.items()}
    count_groups(articles, list(groups.values()), wanted)
    if whole.days is not None:
        keep_days(articles, whole.days)
    names = _load_names(by_name)
    return Facets(
        **{name: _facet(articles, name, by_name[name], names) for name in KINDS},
        dated=_dated(articles, dated),
        total=whole.total or 0,
        is_capped=whole.is_total_capped,
    )


def _wanted(articles: ArticleFilter, name: str) -> Wanted:
    keys = [_key(thing) for thing in articles.chosen.get(name, ())]
    # Of no known outlet is a choice however few there are.
    always = [0] if name == "outlet" else []
    return Wanted(_limit(name) + len(keys) + 1, [*keys, *always])


def _limit(name: str) -> int:
    return ENTITIES if name == "entity" else LIMIT


def _key(thing: Any) -> int:
    return 0 if thing == UNKNOWN else int(thing.pk)


def _load_names(groups: Mapping[str, Group]) -> Names:
    """Return the slugs and names of everything counted, in one query."""
    rows = []
    for name, kind in KINDS.items():
        model = MODELS[kind]
        table = Value(model._meta.db_table, CharField())
        keys = [key for key in groups[name].counts[kind] if key]
        things = model._default_manager.filter(pk__in=keys).order_by()
        of_kind = F("kind") if model is Entity else Value("", CharField())
        said = name_as_read(model)
        rows.append(things.values_list(table, "pk", "slug", said, of_kind))
    first, *others = rows
    return {(table, pk): tuple(said) for table, pk, *said in first.union(*others)}


def _dated(articles: ArticleFilter, group: Group) -> Facet:
    chosen = articles.chosen.get("dated", "")
    labels = articles.dated_labels
    counts = {
        "": group.total or 0,
        CERTAIN: group.counts[Kind.CERTAIN].get(0, 0),
        NONE: group.counts[Kind.UNDATED].get(0, 0),
    }
    return Facet(
        key="dated",
        name="dated",
        label=str(articles.form.fields["dated"].label),
        choices=[
            Choice(value, labels[value], count, value == chosen)
            for value, count in counts.items()
        ],
        capped_at=group.capped.get(Kind.CERTAIN, 0),
    )


def _facet(articles: ArticleFilter, name: str, group: Group, names: Names) -> Facet:
    kind = KINDS[name]
    table = MODELS[kind]._meta.db_table
    chosen = {_key(thing): thing for thing in articles.chosen.get(name, ())}
    choices = [
        make_choice(names.get((table, key)), count, is_chosen=key in chosen)
        for key, count in group.counts[kind].items()
    ] + [
        make_choice(
            None
            if thing == UNKNOWN
            else (thing.slug, str(thing), getattr(thing, "kind", "")),
            0,
            is_chosen=True,
        )
        for key, thing in chosen.items()
        if key not in group.counts[kind]
    ]
    choices.sort(key=sort_key)
    limit = _limit(name) + len(chosen)
    more = choices[limit:]
    return Facet(
        key=name,
        name=name,
        label=str(articles.form.fields[name].label),
        choices=[*choices[:limit], *(each for each in more if each.value == UNKNOWN)],
        has_more=bool(more),
        capped_at=group.capped.get(kind, 0),
    )


def make_choice(
    said: tuple[str, str, str] | None, count: int, *, is_chosen: bool
) -> Choice:
    """Return a choice by its slug, name and kind; of no known outlet without them."""
    slug, name, kind = said or (UNKNOWN, _("Outlet unknown"), "")
    return Choice(slug, name, count, is_chosen, kind)


def _of_kind(entities: Facet, kind: Entity.Kind) -> Facet:
    choices = [choice for choice in entities.choices if choice.kind == kind]
    limit = LIMIT_OF_KIND + sum(choice.is_chosen for choice in choices)
    return replace(
        entities,
        key=kind.value,
        label=str(kind.label).capitalize(),
        choices=choices[:limit],
        has_more=entities.has_more or len(choices) > limit,
    )


def sort_key(choice: Choice) -> tuple[bool, int, bool, str]:
    """By the chosen first, then the most, then the name, the unknown last."""
    is_unknown = choice.value == UNKNOWN
    return not choice.is_chosen, -choice.count, is_unknown, choice.label
