"""Sources, entities and events that ship with the archive, each with its origin.

Data files beside this module: `sources.json`, `entities*.json`, `events.json`.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from articles.records import (
    Knowledge,
    KnownAlias,
    KnownEntity,
    KnownEvent,
    KnownName,
    KnownSource,
)

FOLDER = Path(__file__).parent


@cache
def load_shipped() -> Knowledge:
    """Return the knowledge in the data files; read once a process."""
    entities = [
        _parse_entity(entry)
        for path in sorted(FOLDER.glob("entities*.json"))
        for entry in _read(path)
    ]
    return Knowledge(
        sources=tuple(_parse_source(entry) for entry in _read(FOLDER / "sources.json")),
        entities=tuple(entities),
        events=tuple(_parse_event(entry) for entry in _read(FOLDER / "events.json")),
        not_names=tuple(_read(FOLDER / "not_names.json")),
    )


def _read(path: Path) -> list[Any]:
    entries: list[Any] = json.loads(path.read_text(encoding="utf-8"))
    return entries


def _parse_source(entry: dict[str, Any]) -> KnownSource:
    names = [KnownName(value, "name") for value in (entry["name"], *entry["names"])]
    names += [KnownName(value, "domain") for value in entry["domains"]]
    names += [KnownName(value, "signature") for value in entry.get("signatures", ())]
    return KnownSource(
        slug=entry["slug"],
        name=entry["name"],
        kind=entry["kind"],
        language=entry.get("language"),
        country=entry.get("country"),
        homepage=entry.get("homepage"),
        names=tuple(dict.fromkeys(names)),
        origin=entry["origin"],
    )


def _parse_entity(entry: dict[str, Any]) -> KnownEntity:
    aliases = [
        KnownAlias(
            alias["name"], alias.get("language"), alias.get("needs_context", False)
        )
        for alias in entry["aliases"]
    ]
    if entry["name"] not in {alias.name for alias in aliases}:
        aliases.insert(0, KnownAlias(entry["name"]))
    return KnownEntity(
        slug=entry["slug"],
        name=entry["name"],
        kind=entry["kind"],
        aliases=tuple(aliases),
        wikidata_id=entry.get("wikidata_id"),
        description=entry.get("description", ""),
        origin=entry["origin"],
    )


def _parse_event(entry: dict[str, Any]) -> KnownEvent:
    return KnownEvent(
        slug=entry["slug"],
        name=entry["name"],
        starts_on=date.fromisoformat(entry["starts_on"]),
        ends_on=date.fromisoformat(entry["ends_on"]),
        place=entry.get("place"),
        participants=tuple(entry["participants"]),
        description=entry.get("description", ""),
        origin=entry["origin"],
    )
