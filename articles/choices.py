"""More choices of one facet than stand beside every list, and a search among them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, Exists, F, Model, OuterRef, Q, Value

from articles.counts import CAP, count_groups
from articles.epoch import remember
from articles.facets import KINDS, MODELS, Choice, Facet, make_choice, sort_key
from articles.filters import NEEDED, UNKNOWN, ArticleFilter
from articles.models import (
    Alias,
    Article,
    Entity,
    Named,
    ReviewReason,
    Source,
    SourceName,
    Tally,
    name_as_read,
)
from articles.tallied import Group, Wanted
from articles.walk import walk_all

# Choices listed, and those looked through for a kind or a name.
LISTED, LOOKED_THROUGH = 50, 500
# Read of what is typed into a facet's own search box.
TYPED = 100

# What can be opened → its parameter.
KEYS = {name: name for name in ("outlet", "event", "agency")} | dict.fromkeys(
    Entity.Kind.values, "entity"
)
# Where things have their other names.
NAMES: dict[type[Model], tuple[type[Model], str, str]] = {
    Source: (SourceName, "source", "value"),
    Entity: (Alias, "entity", "name"),
}


@dataclass(frozen=True, slots=True)
class OpenFacet:
    facet: Facet
    typed: str  # what its choices have in one of their names


def open_facet(articles: ArticleFilter, key: str, typed: str) -> OpenFacet | None:
    """Return more choices of a facet, or those with `typed` in one of their names.

    None if there is no such facet.
    """
    if key not in KEYS:
        return None
    typed = typed.replace("\0", "").strip()[:TYPED]
    name = ("choices", articles.name, key, typed)
    facet = remember(articles.epoch, name, partial(_make, articles, key, typed))
    return OpenFacet(facet, typed)


def _make(articles: ArticleFilter, key: str, typed: str) -> Facet:
    name = KEYS[key]
    kind = KINDS[name]
    chosen = {_key(thing) for thing in articles.chosen.get(name, ())}
    named = _find_named(key, typed) if typed else None
    group = _count(articles, name, Wanted(*_wanted(chosen, named)))
    counts = dict.fromkeys(chosen, 0) | group.counts[kind]
    if named is not None:
        counts = {value: n for value, n in counts.items() if value in chosen | named}
    choices = sorted(_choices(key, counts, chosen), key=sort_key)
    most = LISTED + len(chosen)
    return Facet(
        key=key,
        name=name,
        label=_label(articles, key),
        choices=choices[:most],
        has_more=len(choices) > most,
        capped_at=group.capped.get(kind, 0),
    )


def _key(thing: Any) -> int:
    return 0 if thing == UNKNOWN else int(thing.pk)


def _wanted(chosen: set[int], named: set[int] | None) -> tuple[int, list[int]]:
    if named is None:
        return LOOKED_THROUGH, list(chosen)
    return 1, list(chosen | named)


def _count(articles: ArticleFilter, name: str, wanted: Wanted) -> Group:
    others = articles.chosen.items()
    ignored = {"exact", name}
    group = Group({key: value for key, value in others if key not in ignored})
    group.kinds.append(KINDS[name])
    count_groups(articles, [group], {KINDS[name]: wanted})
    return group


def _find_named(key: str, typed: str) -> set[int]:
    """Return the ids of things with `typed` in a name, those of the most articles."""
    model: Any = MODELS[KINDS[KEYS[key]]]
    has_name = Q(name__icontains=typed)
    if issubclass(model, Named):
        has_name |= Q(indonesian_name__icontains=typed)
    if model in NAMES:
        names, owner, column = NAMES[model]
        alike = {
            f"{column}__icontains": typed,
            "is_active": True,
            owner: OuterRef("pk"),
        }
        has_name |= Q(Exists(names._default_manager.filter(**alike)))
    things = model.objects.filter(has_name)
    if model is Entity:
        things = things.filter(kind=key)
    tallies = Tally.objects.filter(
        facet=KINDS[KEYS[key]], period=0, count__gt=0, value__in=things.values("pk")
    )
    most = tallies.order_by("-count").values_list("value", flat=True)
    return set(most[:LOOKED_THROUGH])


def _choices(key: str, counts: Mapping[int, int], chosen: set[int]) -> Iterator[Choice]:
    model: Any = MODELS[KINDS[KEYS[key]]]
    things = model.objects.filter(pk__in=[value for value in counts if value])
    kind = F("kind") if model is Entity else Value("")
    said = things.values_list("pk", "slug", name_as_read(model), kind)
    names = {pk: (slug, name, kind) for pk, slug, name, kind in said.order_by()}
    for value, count in counts.items():
        choice = make_choice(names.get(value), count, is_chosen=value in chosen)
        if model is not Entity or choice.kind == key:
            yield choice


def _label(articles: ArticleFilter, key: str) -> str:
    if key in Entity.Kind.values:
        return str(Entity.Kind(key).label).capitalize()
    return str(articles.form.fields[key].label)


def count_review(articles: ArticleFilter) -> Facet | None:
    """Return how far curators have come, for those who may see it: one query more."""
    if "review" not in articles.filters:
        return None
    chosen = articles.chosen.get("review", "")
    others = {k: value for k, value in articles.chosen.items() if k != "review"}
    found = Q(pk__in=[])
    for part in walk_all(articles, others):
        found |= Q(pk__in=part.values("pk")[: CAP + 1])
    field = articles.form.fields["review"]
    counts = _count_states(Article.objects.filter(found))
    labels = {"": field.empty_label, **dict(field.choices)}
    return Facet(
        key="review",
        name="review",
        label=str(field.label),
        choices=[
            Choice(value, str(labels[value]), min(count, CAP), value == chosen)
            for value, count in counts.items()
        ],
        capped_at=CAP if counts[""] > CAP else 0,
    )


def _count_states(articles: Any) -> dict[str, int]:
    needed = Exists(ReviewReason.objects.filter(article=OuterRef("pk")))
    states = {
        state: Count("pk", filter=Q(review_status=state))
        for state in Article.ReviewStatus.values
    }
    counted: dict[str, int] = articles.aggregate(
        all=Count("pk"), **{NEEDED: Count("pk", filter=Q(needed))}, **states
    )
    return {"" if name == "all" else name: n for name, n in counted.items()}
