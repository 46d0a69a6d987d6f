"""Shipped knowledge into the archive, and the archive's knowledge to the extractor."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection, models, transaction
from simple_history.utils import bulk_create_with_history

from articles.knowledge import load_shipped
from articles.log import log
from articles.models import (
    Alias,
    ArchiveEvent,
    Entity,
    Event,
    Source,
    SourceName,
    find_roots,
)
from articles.records import (
    Knowledge,
    KnownAlias,
    KnownEntity,
    KnownEvent,
    KnownName,
    KnownSource,
)
from articles.store.slugs import find_merged

REASON = "shipped with the archive"
# What readers in one language see, and archives of before have not.
SAID = ("indonesian_name", "indonesian_description")


@transaction.atomic
def ship_knowledge(knowledge: Knowledge) -> None:
    """Add what the archive doesn't have yet; never change what it has.

    Entries are known by their slugs, names by their wording. What a curator turned
    off, renamed, moved or merged stays so.
    """
    _lock()
    shipped = {
        "sources": _ship_sources(knowledge.sources),
        "entities": _ship_entities(knowledge.entities),
        "events": _ship_events(knowledge.events),
        "named": _say(Entity, knowledge.entities) + _say(Event, knowledge.events),
    }
    if any(shipped.values()):
        log(ArchiveEvent.Kind.KNOWLEDGE, about="shipped", detail=shipped)


def load_knowledge() -> Knowledge:
    """Return what the archive knows now, as the extractor needs it.

    Equal knowledge compares equal: everything is in a fixed order, and what no rule
    reads (descriptions, origins) is left out.
    """
    return Knowledge(
        sources=_load_sources(),
        entities=_load_entities(),
        events=load_events(),
        not_names=load_shipped().not_names,
    )


def _lock() -> None:
    # SQLite's write transactions exclude each other anyway.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE articles_source IN SHARE ROW EXCLUSIVE MODE")


def _create(objects: Iterable[models.Model], model: type[models.Model]) -> list[str]:
    """Create the rows with their history; return their names or slugs."""
    missing = list(objects)
    if missing:
        bulk_create_with_history(
            missing, model, batch_size=500, default_change_reason=REASON
        )
    return [getattr(each, "slug", str(each)) for each in missing]


def _ship_sources(sources: Sequence[KnownSource]) -> list[str]:
    ids = dict(Source.objects.values_list("slug", "pk"))
    made = _create(
        (
            Source(
                name=known.name,
                slug=known.slug,
                kind=known.kind,
                language=known.language or "",
                country=known.country or "",
                homepage=known.homepage or "",
                origin=known.origin,
            )
            for known in sources
            if known.slug not in ids
        ),
        Source,
    )
    ids = dict(Source.objects.values_list("slug", "pk"))
    # What a name was once called counts as well: it was renamed or moved on purpose.
    have = set(SourceName.objects.values_list("source_id", "kind", "value"))
    have |= set(SourceName.history.values_list("source_id", "kind", "value"))
    return made + _create(
        (
            SourceName(
                source_id=ids[known.slug],
                kind=name.kind,
                value=name.value,
                is_primary=name.value == known.name,
            )
            for known in sources
            for name in known.names
            if (ids[known.slug], name.kind, name.value) not in have
        ),
        SourceName,
    )


def _ship_entities(entities: Sequence[KnownEntity]) -> list[str]:
    ids = dict(Entity.objects.values_list("slug", "pk"))
    made = _create(
        (
            Entity(
                kind=known.kind,
                name=known.name,
                slug=known.slug,
                wikidata_id=known.wikidata_id or "",
                description=known.description,
                origin=known.origin,
                **_said(known),
            )
            for known in entities
            if known.slug not in ids
        ),
        Entity,
    )
    ids = dict(Entity.objects.values_list("slug", "pk"))
    have = set(Alias.objects.values_list("entity_id", "name"))
    have |= set(Alias.history.values_list("entity_id", "name"))
    return made + _create(
        (
            Alias(
                entity_id=ids[known.slug],
                name=alias.name,
                language=alias.language or "",
                needs_context=alias.needs_context,
            )
            for known in entities
            for alias in known.aliases
            if (ids[known.slug], alias.name) not in have
        ),
        Alias,
    )


def _ship_events(events: Sequence[KnownEvent]) -> list[str]:
    have = set(Event.objects.values_list("slug", flat=True))
    places = dict(Entity.objects.values_list("slug", "pk"))
    missing = [known for known in events if known.slug not in have]
    for known in missing:
        event = Event(
            name=known.name,
            slug=known.slug,
            starts_on=known.starts_on,
            ends_on=known.ends_on,
            place_id=places[known.place] if known.place else None,
            description=known.description,
            origin=known.origin,
            **_said(known),
        )
        event._change_reason = REASON  # type: ignore[attr-defined]
        event.save()
        event.participants.set([places[slug] for slug in known.participants])
    return [known.slug for known in missing]


def _said(known: KnownEntity | KnownEvent) -> dict[str, str]:
    return {column: getattr(known, column) for column in SAID}


def _say(
    model: type[Entity] | type[Event], shipped: Sequence[KnownEntity | KnownEvent]
) -> list[str]:
    """Fill in what readers in another language see, where nothing ever stood."""
    filled: dict[int, Entity | Event] = {}
    for column in SAID:
        said = {
            each.slug: value for each in shipped if (value := getattr(each, column))
        }
        blank = model._default_manager.filter(**{column: ""}, slug__in=said)
        once = model.history.exclude(**{column: ""}).values("id")
        for row in blank.exclude(pk__in=once).order_by("pk"):
            setattr(filled.setdefault(row.pk, row), column, said[row.slug])
    for row in filled.values():
        # One by one, once: in bulk an event's participants would not be recorded.
        row._change_reason = REASON  # type: ignore[union-attr]
        row.save()
    return [row.slug for row in filled.values()]


def _load_sources() -> tuple[KnownSource, ...]:
    names = defaultdict(set)
    roots = find_roots(Source)
    for source_id, kind, value in SourceName.objects.filter(is_active=True).values_list(
        "source_id", "kind", "value"
    ):
        names[roots[source_id]].add((value, kind))
    return tuple(
        KnownSource(
            slug=source.slug,
            name=source.name,
            kind=source.kind,  # type: ignore[arg-type]  # one of the choices
            language=source.language or None,
            country=source.country or None,
            names=tuple(
                KnownName(value, kind)  # type: ignore[arg-type]
                for value, kind in sorted(names[source.pk])
            ),
        )
        for source in Source.objects.filter(merged_into=None).order_by("slug")
    )


def _load_entities() -> tuple[KnownEntity, ...]:
    aliases: dict[int, dict[str, bool]] = defaultdict(dict)
    roots = find_roots(Entity)
    for entity_id, name, needs_context in (
        Alias.objects.filter(is_active=True)
        .order_by("pk")
        .values_list("entity_id", "name", "needs_context")
    ):
        aliases[roots[entity_id]].setdefault(name, needs_context)
    return tuple(
        KnownEntity(
            slug=entity.slug,
            name=entity.name,
            kind=entity.kind,  # type: ignore[arg-type]  # one of the choices
            aliases=tuple(
                KnownAlias(name, needs_context=needs_context)
                for name, needs_context in sorted(aliases[entity.pk].items())
            ),
        )
        for entity in Entity.objects.filter(merged_into=None).order_by("slug")
    )


def load_events() -> tuple[KnownEvent, ...]:
    """Return the archive's events with what suggests coverage of them."""
    merged = find_merged().entities
    return tuple(
        KnownEvent(
            slug=event.slug,
            name=event.name,
            starts_on=event.starts_on,
            ends_on=event.ends_on,
            participants=tuple(
                sorted(
                    {
                        merged.get(entity.slug, entity.slug)
                        for entity in event.participants.all()
                    }
                )
            ),
        )
        for event in Event.objects.prefetch_related("participants").order_by("slug")
    )
