"""Read → extract → store for many files; one bad document stops only itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError
from django.utils import timezone

from articles.knowledge import load_shipped
from articles.read import WHOLE, Shard, find_files, read
from articles.read.catalogue import KnownSlugs, read_catalogue
from articles.records import Knowledge, RawDocument, Rejection, SidecarEntry
from articles.runs import Progress, Run, RunReport, finished, in_batches, learn
from articles.store import (
    Incoming,
    again,
    find_purged,
    find_states,
    follow_sidecar,
)
from articles.workers import Extract, Result, start_workers

Work = tuple[RawDocument, SidecarEntry | None]


def ingest(
    paths: Sequence[Path],
    *,
    by: str,
    shard: Shard = WHOLE,
    jobs: int = 1,
    dry_run: bool = False,
    progress: Progress = lambda: None,
) -> RunReport:
    """Take in the files and folders at `paths`, and report what came of each.

    Of the files only those of `shard`, where several hosts take them in together.

    Idempotent by content: bytes that the archive has, under any name, read by the
    same extractor and with no news in the catalogue, change nothing. `progress` is
    called after each document. With `dry_run` nothing is written.
    """
    knowledge, rehearsal = again(lambda: learn(load_shipped(), dry_run=dry_run))
    with start_workers(knowledge, jobs=jobs) as extract:
        run = _Ingest(knowledge, extract, by=by, progress=progress, rehearsal=rehearsal)
        with finished(run):
            run.take(in_batches(run.find_documents(paths, shard), _size))
    return run.report


@dataclass(frozen=True, slots=True)
class _Batch:
    """Documents whose extraction was asked for."""

    works: list[Work]
    facts: Iterator[Result]  # in the works' order
    known: frozenset[str]  # the hashes of those that the archive has


class _Ingest(Run):
    """A run over files, with the catalogues beside them."""

    def __init__(self, knowledge: Knowledge, extract: Extract, **options: Any) -> None:
        super().__init__(knowledge, **options)
        self.extract = extract
        directory = self.writer.directory
        self.known = KnownSlugs(
            outlets=directory.outlets(), events=directory.events.keys()
        )
        self.catalogues: dict[Path, dict[str, SidecarEntry]] = {}
        self.catalogued: dict[str, SidecarEntry] = {}  # by SHA-256

    def find_documents(self, paths: Sequence[Path], shard: Shard) -> Iterator[Work]:
        """Yield the raw documents at `paths`, each with its line of the catalogue."""
        for path in find_files(list(paths)):
            if not shard.holds(
                Path(path.file if isinstance(path, Rejection) else path)
            ):
                continue
            if isinstance(path, Rejection):
                self.reject(path)
                continue
            sidecar = self._catalogue(path.parent).get(path.name)
            for document in read(path):
                if isinstance(document, Rejection):
                    self.reject(document)
                else:
                    yield document, self._first_sidecar(document, sidecar)

    def take(self, batches: Iterable[list[Work]]) -> None:
        """Store the documents that the archive doesn't have as they are.

        While one batch is stored, the workers extract the next.
        """
        ahead: _Batch | None = None
        for batch in batches:
            started = self._start(batch, ahead)
            if ahead:
                self._store(ahead)
            ahead = started
        if ahead:
            self._store(ahead)

    def _start(self, batch: Sequence[Work], ahead: _Batch | None) -> _Batch:
        """Have extracted what of a batch is new, or read by another extractor."""
        hashes = [document.sha256 for document, _ in batch]
        states, purged = find_states(hashes), find_purged(hashes)
        # The same bytes may stand twice in one batch, or in that which is not stored.
        waiting = {document.sha256 for document, _ in ahead.works} if ahead else set()
        changed: dict[str, Work] = {}
        for document, sidecar in batch:
            state = states.get(document.sha256)
            if document.sha256 in purged:
                reason = f"purged from the archive: {purged[document.sha256]}"
                self.reject(Rejection(document.path, reason))
                continue
            is_current = state and state.is_current(self.writer.version, sidecar)
            if is_current or document.sha256 in waiting or document.sha256 in changed:
                self.count("unchanged")
            else:
                known = state.as_stored(document) if state else document
                changed[document.sha256] = known, sidecar
        # A later reading must not know more of the calendar than the first.
        received_on = {sha256: state.received_on for sha256, state in states.items()}
        tasks = [
            (document, received_on.get(sha256, timezone.localdate()))
            for sha256, (document, _) in changed.items()
        ]
        return _Batch(list(changed.values()), self.extract(tasks), frozenset(states))

    def _store(self, batch: _Batch) -> None:
        new: list[Incoming] = []
        known: list[Incoming] = []
        for (document, sidecar), facts in zip(batch.works, batch.facts, strict=True):
            if isinstance(facts, Rejection):
                self.reject(facts)
            else:
                is_known = document.sha256 in batch.known
                incoming = Incoming(document, facts, sidecar)
                (known if is_known else new).append(incoming)
        self.writer = self.make_writer()
        at = timezone.now()
        try:
            again(partial(self.writer.create, new, at=at))
        except (DataError, IntegrityError):
            # One can't be stored, or another run stored it first: which one?
            known += new
        else:
            for _each in new:
                self.count("created")
        for each in known:
            try:
                self.count(again(partial(self.writer.save, each, at=at)))
            except (DataError, IntegrityError) as error:
                reason = f"the database refused it: {error}"
                self.reject(Rejection(each.document.path, reason))

    def _first_sidecar(
        self, document: RawDocument, sidecar: SidecarEntry | None
    ) -> SidecarEntry | None:
        """Of lines for the same bytes the first counts, at every ingest alike."""
        if sidecar is None:
            return None
        first = self.catalogued.setdefault(document.sha256, sidecar)
        if first != sidecar:
            reason = "its line of the catalogue differs from that of the same bytes"
            self.reject(Rejection(document.path, reason))
        return first

    def _catalogue(self, folder: Path) -> dict[str, SidecarEntry]:
        if folder not in self.catalogues:
            entries, rejections = read_catalogue(folder, self.known)
            # As they are stored, so that a merged outlet is no news next time.
            self.catalogues[folder] = {
                name: follow_sidecar(entry, self.writer.directory.merged)
                for name, entry in entries.items()
            }
            for rejection in rejections:
                self.reject(rejection)
        return self.catalogues[folder]


def _size(work: Work) -> int:
    # Not the bytes received, which may be compressed.
    return len(work[0].text)
