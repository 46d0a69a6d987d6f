"""What the columns of a data package mean: https://datapackage.org/standard/table-schema"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.exports.table import COLUMNS


@dataclass(frozen=True, slots=True)
class Table:
    meaning: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    # Column → the table whose rows it names.
    refers: Mapping[str, str] = field(default_factory=dict)


TABLES = {
    "articles": Table(
        "an article a row",
        tuple(COLUMNS),
        key=("id",),
        refers={"outlet_slug": "sources"},
    ),
    "sources": Table(
        "outlets and agencies that published these articles or are credited in them",
        ("slug", "name", "kind", "language", "country", "homepage"),
        key=("slug",),
    ),
    "entities": Table(
        "people, places and organizations that they name",
        ("slug", "name", "kind", "wikidata_id"),
        key=("slug",),
    ),
    "credits": Table(
        "on whom an article rests",
        ("article", "role", "name", "source"),
        key=(),
        refers={"article": "articles", "source": "sources"},
    ),
    "mentions": Table(
        "how often an article calls an entity by which words, and where",
        ("article", "entity", "words", "zone", "count"),
        key=("article", "entity", "words", "zone"),
        refers={"article": "articles", "entity": "entities"},
    ),
}
TYPES = {
    "id": {"type": "integer", "description": "the archive's number for the article"},
    "article": {"type": "integer", "description": "an article's id"},
    "count": {"type": "integer"},
    "permalink": {"type": "string", "format": "uri"},
    "published": {"type": "string", "description": "EDTF level 1"},
    "published_earliest": {"type": "date"},
    "published_latest": {"type": "date"},
    "published_basis": {
        "type": "string",
        "description": "how the date is known: printed in the dateline or text "
        "(dateline, stated), inferred, given by a catalogue beside the file (sidecar), "
        "settled by a person (curated), or unknown",
    },
    "zone": {"type": "string", "description": "headline, narration or quotation"},
    "role": {"type": "string", "description": "wire, cited or photo"},
    "language": {"type": "string", "description": "BCP 47"},
    "country": {"type": "string", "description": "ISO 3166-1"},
    "wikidata_id": {"type": "string", "description": "https://www.wikidata.org"},
}


def make_resource(name: str) -> dict[str, Any]:
    """Return what `datapackage.json` says of a table."""
    table = TABLES[name]
    fields = [
        {"name": column, **TYPES.get(column, {"type": "string"})}
        for column in table.columns
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.refers:
        schema["foreignKeys"] = [
            {
                "fields": [column],
                "reference": {"resource": other, "fields": list(TABLES[other].key)},
            }
            for column, other in table.refers.items()
        ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
