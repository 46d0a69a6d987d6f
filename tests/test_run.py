"""The two databases of a run, and what each of them is given to do."""

import os

import pytest
from django.db import connection

from tests.run import FIRST_WORKER


@pytest.mark.django_db
def test_worker_is_on_the_database_it_is_named_for() -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", connection.vendor)
    assert worker == connection.vendor


def test_what_needs_no_database_runs_once() -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", FIRST_WORKER)
    assert worker == FIRST_WORKER
