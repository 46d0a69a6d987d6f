"""Extraction in one process or in several; the order of the documents stays."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from multiprocessing import get_context

from articles.extract import Extractor
from articles.records import ExtractedArticle, Knowledge, RawDocument, Rejection

Task = tuple[RawDocument, date]
Result = ExtractedArticle | Rejection
Extract = Callable[[Iterable[Task]], Iterator[Result]]

# Documents sent to a process at once: enough to hide the sending.
CHUNK_SIZE = 8


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
    pool = ProcessPoolExecutor(
        jobs, get_context("spawn"), initializer=_start, initargs=(knowledge,)
    )
    try:
        yield partial(pool.map, _extract_in_worker, chunksize=CHUNK_SIZE)
    finally:
        pool.shutdown(cancel_futures=True)


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
    _worker.append(Extractor(knowledge))


def _extract_in_worker(task: Task) -> Result:
    return _extract(_worker[0], task)
