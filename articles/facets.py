"""Counts beside every choice.

A facet's counts ignore its own choice, so that they say what choosing more would
bring; chosen values come first and stay listed when nothing is left of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Model, Value
from django.utils.translation import gettext as _

from articles.counts import Group, Kind, Wanted, count_groups
from articles.epoch import remember
from articles.filters import CERTAIN, NONE, UNKNOWN, ArticleFilter
from articles.models import Entity, Event, Source

# Choices listed at once; those beyond are found on the pages of their kind.
LIMIT = 12

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
Names = Mapping[tuple[str, int], tuple[str, str]]  # table and id → slug and name


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str  # the list's parameter
    label: str
    choices: list[Choice]
    has_more: bool = False
    is_capped: bool = False  # counted among `articles.counts.CAP` of the articles


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
    by_name = {name: group(name) for name in KINDS}
    for name, kind in KINDS.items():
        by_name[name].kinds.append(kind)
    dated = group("dated")
    dated.kinds += [Kind.CERTAIN, Kind.UNDATED]
    wanted = {kind: _wanted(articles, name) for name, kind in KINDS.items()}
    count_groups(articles, list(groups.values()), wanted)
    names = _load_names(by_name)
    return Facets(
        **{name: _facet(articles, name, by_name[name], names) for name in KINDS},
        dated=_dated(articles, dated),
        total=whole.total or 0,
        is_capped=whole.is_total_capped,
    )


def _wanted(articles: ArticleFilter, name: str) -> Wanted:
    keys = [_key(thing) for thing in articles.chosen.get(name, ())]
    return Wanted(LIMIT + len(keys) + 1, keys)


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
        rows.append(things.values_list(table, "pk", "slug", "name"))
    first, *others = rows
    return {(table, pk): (slug, name) for table, pk, slug, name in first.union(*others)}


def _dated(articles: ArticleFilter, group: Group) -> Facet:
    chosen = articles.chosen.get("dated", "")
    field = articles.form.fields["dated"]
    labels = {"": field.empty_label, **dict(field.choices)}
    counts = {
        "": group.total or 0,
        CERTAIN: group.counts[Kind.CERTAIN].get(0, 0),
        NONE: group.counts[Kind.UNDATED].get(0, 0),
    }
    return Facet(
        name="dated",
        label=str(field.label),
        choices=[
            Choice(value, str(labels[value]), count, value == chosen)
            for value, count in counts.items()
        ],
        is_capped=Kind.CERTAIN in group.capped,
    )


def _facet(articles: ArticleFilter, name: str, group: Group, names: Names) -> Facet:
    kind = KINDS[name]
    table = MODELS[kind]._meta.db_table
    chosen = {_key(thing): thing for thing in articles.chosen.get(name, ())}
    choices = [
        _choice(names.get((table, key)), count, is_chosen=key in chosen)
        for key, count in group.counts[kind].items()
    ] + [
        _choice(
            None if thing == UNKNOWN else (thing.slug, str(thing)), 0, is_chosen=True
        )
        for key, thing in chosen.items()
        if key not in group.counts[kind]
    ]
    choices.sort(key=_order)
    limit = LIMIT + len(chosen)
    return Facet(
        name=name,
        label=str(articles.form.fields[name].label),
        choices=choices[:limit],
        has_more=len(choices) > limit,
        is_capped=kind in group.capped,
    )


def _choice(
    slug_and_name: tuple[str, str] | None, count: int, *, is_chosen: bool
) -> Choice:
    slug, name = slug_and_name or (UNKNOWN, _("Outlet unknown"))
    return Choice(slug, name, count, is_chosen)


def _order(choice: Choice) -> tuple[bool, int, bool, str]:
    """The chosen first, then the most, then by name, the unknown last."""
    is_unknown = choice.value == UNKNOWN
    return not choice.is_chosen, -choice.count, is_unknown, choice.label
