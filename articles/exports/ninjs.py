"""ninjs 3.0, the press's own JSON: https://iptc.org/standards/ninjs/

A list is one object whose associations are its articles.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from articles.exports.record import Export, Record, Thing

STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}
KINDS = {"person": "people", "organization": "organisations", "place": "places"}
# How an article may be related to what it names, or rests on.
MENTIONS, COVERS, PUBLISHED, WIRE = "mentions", "covers", "publisher", "wire"


def write_ninjs(batches: Iterable[list[Record]], export: Export) -> Iterator[str]:
    head = json.dumps(_head(export), ensure_ascii=False)
    yield f'{head.removesuffix("}")}, "associations": ['
    between = "\n"
    for batch in batches:
        items = (_associated(record) for record in batch)
        yield between + ",\n".join(items)
        between = ",\n"
    yield "\n]}\n"


def write_one_ninjs(record: Record, export: Export) -> str:
    item = {"standard": STANDARD, **make_ninjs(record)}
    return json.dumps(item, ensure_ascii=False)


def make_ninjs(record: Record) -> dict[str, Any]:
    """Return the article as a ninjs object; what is unknown is left out."""
    item: dict[str, Any] = {
        "uri": record.url,
        "type": "text",
        "representationType": "full" if record.body else "partial",
        "language": record.language,
        "title": record.title,
        "by": ", ".join(record.authors),
        "headlines": [{"value": record.headline}] if record.headline else [],
        "descriptions": _descriptions(record),
        "bodies": [{"contentType": "text/plain", "value": record.body}]
        if record.body
        else [],
        "infoSources": _sources(record),
        "events": [_thing(event, COVERS) for event in record.events],
        "altIds": [{"role": "tag", "value": record.tag}],
        **{name: [] for name in KINDS.values()},
    }
    for entity in record.entities:
        item[KINDS[entity.kind]].append(_thing(entity, MENTIONS))
    return {name: value for name, value in item.items() if value}


def _associated(record: Record) -> str:
    item = {"name": record.title, **make_ninjs(record)}
    return json.dumps(item, ensure_ascii=False)


def _head(export: Export) -> dict[str, Any]:
    said = [
        ("query", export.query),
        ("extractor", f"newsarchive extractor {export.version}"),
    ]
    return {
        "standard": STANDARD,
        "uri": export.address,
        "type": "composite",
        "title": "newsarchive",
        "versionCreated": export.at.isoformat(timespec="seconds") if export.at else "",
        "descriptions": _roles(said),
    }


def _descriptions(record: Record) -> list[dict[str, str]]:
    """What ninjs has no property for; its own dates are exact to the second."""
    said = [
        ("lead", record.lead),
        ("published", record.edtf),
        ("published-earliest", record.earliest),
        ("published-latest", record.latest),
        ("published-basis", record.basis),
        ("review-status", record.review_status),
        ("extractor", record.extractor_version),
        ("published-at", record.source_url),
    ]
    return _roles(said)


def _roles(said: Iterable[tuple[str, Any]]) -> list[dict[str, str]]:
    return [{"role": role, "value": str(value)} for role, value in said if value]


def _sources(record: Record) -> list[dict[str, str]]:
    sources = [{"name": name, "role": WIRE} for name in record.wire]
    if outlet := record.outlet:
        published = {"name": outlet.name, "role": PUBLISHED, "uri": outlet.url}
        sources.insert(0, published)
    return sources


def _thing(thing: Thing, relation: str) -> dict[str, str]:
    return {"name": thing.name, "rel": relation, "uri": thing.url}
