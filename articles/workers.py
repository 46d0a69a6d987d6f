"""Extraction in one process or in several; the order of the documents stays."""

import copyreg
import gc
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import is_dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context, parent_process
from typing import Any

from articles import records
from articles.extract import Extractor
from articles.records import ExtractedArticle, Knowledge, RawDocument, Rejection

Task = tuple[RawDocument, date]
Result = ExtractedArticle | Rejection
Extract = Callable[[Iterable[Task]], Iterator[Result]]

# Documents sent to a process at once: enough to hide the sending.
CHUNK_SIZE = 8
KILLED = "the process that read it was killed, twice: is there too little memory?"


@contextmanager
def start_workers(knowledge: Knowledge, *, jobs: int) -> Iterator[Extract]:
    """Give a function that yields the facts of documents, in the order given.

    With more than one job, that many processes do it. They are started anew, not
    forked, so they hold no database connection and know nothing but the extractor.
    """
    if jobs == 1:
        extractor = Extractor(knowledge)
        yield partial(map, partial(_extract, extractor))
        return
    workers = _Workers(knowledge, jobs)
    try:
        yield workers.extract
    finally:
        workers.pool.shutdown(cancel_futures=True)


class _Workers:
    """Processes of which any may be killed: others take its documents over."""

    def __init__(self, knowledge: Knowledge, jobs: int) -> None:
        self.knowledge = knowledge
        self.jobs = jobs
        self.pool = self._start()

    def extract(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Begin at once, and yield the results as they are asked for."""
        chunks = [
            (chunk, self._submit(chunk)) for chunk in _in_chunks(tasks, CHUNK_SIZE)
        ]
        return self._collect(chunks)

    def _collect(
        self, chunks: list[tuple[list[Task], Future[list[Result]]]]
    ) -> Iterator[Result]:
        for chunk, future in chunks:
            try:
                yield from future.result()
            except BrokenProcessPool:
                # Which document it was, if it was one: each alone, twice at most.
                for task in chunk:
                    yield self._extract_alone(task)

    def _extract_alone(self, task: Task) -> Result:
        for _ in range(2):
            try:
                (result,) = self._submit([task]).result()
            except BrokenProcessPool:
                continue
            return result
        return Rejection(task[0].path, KILLED)

    def _submit(self, chunk: list[Task]) -> Future[list[Result]]:
        try:
            return self.pool.submit(_extract_in_worker, chunk)
        except BrokenProcessPool:
            self.pool = self._start()
            return self.pool.submit(_extract_in_worker, chunk)

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.jobs,
            get_context("spawn"),
            initializer=_start,
            initargs=(self.knowledge,),
        )


def _pack(record: Any) -> tuple[type, tuple[Any, ...]]:
    kind = type(record)
    return kind, tuple([getattr(record, name) for name in kind.__slots__])


# Left to itself, a record looks up its fields at each sending: thrice the cost.
for _kind in vars(records).values():
    if isinstance(_kind, type) and is_dataclass(_kind):
        copyreg.pickle(_kind, _pack)


def _in_chunks(tasks: Iterable[Task], size: int) -> Iterator[list[Task]]:
    remaining = list(tasks)
    for start in range(0, len(remaining), size):
        yield remaining[start : start + size]


def _extract(extractor: Extractor, task: Task) -> Result:
    document, today = task
    try:
        return extractor.extract(document, today=today)
    except Exception as error:  # noqa: BLE001
        # Extraction is meant for any text; where a rule fails all the same, its
        # document alone is left out, and the report says which and why.
        reason = f"the extractor failed: {type(error).__name__}: {error}"
        return Rejection(document.path, reason)


# One a process, made when it starts.
_worker: list[Extractor] = []


def _start(knowledge: Knowledge) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker.append(Extractor(knowledge))
    # What it knows stays as long as the process: nothing to look through for garbage.
    gc.freeze()


def _end_with_parent() -> None:
    """Whoever is killed can't tell its workers, which would wait for work for ever."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _extract_in_worker(chunk: list[Task]) -> list[Result]:
    return [_extract(_worker[0], task) for task in chunk]
