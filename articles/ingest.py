"""Read → extract → store for many files; one bad document stops only itself."""

from collections.abc import Container, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from articles.knowledge import load_shipped
from articles.read import find_files, read
from articles.read.catalogue import KnownSlugs, read_catalogue
from articles.records import Knowledge, RawDocument, Rejection, SidecarEntry
from articles.runs import Progress, Run, RunReport, in_batches
from articles.store import (
    Incoming,
    find_states,
    follow_sidecar,
    load_knowledge,
    ship_knowledge,
)
from articles.workers import Extract, start_workers

Work = tuple[RawDocument, SidecarEntry | None]


def ingest(
    paths: Sequence[Path],
    *,
    by: str,
    jobs: int = 1,
    dry_run: bool = False,
    progress: Progress = lambda: None,
) -> RunReport:
    """Take in the files and folders at `paths`, and report what came of each.

    Idempotent by content: bytes that the archive has, under any name, read by the
    same extractor and with no news in the catalogue, change nothing. `progress` is
    called after each document. With `dry_run` everything is done and taken back.
    """
    with transaction.atomic() if dry_run else nullcontext():
        ship_knowledge(load_shipped())
        knowledge = load_knowledge()
        with start_workers(knowledge, jobs=jobs) as extract:
            run = _Ingest(knowledge, extract, by=by, progress=progress)
            try:
                for batch in in_batches(run.find_documents(paths), _size):
                    run.take(batch)
            finally:
                run.finish()
        if dry_run:
            transaction.set_rollback(True)
    return run.report


class _Ingest(Run):
    """A run over files, with the catalogues beside them."""

    def __init__(
        self, knowledge: Knowledge, extract: Extract, *, by: str, progress: Progress
    ) -> None:
        super().__init__(knowledge, by=by, progress=progress)
        self.extract = extract
        directory = self.writer.directory
        self.known = KnownSlugs(
            outlets=directory.outlets(), events=directory.events.keys()
        )
        self.catalogues: dict[Path, dict[str, SidecarEntry]] = {}
        self.catalogued: dict[str, SidecarEntry] = {}  # by SHA-256

    def find_documents(self, paths: Sequence[Path]) -> Iterator[Work]:
        """Yield the raw documents at `paths`, each with its line of the catalogue."""
        for path in find_files(list(paths)):
            if isinstance(path, Rejection):
                self.reject(path)
                continue
            sidecar = self._catalogue(path.parent).get(path.name)
            for document in read(path):
                if isinstance(document, Rejection):
                    self.reject(document)
                else:
                    yield document, self._first_sidecar(document, sidecar)

    def take(self, batch: Sequence[Work]) -> None:
        """Store the documents of a batch that the archive doesn't have as they are."""
        # Two runs that store the same files take them in the same order, so that
        # neither waits for the other in a circle.
        batch = sorted(batch, key=lambda work: work[0].sha256)
        states = find_states(document.sha256 for document, _ in batch)
        changed: dict[str, Work] = {}
        for document, sidecar in batch:
            state = states.get(document.sha256)
            is_current = state and state.is_current(self.writer.version, sidecar)
            # The same bytes may stand twice in one batch.
            if is_current or document.sha256 in changed:
                self.count("unchanged")
            else:
                known = state.as_stored(document) if state else document
                changed[document.sha256] = known, sidecar
        # A later reading must not know more of the calendar than the first.
        received_on = {sha256: state.received_on for sha256, state in states.items()}
        tasks = (
            (document, received_on.get(sha256, timezone.localdate()))
            for sha256, (document, _) in changed.items()
        )
        incoming = []
        for (document, sidecar), facts in zip(
            changed.values(), self.extract(tasks), strict=True
        ):
            if isinstance(facts, Rejection):
                self.reject(facts)
            else:
                incoming.append(Incoming(document, facts, sidecar))
        self.writer = self.make_writer()
        self._store(incoming, states)

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
                self.count("created")
        for each in known:
            try:
                self.count(self.writer.save(each, at=at))
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
