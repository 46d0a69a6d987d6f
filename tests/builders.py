"""Rows for tests; a call names only what matters to its test.

Articles made here skip the extractor and `articles.settle`: for tests of pages,
counts and queries. What tests of ingest and curation need comes from raw text.
"""

import hashlib
import zlib
from datetime import UTC, date, datetime
from itertools import count

from django.contrib.auth.models import User
from django.utils.text import slugify

from articles.dates import parse_published
from articles.extract import to_json
from articles.models import (
    Alias,
    Article,
    Coverage,
    Credit,
    Entity,
    Event,
    Extraction,
    IngestRun,
    Mention,
    RawFile,
    Source,
    SourceName,
)
from articles.records import ExtractedArticle, Quote
from articles.settle import make_pos
from articles.store import list_articles

RECEIVED_AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
_numbers = count(1)


def make_user(
    name: str = "reader", *, is_staff: bool = False, is_superuser: bool = False
) -> User:
    return User.objects.create_user(
        name, is_staff=is_staff, is_superuser=is_superuser, password="correct horse"
    )


def make_source(
    name: str = "Harian Contoh",
    *,
    kind: str = "outlet",
    slug: str = "",
    domain: str = "",
) -> Source:
    source, _ = Source.objects.get_or_create(
        slug=slug or slugify(name), defaults={"name": name, "kind": kind}
    )
    if domain:
        SourceName.objects.create(
            source=source, kind="domain", value=domain, is_primary=True
        )
    return source


def make_run() -> IngestRun:
    return IngestRun.objects.create(
        started_at=RECEIVED_AT, by="a test", extractor_version="0"
    )


def make_raw_file(
    text: str = "",
    *,
    name: str = "",
    media_type: str = "text/plain",
    run: IngestRun | None = None,
) -> RawFile:
    """A raw file that holds `text`, or a text that no other test file holds."""
    number = next(_numbers)
    data = (text or f"Berita contoh nomor {number}.\n").encode()
    return RawFile.objects.create(
        sha256=hashlib.sha256(data).hexdigest(),
        name=name or f"contoh-{number}.txt",
        media_type=media_type,
        encoding="utf-8",
        compressed=zlib.compress(data),
        size=len(data),
        received_at=RECEIVED_AT,
        run=run or make_run(),
    )


def make_article(
    headline: str = "",
    *,
    outlet: Source | None = None,
    published: str = "",
    body: str = "",
    lead: str = "",
    raw_file: RawFile | None = None,
    is_hidden: bool = False,
) -> Article:
    """An article published on an EDTF date, or undated."""
    body = body or headline or lead
    when = parse_published(published, "stated") if published else None
    article = Article.objects.create(
        raw_file=raw_file or make_raw_file(body),
        outlet=outlet,
        headline=headline,
        lead=lead,
        body=body,
        body_sha256=hashlib.sha256(body.encode()).hexdigest(),
        language="id",
        published_edtf=published,
        published_earliest=when.earliest if when else None,
        published_latest=when.latest if when else None,
        published_basis="stated" if published else "unknown",
        is_hidden=is_hidden,
    )
    article.pos = make_pos(when, article.pk)
    article.save(update_fields=["pos"])
    list_articles([article])
    return article


def make_quotes(article: Article, *quotes: Quote) -> Extraction:
    """A reading of `article` that found nothing but `quotes`."""
    return Extraction.objects.create(
        article=article,
        facts=to_json(ExtractedArticle(quotes=quotes)),
        extractor_version="0",
        extracted_at=RECEIVED_AT,
    )


def make_credit(
    article: Article, source: Source | None = None, *, role: str = "wire"
) -> Credit:
    credit = Credit.objects.create(
        article=article,
        source=source,
        name=source.name if source else "Kantor Berita Contoh",
        role=role,
        evidence={"rule": "test", "start": 0, "end": 0, "exact": ""},
    )
    list_articles([article])
    return credit


def make_entity(
    name: str = "Negeri Contoh",
    *,
    kind: str = "place",
    slug: str = "",
    aliases: tuple[str, ...] = (),
) -> Entity:
    entity, is_new = Entity.objects.get_or_create(
        slug=slug or slugify(name), defaults={"name": name, "kind": kind}
    )
    if is_new:
        Alias.objects.bulk_create(
            Alias(entity=entity, name=alias) for alias in (name, *aliases)
        )
    return entity


def make_mention(
    article: Article,
    entity: Entity,
    *,
    start: int = 0,
    surface: str = "",
    zone: str = "narration",
) -> Mention:
    surface = surface or entity.name
    mention = Mention.objects.create(
        article=article,
        entity=entity,
        start=start,
        end=start + len(surface),
        surface=surface,
        zone=zone,
    )
    list_articles([article])
    return mention


def make_event(
    name: str = "Kunjungan Contoh",
    *,
    starts_on: date = date(2024, 5, 16),
    ends_on: date | None = None,
    slug: str = "",
) -> Event:
    return Event.objects.create(
        name=name,
        slug=slug or slugify(name),
        starts_on=starts_on,
        ends_on=ends_on or starts_on,
    )


def make_coverage(
    article: Article, event: Event, *, status: str = "accepted", basis: str = "curated"
) -> Coverage:
    coverage = Coverage.objects.create(
        article=article, event=event, status=status, basis=basis
    )
    list_articles([article])
    return coverage
