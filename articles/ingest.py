"""Read → extract → store for many files; one bad document stops only itself."""

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from articles.extract import VERSION
from articles.knowledge import load_shipped
from articles.models import IngestRun
from articles.read import find_files, read
from articles.read.catalogue import KnownSlugs, read_catalogue
from articles.records import (
    Knowledge,
    RawDocument,
    Rejection,
    SidecarEntry,
)
from articles.store import (
    Directory,
    Incoming,
    Outcome,
    Writer,
    find_states,
    load_knowledge,
    ship_knowledge,
)
from articles.workers import Extract, start_workers

# Documents whose state is looked up in one query: so many, or so many bytes.
BATCH_SIZE = 200
BATCH_BYTES = 16_000_000

Progress = Callable[[], None]
Work = tuple[RawDocument, SidecarEntry | None]


@dataclass(slots=True)
class IngestReport:
    """What a run did, or with `dry_run` would have done."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    rejected: list[Rejection] = field(default_factory=list)


def extractor_version(knowledge: Knowledge) -> str:
    """Return what names an extractor: the code's version and its knowledge's digest.

    An extraction is a function of the raw bytes and of both; events are no part of it.
    """
    told = (knowledge.sources, knowledge.entities, knowledge.not_names)
    digest = hashlib.sha256(repr(told).encode()).hexdigest()
    return f"{VERSION}+{digest[:8]}"


def ingest(
    paths: Sequence[Path],
    *,
    by: str,
    jobs: int = 1,
    dry_run: bool = False,
    progress: Progress = lambda: None,
) -> IngestReport:
    """Take in the files and folders at `paths`, and report what came of each.

    Idempotent by content: bytes that the archive has, under any name, read by the
    same extractor and with no news in the catalogue, change nothing. `progress` is
    called after each document. With `dry_run` everything is done and taken back.
    """
    with transaction.atomic() if dry_run else nullcontext():
        ship_knowledge(load_shipped())
        knowledge = load_knowledge()
        with start_workers(knowledge, jobs=jobs) as extract:
            run = _Run(knowledge, extract, by=by, progress=progress)
            try:
                for batch in _batches(run.find_documents(paths)):
                    run.take(batch)
            finally:
                run.finish()
        if dry_run:
            transaction.set_rollback(True)
    return run.report


class _Run:
    """One run's writer, catalogues and report."""

    def __init__(
        self, knowledge: Knowledge, extract: Extract, *, by: str, progress: Progress
    ) -> None:
        self.report = IngestReport()
        self.extract = extract
        self.progress = progress
        directory = Directory()
        self.record = IngestRun.objects.create(
            started_at=timezone.now(),
            by=by,
            extractor_version=extractor_version(knowledge),
        )
        self.writer = Writer(
            run=self.record,
            version=self.record.extractor_version,
            events=knowledge.events,
            directory=directory,
        )
        self.known = KnownSlugs(
            outlets=directory.sources.keys(), events=directory.events.keys()
        )
        self.catalogues: dict[Path, dict[str, SidecarEntry]] = {}

    def find_documents(self, paths: Sequence[Path]) -> Iterator[Work]:
        """Yield the raw documents at `paths`, each with its line of the catalogue."""
        for path in find_files(list(paths)):
            if isinstance(path, Rejection):
                self._reject(path)
                continue
            sidecar = self._catalogue(path.parent).get(path.name)
            for document in read(path):
                if isinstance(document, Rejection):
                    self._reject(document)
                else:
                    yield document, sidecar

    def take(self, batch: Sequence[Work]) -> None:
        """Store the documents of a batch that the archive doesn't have as they are."""
        now = timezone.now()
        states = find_states(document.sha256 for document, _ in batch)
        changed: dict[str, Work] = {}
        for document, sidecar in batch:
            state = states.get(document.sha256)
            is_current = state and state.is_current(self.writer.version, sidecar)
            # The same bytes may stand twice in one batch.
            if is_current or document.sha256 in changed:
                self._count("unchanged")
            else:
                changed[document.sha256] = document, sidecar
        # A later reading must not know more of the calendar than the first.
        received_on = {sha256: state.received_on for sha256, state in states.items()}
        tasks = (
            (document, received_on.get(sha256, timezone.localdate(now)))
            for sha256, (document, _) in changed.items()
        )
        incoming = [
            Incoming(document, facts, sidecar)
            for (document, sidecar), facts in zip(
                changed.values(), self.extract(tasks), strict=True
            )
        ]
        self._store(incoming, states)

    def finish(self) -> None:
        """Write the run's counts down."""
        counts = self.report.counts
        self.record.finished_at = timezone.now()
        self.record.created_count = counts["created"]
        self.record.updated_count = counts["updated"]
        self.record.unchanged_count = counts["unchanged"]
        self.record.rejected = [
            {"file": rejection.file, "reason": rejection.reason}
            for rejection in self.report.rejected
        ]
        self.record.save()

    def _store(self, batch: list[Incoming], states: Container[str]) -> None:
        at = timezone.now()
        new = [each for each in batch if each.document.sha256 not in states]
        known = [each for each in batch if each.document.sha256 in states]
        try:
            self.writer.create(new, at=at)
        except (DataError, IntegrityError):
            # One can't be stored, or another run stored it first: which one?
            known += new
        else:
            for _each in new:
                self._count("created")
        for each in known:
            try:
                self._count(self.writer.save(each, at=at))
            except (DataError, IntegrityError) as error:
                reason = f"the database refused it: {error}"
                self._reject(Rejection(each.document.path, reason))

    def _count(self, outcome: Outcome) -> None:
        self.report.counts[outcome] += 1
        self.progress()

    def _catalogue(self, folder: Path) -> dict[str, SidecarEntry]:
        if folder not in self.catalogues:
            entries, rejections = read_catalogue(folder, self.known)
            self.catalogues[folder] = entries
            for rejection in rejections:
                self._reject(rejection)
        return self.catalogues[folder]

    def _reject(self, rejection: Rejection) -> None:
        self.report.rejected.append(rejection)
        self.progress()


def _batches(documents: Iterator[Work]) -> Iterator[list[Work]]:
    batch: list[Work] = []
    size = 0
    for document, sidecar in documents:
        batch.append((document, sidecar))
        size += len(document.data)
        if len(batch) >= BATCH_SIZE or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
