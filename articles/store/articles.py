"""Raw documents and their facts → rows; an article's row and what hangs on it."""

import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from articles import search
from articles.extract import from_json, to_json
from articles.models import (
    ArchiveEvent,
    Article,
    Correction,
    Coverage,
    Credit,
    Extraction,
    IngestRun,
    Mention,
    RawFile,
    RelatedHeadline,
    ReviewReason,
    Sidecar,
)
from articles.records import ExtractedArticle, KnownEvent, RawDocument, SidecarEntry
from articles.settle import Settled, Settlement, make_pos, settle
from articles.store.slugs import Directory
from articles.store.state import read_sidecar

Outcome = Literal["created", "updated", "unchanged"]

# What a log entry compares; what hangs on an article follows from the extraction.
LOGGED = (
    "outlet",
    "published_edtf",
    "published_basis",
    "headline",
    "bylines",
    "dateline",
    "host",
    "url",
    "language",
    "body_sha256",
    "review_status",
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes what one run of one extractor read."""

    run: IngestRun
    version: str  # of the extractor, with its knowledge
    events: Sequence[KnownEvent]
    directory: Directory

    @transaction.atomic
    def save(
        self,
        document: RawDocument,
        facts: ExtractedArticle,
        sidecar: SidecarEntry | None,
        *,
        at: datetime,
    ) -> Outcome:
        """Store a raw document with its extraction, or a better extraction of it.

        Raw file, extraction, sidecar, row and log entries are written together or
        not at all. The same bytes are stored once, whatever their name.
        """
        raw_file, is_new = self._save_raw_file(document, at)
        if is_new:
            article = Article.objects.create(raw_file=raw_file)
        else:
            article = Article.objects.select_for_update().get(raw_file=raw_file)
        if sidecar is not None:
            self._save_sidecar(raw_file, sidecar)
        _, is_first = Extraction.objects.update_or_create(
            article=article,
            defaults={
                "facts": to_json(facts),
                "extractor_version": self.version,
                "extracted_at": at,
            },
        )
        changes = resettle(article, self.events, self.directory)
        if is_new:
            self._log(ArchiveEvent.Kind.INGESTION, article, at, name=document.name)
        detail = {} if is_first else {"changes": changes}
        self._log(
            ArchiveEvent.Kind.EXTRACTION, article, at, version=self.version, **detail
        )
        return "created" if is_new else "updated"

    def _save_raw_file(
        self, document: RawDocument, at: datetime
    ) -> tuple[RawFile, bool]:
        return RawFile.objects.defer("compressed").get_or_create(
            sha256=document.sha256,
            defaults={
                "name": document.name,
                "media_type": document.media_type,
                "encoding": document.encoding,
                "url": document.url or "",
                "compressed": zlib.compress(document.data),
                "size": len(document.data),
                "received_at": at,
                "run": self.run,
            },
        )

    def _save_sidecar(self, raw_file: RawFile, entry: SidecarEntry) -> None:
        sources, events = self.directory.sources, self.directory.events
        Sidecar.objects.update_or_create(
            raw_file=raw_file,
            defaults={
                "outlet_id": sources[entry.outlet] if entry.outlet else None,
                "published_edtf": entry.published.edtf if entry.published else "",
                "url": entry.url or "",
                "event_id": events[entry.event] if entry.event else None,
                "note": entry.note,
            },
        )

    def _log(
        self, kind: ArchiveEvent.Kind, article: Article, at: datetime, **detail: Any
    ) -> None:
        ArchiveEvent.objects.create(
            kind=kind,
            at=at,
            run=self.run,
            raw_file_id=article.raw_file_id,
            article=article,
            detail=detail,
        )


def resettle(
    article: Article, events: Sequence[KnownEvent], directory: Directory
) -> dict[str, list[Any]]:
    """Write the article's row anew from its extraction, sidecar and corrections.

    Returns what changed: {field: [from, to]}. Call it in a transaction that holds
    the article's row.
    """
    before = _logged_values(article)
    raw_file = RawFile.objects.defer("compressed").get(pk=article.raw_file_id)
    settled = settle(
        from_json(Extraction.objects.get(article=article).facts),
        read_sidecar(raw_file),
        last_corrections(article),
        events,
    )
    search.remove([article])
    _write_row(article, settled, directory)
    search.put([article])
    _write_what_hangs_on_it(article, settled, directory)
    after = _logged_values(article)
    return {
        name: [before[name], after[name]]
        for name in LOGGED
        if before[name] != after[name]
    }


def last_corrections(article: Article) -> dict[str, Settlement]:
    """Return the correction that counts for each field that has one."""
    corrections: dict[str, Settlement] = {}
    for correction in Correction.objects.filter(article=article).order_by("pk"):
        corrections.pop(correction.field, None)
        if not correction.is_withdrawal:
            corrections[correction.field] = Settlement(
                correction.value, correction.machine_value
            )
    return corrections


def _logged_values(article: Article) -> dict[str, Any]:
    values = {name: getattr(article, name) for name in LOGGED if name != "outlet"}
    return values | {"outlet": article.outlet.slug if article.outlet else None}


def _write_row(article: Article, settled: Settled, directory: Directory) -> None:
    published = settled.published
    outlet = settled.outlet
    values = {
        "outlet_id": directory.sources[outlet] if outlet else None,
        "published_edtf": published.edtf if published else "",
        "published_earliest": published.earliest if published else None,
        "published_latest": published.latest if published else None,
        "published_basis": settled.published_basis,
        "pos": make_pos(published, article.pk),
    }
    for name in (
        "headline",
        "lead",
        "bylines",
        "dateline",
        "host",
        "url",
        "language",
        "body",
        "body_sha256",
        "review_status",
    ):
        values[name] = getattr(settled, name)
    for name, value in values.items():
        setattr(article, name, value)
    article.save(update_fields=list(values))


def _write_what_hangs_on_it(
    article: Article, settled: Settled, directory: Directory
) -> None:
    for model in (Credit, RelatedHeadline, Mention, Coverage, ReviewReason):
        model.objects.filter(article=article).delete()
    Credit.objects.bulk_create(
        Credit(
            article=article,
            source_id=directory.sources.get(credit.slug or ""),
            name=credit.name,
            role=credit.role,
            evidence=asdict(credit.evidence),
        )
        for credit in settled.credits
    )
    RelatedHeadline.objects.bulk_create(
        RelatedHeadline(
            article=article,
            headline=related.headline,
            evidence=asdict(related.evidence),
        )
        for related in settled.related
    )
    Mention.objects.bulk_create(
        Mention(
            article=article,
            entity_id=directory.entities[mention.entity],
            start=mention.start,
            end=mention.end,
            surface=mention.surface,
            zone=mention.zone,
        )
        for mention in settled.mentions
    )
    Coverage.objects.bulk_create(
        Coverage(
            article=article,
            event_id=directory.events[slug],
            status=status,
            basis=basis,
        )
        for slug, (status, basis) in settled.coverage.items()
    )
    ReviewReason.objects.bulk_create(
        ReviewReason(article=article, reason=reason) for reason in settled.reasons
    )
