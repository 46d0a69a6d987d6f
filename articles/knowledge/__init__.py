"""Sources, entities and events that ship with the archive, each with its origin.

Data files beside this module: `sources.json`, `entities*.json`, `events.json`, and
`indonesian.json`: names and descriptions for readers of that language, by slug.
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
    said = _read("indonesian.json")
    entities = [
        _parse_entity(entry, said["entities"].get(entry["slug"], {}))
        for path in sorted(FOLDER.glob("entities*.json"))
        for entry in _read(path.name)
    ]
    events = [
        _parse_event(entry, said["events"].get(entry["slug"], {}))
        for entry in _read("events.json")
    ]
    return Knowledge(
        sources=tuple(_parse_source(entry) for entry in _read("sources.json")),
        entities=tuple(entities),
        events=tuple(events),
        not_names=tuple(_read("not_names.json")),
    )


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


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


def _parse_entity(entry: dict[str, Any], said: dict[str, str]) -> KnownEntity:
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
        indonesian_name=said.get("name", ""),
        indonesian_description=said.get("description", ""),
    )


def _parse_event(entry: dict[str, Any], said: dict[str, str]) -> KnownEvent:
    return KnownEvent(
        slug=entry["slug"],
        name=entry["name"],
        starts_on=date.fromisoformat(entry["starts_on"]),
        ends_on=date.fromisoformat(entry["ends_on"]),
        place=entry.get("place"),
        participants=tuple(entry["participants"]),
        description=entry.get("description", ""),
        origin=entry["origin"],
        indonesian_name=said.get("name", ""),
        indonesian_description=said.get("description", ""),
    )
