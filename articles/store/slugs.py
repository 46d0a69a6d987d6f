"""Slugs → rows, followed through merges."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, count

from django.db.models import CharField, Value
from django.utils.text import slugify

from articles.models import Entity, Event, Source, find_roots, follow_merges


@dataclass(frozen=True, slots=True)
class Merged:
    """The slugs of sources and entities that were merged, each to its survivor's."""

    sources: Mapping[str, str]
    entities: Mapping[str, str]


def find_merged() -> Merged:
    """Return where the merged sources and entities went, in one query."""
    sources, entities = (
        model.objects.exclude(merged_into=None)
        .order_by()
        .annotate(model=Value(model.__name__, output_field=CharField()))
        .values_list("model", "pk", "slug", "merged_into", "merged_into__slug")
        for model in (Source, Entity)
    )
    rows = list(sources.union(entities, all=True))
    return Merged(
        sources=_successors([row[1:] for row in rows if row[0] == "Source"]),
        entities=_successors([row[1:] for row in rows if row[0] == "Entity"]),
    )


def _successors(rows: list[tuple[int, str, int | None, str]]) -> dict[str, str]:
    into = {pk: following for pk, _, following, _ in rows}
    slugs = {following: slug for _, _, following, slug in rows}
    return {slug: slugs[follow_merges(pk, into)] for pk, slug, _, _ in rows}


def free_slug(model: type[Source] | type[Entity], name: str) -> str:
    """Return a slug made from a name that none of the model's rows has."""
    stem = slugify(name)[:90].strip("-") or model.__name__.casefold()
    taken = set(
        model.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    )
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(slug for slug in chain([stem], numbered) if slug not in taken)


class Directory:
    """The ids of sources, entities and events by slug; merged ones lead on."""

    def __init__(self) -> None:
        self.sources = self._survivors(Source)
        self.entities = self._survivors(Entity)
        self.events = dict(Event.objects.values_list("slug", "pk"))
        self.merged = find_merged()

    def outlets(self) -> dict[str, str]:
        """Return each source's slug with that of the one it was merged into."""
        return {slug: self.merged.sources.get(slug, slug) for slug in self.sources}

    @staticmethod
    def _survivors(model: type[Source] | type[Entity]) -> dict[str, int]:
        roots = find_roots(model)
        return {slug: roots[pk] for slug, pk in model.objects.values_list("slug", "pk")}
