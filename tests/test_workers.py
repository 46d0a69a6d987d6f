"""Documents are extracted whatever becomes of the processes that do it."""

import os
from dataclasses import dataclass
from datetime import date
from multiprocessing import active_children
from typing import Any

import pytest

from articles.extract import Extractor
from articles.records import Knowledge, RawDocument, Rejection
from articles.workers import KILLED, start_workers
from tests.extract.documents import make_document

TODAY = date(2024, 6, 1)


@dataclass(frozen=True, slots=True)
class DeadlyDocument(RawDocument):
    """Kills the process that takes it up."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (9,)


def documents(count: int) -> list[RawDocument]:
    return [make_document(f"KOTA, CONTOH.ID - Kabar nomor {n}.") for n in range(count)]


def expected(texts: list[RawDocument]) -> list[Any]:
    extractor = Extractor(Knowledge())
    return [extractor.extract(each, today=TODAY) for each in texts]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_documents(jobs: int) -> None:
    texts = documents(40)
    with start_workers(Knowledge(), jobs=jobs) as extract:
        assert list(extract([(each, TODAY) for each in texts])) == expected(texts)


def test_a_killed_process_costs_no_document() -> None:
    texts = documents(200)
    with start_workers(Knowledge(), jobs=2) as extract:
        results = extract([(each, TODAY) for each in texts])
        found = [next(results)]
        active_children()[0].kill()
        found += results
        again = list(extract([(texts[0], TODAY)]))
    assert found == expected(texts)
    assert again == found[:1]


def test_a_document_that_kills_costs_only_itself() -> None:
    texts = documents(20)
    values = {name: getattr(texts[3], name) for name in RawDocument.__slots__}
    texts[3] = DeadlyDocument(**values | {"path": "deadly.txt"})
    with start_workers(Knowledge(), jobs=2) as extract:
        found = list(extract([(each, TODAY) for each in texts]))
    assert found[3] == Rejection("deadly.txt", KILLED)
    assert found[:3] + found[4:] == expected(texts[:3] + texts[4:])
