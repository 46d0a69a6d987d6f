"""Records and read models → what the API answers with."""

from collections.abc import Iterable
from typing import Any

from articles.comparison import Comparison
from articles.coverage import Matrix
from articles.exports import Export, Record, Thing, make_thing
from articles.facets import Facet, Facets
from articles.filters import UNKNOWN
from articles.models import Article, Entity
from articles.naming import count_words
from articles.provenance import Fact
from articles.records import Evidence, ExtractedArticle, Quote

Answer = dict[str, Any]


def article(record: Record) -> Answer:
    return {
        "id": record.id,
        "url": record.url,
        "headline": record.headline or None,
        "lead": record.lead or None,
        "outlet": thing(record.outlet) if record.outlet else None,
        "host": record.host or None,
        "wire": record.wire,
        "authors": record.authors,
        "editors": record.editors,
        "published": {
            "edtf": record.edtf or None,
            "earliest": record.earliest,
            "latest": record.latest,
            "basis": record.basis,
        },
        "language": record.language or None,
        "review_status": record.review_status,
        "events": [thing(event) for event in record.events],
        "entities": [thing(entity) for entity in record.entities],
        "source_url": record.source_url or None,
        "extractor_version": record.extractor_version or None,
        "updated_at": record.updated_at,
    }


def article_in_full(
    record: Record, of: Article, read: ExtractedArticle, facts: Iterable[Fact]
) -> Answer:
    return article(record) | {
        "raw_sha256": of.raw_file.sha256,
        "facts": [_fact(fact) for fact in facts],
        "mentions": [
            {
                "entity": mention.entity.slug,
                "surface": mention.surface,
                "start": mention.start,
                "end": mention.end,
                "zone": mention.zone,
            }
            for mention in of.mentions.select_related("entity").order_by("start")
        ],
        "quotes": [_quote(quote) for quote in read.quotes],
        "body": record.body or None,
    }


def thing(of: Thing) -> Answer:
    return {"name": of.name, "slug": of.slug, "kind": of.kind or None, "url": of.url}


def _fact(fact: Fact) -> Answer:
    settled_by = "text"
    if fact.correction:
        settled_by = "curator"
    elif fact.is_from_catalogue:
        settled_by = "catalogue"
    return {
        "name": fact.name,
        "value": fact.value or None,
        "settled_by": settled_by,
        "readings": [
            {"value": reading.value, "evidence": _evidence(reading.evidence)}
            for reading in fact.readings
        ],
    }


def _evidence(evidence: Evidence | None) -> Answer | None:
    if evidence is None:
        return None
    return {
        "rule": evidence.rule,
        "start": evidence.start,
        "end": evidence.end,
        "exact": evidence.exact,
    }


def _quote(quote: Quote) -> Answer:
    return {
        "exact": quote.exact,
        "start": quote.start,
        "end": quote.end,
        "speaker": quote.speaker,
        "entity": quote.entity,
        "is_inferred": quote.is_inferred,
    }


def facets(found: Facets, each: Iterable[Facet]) -> Answer:
    return {
        "total": found.total,
        "is_capped": found.is_capped,
        "facets": [
            {
                "name": facet.name,
                "choices": [
                    {
                        "value": choice.value,
                        "label": choice.label,
                        "count": choice.count,
                        "is_chosen": choice.is_chosen,
                    }
                    for choice in facet.choices
                ],
                "has_more": facet.has_more,
                "is_capped": facet.is_capped,
            }
            for facet in each
        ],
    }


def naming(entities: Iterable[Entity], counts: Iterable[Answer]) -> Answer:
    rows: dict[int, list[Answer]] = {}
    for row in counts:
        rows.setdefault(row["entity"], []).append(row)
    return {
        "words": [
            {
                "entity": entity.slug,
                "word": each.word,
                "zone": each.zone,
                "outlet": each.outlet,
                "count": each.count,
            }
            for entity in entities
            for each in count_words(entity, rows.get(entity.pk, []))
        ]
    }


def matrix(table: Matrix) -> Answer:
    return {
        "cells": [
            {
                "outlet": row.slug or UNKNOWN,
                "part": cell.column.part,
                "first": cell.column.first,
                "last": cell.column.last,
                "count": cell.count,
                "about_count": cell.about_count,
            }
            for row in table.rows
            for cell in row.cells
        ]
    }


def comparison(of: Comparison, records: Iterable[Record], export: Export) -> Answer:
    return {
        "articles": [article(record) for record in records],
        "entities": [
            {
                "entity": thing(make_thing(row.entity, export)),
                "surfaces": [dict(cell.surfaces) for cell in row.cells],
            }
            for group in of.entities
            for row in group.rows
        ],
        "speakers": [
            {
                "speaker": row.speaker,
                "quotes": [
                    [_quote(quote) for quote in each.quotes] for each in row.said
                ],
            }
            for row in of.speakers
        ],
        "days": [{"day": row.day, "forms": row.forms} for row in of.days],
        "figures": [{"figure": row.figure, "has": row.has} for row in of.figures],
        "overlaps": [
            {
                "articles": [each.pk for each in overlap.articles],
                "verdict": overlap.verdict,
                "percent": overlap.percent,
                "passages": [passage.text for passage in overlap.passages],
            }
            for overlap in of.overlaps
        ],
    }
