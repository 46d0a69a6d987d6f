"""Write `entities_places.json` from CLDR, ISO 3166 and the hand-kept variants."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import babel
import pycountry
from django.core.management.base import BaseCommand
from django.utils.text import slugify

from articles.knowledge import FOLDER

VARIANTS = FOLDER / "place_variants.json"
PLACES = FOLDER / "entities_places.json"

# CLDR writes some names as no newspaper does: "Kongo - Kinshasa", "Myanmar (Burma)".
UNPRINTED_MARKS = (" - ", "(", " DAK ", " SAR ", "&")


class Command(BaseCommand):
    help = "Writes the shipped places anew (needs the development requirements)."

    def handle(self, **options: Any) -> None:
        variants = json.loads(VARIANTS.read_text(encoding="utf-8"))
        entries = generate_places(variants)
        write_entries(PLACES, entries)
        self.stdout.write(f"{len(entries)} places written to {PLACES.name}")


def generate_places(variants: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the entries, each name given to the first place that bears it.

    So "Singapura" is the state and not also its capital.
    """
    entries = [
        *_countries(variants["countries"], frozenset(variants["skipped"])),
        *_capitals(variants["capitals"]),
        *_provinces(variants["provinces"]),
        *(
            _entry(place, place["description"], "curated by hand, 2026-11")
            for place in variants["places"]
        ),
    ]
    return _without_shared_names(entries)


def write_entries(path: Path, entries: list[dict[str, Any]]) -> None:
    """Write one entry a line, so that a change shows as one."""
    lines = (json.dumps(entry, ensure_ascii=False) for entry in entries)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def _countries(
    variants: dict[str, Any], skipped: frozenset[str]
) -> Iterator[dict[str, Any]]:
    english, indonesian = _territories("en"), _territories("id")
    origin = f"CLDR via babel {babel.__version__} and hand-kept variants, generated"
    for code in sorted(english.keys() & indonesian.keys()):
        if len(code) != 2 or code in skipped:
            continue
        place = {"name": english[code], **variants.get(code, {})}
        held = {*place.get("aliases", ()), *place.get("needs_context", ())}
        place["aliases"] = [
            *place.get("aliases", ()),
            *(
                name
                for name in (indonesian[code], english[code])
                if name not in held and not any(m in name for m in UNPRINTED_MARKS)
            ),
        ]
        yield _entry(place, "country or territory", origin)


def _capitals(variants: dict[str, Any]) -> Iterator[dict[str, Any]]:
    english = _territories("en")
    for code, place in variants.items():
        yield _entry(place, f"capital of {english[code]}", "curated by hand, 2026-11")


def _provinces(variants: dict[str, Any]) -> Iterator[dict[str, Any]]:
    origin = "ISO 3166-2 via pycountry and hand-kept variants, generated"
    subdivisions: Any = pycountry.subdivisions
    for code, place in variants.items():
        printed = subdivisions.get(code=code).name
        place = {**place, "aliases": [printed, *place["aliases"]]}
        yield _entry(place, "province of Indonesia", origin)


def _territories(language: str) -> dict[str, str]:
    return dict(babel.Locale(language).territories)


def _entry(place: dict[str, Any], description: str, origin: str) -> dict[str, Any]:
    uncertain = place.get("needs_context", [])
    certain = [name for name in place.get("aliases", ()) if name not in uncertain]
    entry = {"slug": slugify(place["name"]), "name": place["name"], "kind": "place"}
    if "wikidata_id" in place:
        entry["wikidata_id"] = place["wikidata_id"]
    return entry | {
        "description": description,
        "aliases": [
            *({"name": name} for name in dict.fromkeys(certain)),
            *({"name": name, "needs_context": True} for name in uncertain),
        ],
        "origin": origin,
    }


def _without_shared_names(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    taken: set[str] = set()
    kept: dict[str, dict[str, Any]] = {}
    for entry in entries:
        free = [a for a in entry["aliases"] if a["name"] not in taken]
        taken.update(alias["name"] for alias in free)
        if free and entry["slug"] not in kept:
            kept[entry["slug"]] = {**entry, "aliases": free}
    return list(kept.values())
