"""One run of the extractor over raw documents: its writer, its record, its report."""

import gc
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import DatabaseError, transaction
from django.utils import timezone

from articles.epoch import fold
from articles.extract import VERSION
from articles.models import IngestRun
from articles.read import show
from articles.records import Knowledge, Rejection
from articles.store import (
    Directory,
    Outcome,
    Rehearsal,
    Writer,
    load_events,
    load_knowledge,
    ship_knowledge,
)

# Documents read and written together: so many, or so many bytes.
BATCH_SIZE = 200
BATCH_BYTES = 16_000_000

Progress = Callable[[], None]
Item = TypeVar("Item")


@dataclass(slots=True)
class RunReport:
    """What a run did, or with `dry_run` would have done."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    rejected: list[Rejection] = field(default_factory=list)
    # In how many articles a fact was read otherwise, and in how many it shows.
    readings: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)


def extractor_version(knowledge: Knowledge) -> str:
    """Return what names an extractor: the code's version and its knowledge's digest.

    An extraction is a function of the raw bytes and of both; events are no part of it.
    """
    told = (knowledge.sources, knowledge.entities, knowledge.not_names)
    digest = hashlib.sha256(repr(told).encode()).hexdigest()
    return f"{VERSION}+{digest[:8]}"


def learn(shipped: Knowledge, *, dry_run: bool) -> tuple[Knowledge, Rehearsal | None]:
    """Ship what the archive lacks, and return what it knows with it.

    For a dry run that is taken back at once, so that no lock is held, and what a
    writer must know of it is given in one that doesn't write.
    """
    with transaction.atomic():
        ship_knowledge(shipped)
        knowledge = load_knowledge()
        if not dry_run:
            return knowledge, None
        version = extractor_version(knowledge)
        run = IngestRun(extractor_version=version)
        rehearsal = Rehearsal(run, version, load_events(), Directory())
        transaction.set_rollback(True)
    return knowledge, rehearsal


@contextmanager
def finished(run: "Run") -> Iterator[None]:
    """Write the run's counts down, however it ends."""
    # What is loaded stays: looking through it for garbage took a tenth of a run.
    gc.freeze()
    try:
        yield
    except BaseException:
        # Where the database failed, that is what is to be told.
        with suppress(DatabaseError):
            run.finish()
        raise
    finally:
        gc.unfreeze()
    run.finish()


class Run:
    """Counts and writes what one extractor reads; `finish` writes the counts down."""

    def __init__(
        self,
        knowledge: Knowledge,
        *,
        by: str,
        progress: Progress,
        rehearsal: Rehearsal | None = None,
    ) -> None:
        self.report = RunReport()
        self.progress = progress
        self.rehearsal = rehearsal
        self.record = IngestRun(
            started_at=timezone.now(),
            by=by,
            extractor_version=extractor_version(knowledge),
        )
        if not rehearsal:
            self.record.save()
        self.writer = self.make_writer()

    def make_writer(self) -> Writer:
        """Return a writer that knows what curators have made up to now."""
        if self.rehearsal:
            return self.rehearsal
        return Writer(
            run=self.record,
            version=self.record.extractor_version,
            events=load_events(),
            directory=Directory(),
        )

    def count(self, outcome: Outcome) -> None:
        """Note what became of one document."""
        self.report.counts[outcome] += 1
        self.progress()

    def reject(self, rejection: Rejection) -> None:
        """Note a document that could not be taken, and go on."""
        shown = Rejection(show(rejection.file), show(rejection.reason))
        self.report.rejected.append(shown)
        self.progress()

    def finish(self) -> None:
        """Write the run's counts down; a rehearsal leaves no record."""
        if self.rehearsal:
            return
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
        fold()


def in_batches(
    items: Iterable[Item], size_of: Callable[[Item], int]
) -> Iterator[list[Item]]:
    """Yield `items` in lists that a process can hold; `size_of` gives their bytes."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += size_of(item)
        if len(batch) >= BATCH_SIZE or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
