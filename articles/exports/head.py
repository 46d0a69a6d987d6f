"""What an article's page says of it to machines: JSON-LD, Dublin Core, OpenGraph."""

from collections.abc import Iterator
from typing import Any

from articles.exports.record import Record, Thing

SCHEMA_TYPES = {"person": "Person", "place": "Place", "organization": "Organization"}
# What the first parts of Dublin Core's and PRISM's names stand for.
NAMESPACES = (
    ("DC", "http://purl.org/dc/elements/1.1/"),
    ("prism", "http://prismstandard.org/namespaces/basic/2.0/"),
)
WIKIDATA = "https://www.wikidata.org/entity/"


def make_json_ld(record: Record) -> dict[str, Any]:
    """Return the article as schema.org's NewsArticle; what is unknown is left out."""
    outlet = record.outlet
    item = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": record.url,
        "url": record.url,
        "headline": record.headline,
        "description": record.lead,
        "inLanguage": record.language,
        "datePublished": find_moment(record),
        "author": [{"@type": "Person", "name": name} for name in record.authors],
        "editor": [{"@type": "Person", "name": name} for name in record.editors],
        "publisher": outlet
        and {"@type": "NewsMediaOrganization", "name": outlet.name, "url": outlet.url},
        "creditText": ", ".join(record.wire),
        "isBasedOn": record.source_url,
        "archivedAt": record.url,
        "about": [
            {"@type": "Event", "name": event.name, "url": event.url}
            for event in record.events
        ],
        "mentions": [_mentioned(entity) for entity in record.entities],
    }
    return {name: value for name, value in item.items() if value}


def dublin_core(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the meta tags by which Zotero takes the page for a newspaper article.

    A `citation_journal_title` would make it a journal's.
    """
    yield "DC.type", "newspaperArticle"
    yield "DC.title", record.title
    yield from (("DC.creator", name) for name in record.authors)
    yield from (("DC.contributor", name) for name in record.editors)
    if record.edtf:
        yield "DC.date", record.edtf
    if record.language:
        yield "DC.language", record.language
    if record.lead:
        yield "DC.description", record.lead
    yield "DC.identifier", record.url
    if record.outlet:
        yield "prism.publicationName", record.outlet.name
    if record.is_day_exact:
        yield "prism.publicationDate", record.edtf


def open_graph(record: Record) -> Iterator[tuple[str, str]]:
    """Yield what other sites show of a link to the page.

    No `og:site_name`: readers of metadata would take the archive for the outlet.
    """
    yield "og:type", "article"
    yield "og:title", record.title
    yield "og:url", record.url
    if record.lead:
        yield "og:description", record.lead
    if moment := find_moment(record):
        yield "article:published_time", moment


def find_moment(record: Record) -> str:
    """Return the day, with its time where one is printed; "" unless it is certain."""
    return record.edtf if record.is_day_exact and "/" not in record.edtf else ""


def _mentioned(entity: Thing) -> dict[str, str]:
    item = {
        "@type": SCHEMA_TYPES[entity.kind],
        "name": entity.name,
        "url": entity.url,
    }
    if entity.wikidata_id:
        item["sameAs"] = f"{WIKIDATA}{entity.wikidata_id}"
    return item
