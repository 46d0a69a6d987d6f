"""The drills in short, for every run of the tests; whole: `script/test faults`."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.bad_files import bad_files
from tests.faults.databases import Databases
from tests.faults.drills import Drills


@pytest.fixture
def drills(tmp_path: Path) -> Iterator[Drills]:
    with ExitStack() as stack:
        yield Drills(tmp_path, Databases(tmp_path, stack), files=60)


def test_a_killed_ingest_loses_and_doubles_nothing(drills: Drills) -> None:
    assert drills.kills("sqlite", 2, 1) == 1


def test_there_are_hundreds_of_kinds_of_bad_file() -> None:
    names = [name for name, _ in bad_files()]
    assert len(names) == len(set(names)) > 400
