"""The shipped entities: enough of them, consistent, each with its origin."""

import json
from collections import Counter
from typing import Any

import pytest

from articles.knowledge import FOLDER, load_shipped
from articles.management.commands.generate_places import (
    PLACES,
    VARIANTS,
    generate_places,
    write_entries,
)

KNOWLEDGE = load_shipped()
BY_SLUG = {entity.slug: entity for entity in KNOWLEDGE.entities}


def test_slugs_are_unique() -> None:
    assert len(BY_SLUG) == len(KNOWLEDGE.entities)


def test_no_name_is_certain_for_two_entities() -> None:
    names = Counter(
        alias.name
        for entity in KNOWLEDGE.entities
        for alias in entity.aliases
        if not alias.needs_context
    )

    assert [name for name, count in names.items() if count > 1] == []


def test_not_names_are_no_aliases() -> None:
    names = {alias.name for entity in BY_SLUG.values() for alias in entity.aliases}

    assert names.isdisjoint(KNOWLEDGE.not_names)


def test_people_and_organizations_are_many() -> None:
    kinds = Counter(entity.kind for entity in KNOWLEDGE.entities)

    assert kinds["person"] + kinds["organization"] >= 300


def test_every_entity_says_what_it_is_and_where_it_comes_from() -> None:
    assert all(entity.origin and entity.description for entity in BY_SLUG.values())


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        pytest.param("china", "Cina", id="cina"),
        pytest.param("china", "Tiongkok", id="tiongkok"),
        pytest.param("united-states", "AS", id="as"),
        pytest.param("united-kingdom", "Britania Raya", id="britain"),
        pytest.param("turkey", "Türkiye", id="turkey"),
        pytest.param("south-korea", "Korsel", id="korea"),
        pytest.param("west-java", "Jabar", id="province"),
        pytest.param("international-criminal-court", "ICC", id="court"),
    ],
)
def test_indonesian_variants_are_known(slug: str, name: str) -> None:
    assert name in {alias.name for alias in BY_SLUG[slug].aliases}


def test_moscow_kremlin_and_russia_are_three() -> None:
    kinds = [BY_SLUG[slug].kind for slug in ("moscow", "kremlin", "russia")]

    assert kinds == ["place", "organization", "place"]


def test_events_name_known_entities() -> None:
    assert len(KNOWLEDGE.events) == 2
    for event in KNOWLEDGE.events:
        assert {event.place, *event.participants} <= BY_SLUG.keys()
        assert event.starts_on < event.ends_on


def test_shipped_places_are_what_the_command_writes(tmp_path: Any) -> None:
    written = tmp_path / "places.json"
    variants = json.loads(VARIANTS.read_text(encoding="utf-8"))

    write_entries(written, generate_places(variants))

    assert written.read_text(encoding="utf-8") == PLACES.read_text(encoding="utf-8")
    assert PLACES.parent == FOLDER
