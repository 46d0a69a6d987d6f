"""Raw documents and their facts → rows."""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from operator import itemgetter
from typing import Any, Literal

from django.db import IntegrityError, transaction

from articles import search
from articles.extract import to_json
from articles.load import Row, create_rows, reserve_ids
from articles.models import (
    ArchiveEvent,
    Article,
    Extraction,
    IngestRun,
    RawFile,
    Sidecar,
)
from articles.records import ExtractedArticle, KnownEvent, RawDocument, SidecarEntry
from articles.settle import make_pos, settle
from articles.store.follow import follow_facts, follow_sidecar
from articles.store.resettle import Changes, list_articles, resettle
from articles.store.rows import article_values, make_dependents
from articles.store.sightings import note_sightings
from articles.store.slugs import Directory
from articles.store.state import find_states

# What the log says of a catalogue's line.
_CATALOGUED = ("outlet__slug", "published_edtf", "url", "event__slug", "note")

Outcome = Literal["created", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A raw document, what was read from it, and its line of a catalogue."""

    document: RawDocument
    facts: ExtractedArticle
    sidecar: SidecarEntry | None = None


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes what one run of one extractor read."""

    run: IngestRun
    version: str  # of the extractor, with its knowledge
    events: Sequence[KnownEvent]
    directory: Directory

    @transaction.atomic
    def save(self, incoming: Incoming, *, at: datetime) -> Outcome:
        """Store a raw document with its extraction, or a better extraction of it.

        Raw file, extraction, sidecar, row and log entries are written together or
        not at all. The same bytes are stored once, whatever their name; what another
        run stored meanwhile stays as it is.
        """
        state = find_states([incoming.document.sha256]).get(incoming.document.sha256)
        if state and state.is_current(self.version, incoming.sidecar):
            return "unchanged"
        if self.update(incoming, at=at) is not None:
            return "updated"
        self.create([incoming], at=at)
        return "created"

    @transaction.atomic
    def update(self, incoming: Incoming, *, at: datetime) -> Changes | None:
        """Replace the extraction of a raw document, if the archive has that.

        Returns what changed in the article's row, as `resettle` does; or None.
        """
        articles = Article.everything.select_for_update(of=("self",))
        sha256 = incoming.document.sha256
        article = articles.filter(raw_file__sha256=sha256).first()
        if article is None:
            return None
        catalogued: Changes = {}
        if incoming.sidecar is not None:
            catalogued = self._catalogue(article, incoming.sidecar)
        values = {
            "facts": to_json(incoming.facts),
            "extractor_version": self.version,
            "extracted_at": at,
        }
        if not Extraction.objects.filter(article=article).update(**values):
            Extraction.objects.create(article=article, **values)
        changes = catalogued | resettle(article, self.events, self.directory)
        if "body_sha256" in changes:
            Extraction.objects.filter(article=article).update(compared_at=None)
        kind = ArchiveEvent.Kind.EXTRACTION
        row = self._log(kind, article, at, version=self.version, changes=changes)
        create_rows([row])
        return changes

    def _catalogue(self, article: Article, entry: SidecarEntry) -> Changes:
        """Keep what a catalogue says now; return what it said otherwise before."""
        before = Sidecar.objects.filter(raw_file_id=article.raw_file_id)
        said = before.values(*_CATALOGUED).first() or {}
        Sidecar.objects.update_or_create(
            raw_file_id=article.raw_file_id, defaults=self._sidecar_values(entry)
        )
        says = before.values(*_CATALOGUED).get()
        return {
            f"catalogue/{name.partition('_')[0]}": [said.get(name), value]
            for name, value in says.items()
            if said.get(name) != value and (said or value)
        }

    @transaction.atomic
    def create(self, batch: Sequence[Incoming], *, at: datetime) -> None:
        """Store raw documents that the archive doesn't have, all or none.

        Raises IntegrityError if it has one after all: another run was first.
        """
        merged = self.directory.merged
        settled = [
            settle(
                follow_facts(incoming.facts, merged),
                follow_sidecar(incoming.sidecar, merged),
                {},
                self.events,
            )
            for incoming in batch
        ]
        rows = [
            {
                "id": pk,
                "raw_file_id": raw_file_id,
                "pos": make_pos(result.published, pk),
                **article_values(result, self.directory),
            }
            for pk, raw_file_id, result in zip(
                reserve_ids(Article, len(batch)),
                self._create_raw_files(batch, at),
                settled,
                strict=True,
            )
        ]
        create_rows((Article, values) for values in rows)
        articles = [Article(**values) for values in rows]
        search.put(articles)
        create_rows(
            chain.from_iterable(
                make_dependents(article, result, self.directory)
                for article, result in zip(articles, settled, strict=True)
            )
        )
        list_articles(articles)
        note_sightings(
            {
                article.pk: result.candidates
                for article, result in zip(articles, settled, strict=True)
            }
        )
        create_rows(
            chain.from_iterable(
                self._provenance(article, incoming, at)
                for article, incoming in zip(articles, batch, strict=True)
            )
        )

    def _provenance(
        self, article: Article, incoming: Incoming, at: datetime
    ) -> Iterator[Row]:
        """Yield what a new article comes from, and the log of its coming."""
        yield (
            Extraction,
            {
                "article_id": article.pk,
                "facts": to_json(incoming.facts),
                "extractor_version": self.version,
                "extracted_at": at,
            },
        )
        kinds, name = ArchiveEvent.Kind, incoming.document.name
        yield self._log(kinds.INGESTION, article, at, name=name)
        yield self._log(kinds.EXTRACTION, article, at, version=self.version)
        if incoming.sidecar is not None:
            values = self._sidecar_values(incoming.sidecar)
            yield Sidecar, {"raw_file_id": article.raw_file_id, **values}

    def _create_raw_files(self, batch: Sequence[Incoming], at: datetime) -> list[int]:
        """Store the raw files of a batch; return their ids in its order."""
        ids = reserve_ids(RawFile, len(batch))
        rows = [
            {"id": pk, **self._raw_file_values(incoming.document, at)}
            for pk, incoming in zip(ids, batch, strict=True)
        ]
        # Two runs that store the same bytes insert them in the same order, so that
        # neither waits for the other in a circle.
        ordered = sorted(rows, key=itemgetter("sha256"))
        create_rows((RawFile, values) for values in ordered)
        return ids

    def _raw_file_values(self, document: RawDocument, at: datetime) -> dict[str, Any]:
        compressed = zlib.compress(document.data)
        check_bytes(compressed, document.sha256)
        return {
            "sha256": document.sha256,
            "name": document.name,
            "media_type": document.media_type,
            "encoding": document.encoding,
            "is_encoding_guessed": document.is_encoding_guessed,
            "url": document.url or "",
            "compressed": compressed,
            "size": len(document.data),
            "received_at": at,
            "run_id": self.run.pk,
        }

    def _sidecar_values(self, entry: SidecarEntry) -> dict[str, Any]:
        sources, events = self.directory.sources, self.directory.events
        return {
            "outlet_id": sources[entry.outlet] if entry.outlet else None,
            "published_edtf": entry.published.edtf if entry.published else "",
            "url": entry.url or "",
            "event_id": events[entry.event] if entry.event else None,
            "note": entry.note,
        }

    def _log(
        self, kind: ArchiveEvent.Kind, article: Article, at: datetime, **detail: Any
    ) -> Row:
        return (
            ArchiveEvent,
            {
                "kind": kind,
                "at": at,
                "run_id": self.run.pk,
                "raw_file_id": article.raw_file_id,
                "article_id": article.pk,
                "detail": detail,
            },
        )


def check_bytes(compressed: bytes, sha256: str) -> None:
    """Raise unless what is about to be stored unpacks to the bytes of that hash.

    Bytes that a memory error changed are not stored under the hash of the right ones.
    """
    if hashlib.sha256(zlib.decompress(compressed)).hexdigest() != sha256:
        message = f"its bytes are not those of the hash {sha256}: read it again"
        raise IntegrityError(message)
