"""ninjs 3.0, held against what the standard says of the properties that we use.

IPTC publishes the whole schema at https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json;
these are our own words for our part of it.
"""

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from articles.exports import FORMS, Record, Thing
from tests.exports.records import EXPORT, HARIAN, make_record


def strict(**properties: Any) -> dict[str, Any]:
    """An object of these properties and no others."""
    return {"type": "object", "properties": properties, "additionalProperties": False}


def some(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


TEXT = {"type": "string"}
URI = {"type": "string", "pattern": r"^https?://\S+$"}
MOMENT = {
    "type": "string",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$",
}
VALUES = some(
    {**strict(role=TEXT, contentType=TEXT, value=TEXT), "required": ["value"]}
)
THINGS = some(strict(name=TEXT, rel=TEXT, uri=URI, literal=TEXT))
PROPERTIES = {
    "uri": URI,
    "type": {"enum": ["text", "composite"]},
    "representationType": {"enum": ["full", "partial"]},
    "versionCreated": MOMENT,
    "language": TEXT,
    "title": TEXT,
    "by": TEXT,
    "descriptions": VALUES,
    "bodies": VALUES,
    "headlines": VALUES,
    "people": THINGS,
    "organisations": THINGS,
    "places": THINGS,
    "events": THINGS,
    "infoSources": some(strict(name=TEXT, role=TEXT, uri=URI, literal=TEXT)),
    "altIds": some(strict(role=TEXT, value=TEXT)),
    "standard": strict(name=TEXT, version=TEXT, schema=URI),
}
ASSOCIATED = {**strict(name=TEXT, **PROPERTIES), "required": ["name", "uri"]}
NINJS = Draft202012Validator(
    {**strict(**PROPERTIES, associations=some(ASSOCIATED)), "required": ["uri"]}
)

SITE = "https://archive.example"
FULL = make_record(
    "2024-05-14~",
    headline="Judul “satu”",
    lead="Kalimat pertama.",
    outlet=HARIAN,
    wire=("AFP",),
    authors=("Siti", "Budi"),
    source_url="https://harian.example/1",
    entities=(
        Thing("Rusia", "russia", f"{SITE}/entities/russia/", "place"),
        Thing("Siti", "siti", f"{SITE}/entities/siti/", "person"),
        Thing("PBB", "un", f"{SITE}/entities/un/", "organization"),
    ),
    events=(Thing("Acara", "acara", f"{SITE}/events/acara/"),),
    body="Isi berita.",
)


def read_list(*records: Record) -> dict[str, Any]:
    text = "".join(FORMS["json"].write([list(records)], EXPORT))
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.mark.parametrize("record", [FULL, make_record()], ids=["full", "nothing"])
def test_an_article_is_valid(record: Record) -> None:
    NINJS.validate(json.loads(FORMS["json"].single(record, EXPORT)))


def test_a_list_is_valid_and_says_what_it_is() -> None:
    found = read_list(FULL, make_record())
    NINJS.validate(found)
    assert found["type"] == "composite"
    assert found["uri"] == EXPORT.address
    assert found["versionCreated"] == "2026-01-02T03:04:00+00:00"
    said = {item["role"]: item["value"] for item in found["descriptions"]}
    assert said["query"] == "outlet=harian"
    assert said["extractor"].startswith("newsarchive extractor ")
    assert [item["name"] for item in found["associations"]] == [
        "Judul “satu”",
        "[Article 7]",
    ]


def test_an_empty_list_is_valid() -> None:
    found = json.loads("".join(FORMS["json"].write([], EXPORT)))
    NINJS.validate(found)
    assert found["associations"] == []


def test_the_seeds_are_valid(seeds: list[Record]) -> None:
    found = read_list(*seeds)
    NINJS.validate(found)
    assert len(found["associations"]) == 5


def test_everything_known_has_its_place() -> None:
    (item,) = read_list(FULL)["associations"]
    assert item["headlines"] == [{"value": "Judul “satu”"}]
    assert item["by"] == "Siti, Budi"
    assert [thing["name"] for thing in item["places"]] == ["Rusia"]
    assert [thing["name"] for thing in item["people"]] == ["Siti"]
    assert [thing["name"] for thing in item["organisations"]] == ["PBB"]
    assert item["events"][0]["uri"] == f"{SITE}/events/acara/"
    assert [(source["role"], source["name"]) for source in item["infoSources"]] == [
        ("publisher", "Harian Contoh"),
        ("wire", "AFP"),
    ]
    said = {part["role"]: part["value"] for part in item["descriptions"]}
    assert said["published"] == "2024-05-14~"
    assert said["published-earliest"] == "2024-05-13"
    assert item["bodies"][0]["value"] == "Isi berita."


def test_without_a_body_it_is_partial() -> None:
    (item,) = read_list(replace(FULL, body=""))["associations"]
    assert item["representationType"] == "partial"
    assert "bodies" not in item
