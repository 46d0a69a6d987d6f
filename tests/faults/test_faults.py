"""The drills in short, for every run of the tests; whole: `script/test faults`."""

from collections.abc import Callable, Iterator

import pytest

from tests.faults import drills
from tests.faults.bad_files import bad_files
from tests.faults.ground import Ground, make_ground
from tests.faults.outcome import Outcome
from tests.postgres import PostgresError, find_programs


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    try:
        find_programs()
    except PostgresError as error:
        pytest.skip(str(error))
    with make_ground(files=60) as ground:
        yield ground


@pytest.mark.parametrize(
    "drill",
    [
        pytest.param(lambda g: drills.drill_kills(g, "sqlite", 2, 1), id="kill-sqlite"),
        pytest.param(
            lambda g: drills.drill_kills(g, "postgresql", 1, 1), id="kill-postgresql"
        ),
        pytest.param(lambda g: drills.drill_crashes(g, 1), id="crash"),
        pytest.param(
            lambda g: drills.drill_four_at_once(g, "sqlite"), id="four-sqlite"
        ),
        pytest.param(
            lambda g: drills.drill_four_at_once(g, "postgresql"), id="four-postgresql"
        ),
    ],
)
def test_faults_lose_and_double_nothing(
    ground: Ground, drill: Callable[[Ground], Outcome]
) -> None:
    outcome = drill(ground)
    assert outcome.faults
    assert (outcome.lost, outcome.doubled) == (0, 0), outcome.said


def test_what_is_lost_and_what_is_doubled_is_counted() -> None:
    outcome = Outcome()
    outcome.compare("a\nb\nc", "a\nc\nc\nd")
    assert (outcome.lost, outcome.doubled) == (1, 2)
    assert not outcome.is_good
    assert outcome.follow(5, 3) == 3
    assert outcome.lost == 3


def test_there_are_hundreds_of_kinds_of_bad_file() -> None:
    names = [name for name, _ in bad_files()]
    assert len(names) == len(set(names)) > 400
