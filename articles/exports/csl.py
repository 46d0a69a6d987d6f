"""CSL-JSON, which citation processors read; dates also as EDTF."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from articles.exports import issued
from articles.exports.record import Export, Record


def write_csl(batches: Iterable[list[Record]], export: Export) -> Iterator[str]:
    yield "["
    between = "\n"
    for batch in batches:
        items = (
            json.dumps(make_item(record, export), ensure_ascii=False)
            for record in batch
        )
        yield between + ",\n".join(items)
        between = ",\n"
    yield "\n]\n"


def make_item(record: Record, export: Export) -> dict[str, Any]:
    """Return the article as an item of CSL-JSON; what is unknown is left out."""
    item = {
        "id": record.key,
        "type": "article-newspaper",
        "title": record.title,
        "container-title": record.outlet.name if record.outlet else "",
        "author": [{"literal": name} for name in record.authors],
        "editor": [{"literal": name} for name in record.editors],
        "issued": _issued(record.edtf),
        "language": record.language,
        "abstract": record.lead,
        "URL": record.url,
        "keyword": ", ".join(entity.name for entity in record.entities),
        "custom": {
            "published": record.edtf,
            "published_basis": record.basis,
            "wire": list(record.wire),
            "review_status": record.review_status,
            "extractor_version": record.extractor_version,
            "has_printed_headline": bool(record.headline),
            "published_at_url": record.source_url,
            "exported_from": export.address,
            "exported_at": export.at.isoformat(timespec="seconds") if export.at else "",
        },
    }
    return {name: value for name, value in item.items() if value}


def _issued(edtf: str) -> dict[str, Any]:
    ends = issued.find_ends(edtf)
    if not ends:
        return {}
    date: dict[str, Any] = {"date-parts": [issued.numbers(part) for part in ends]}
    if any(part.qualifier for part in ends):
        date["circa"] = True
    return {**date, "edtf": edtf}
