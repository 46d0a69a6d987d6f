"""Whatever is asked of the API, it answers as its description says."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from pytest_django import Settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from articles.api import api
from articles.ingest import ingest
from newsarchive.settings import BASE_DIR
from newsarchive.wsgi import application

DESCRIBED = schemathesis.openapi.from_dict(api.get_openapi_schema())
DESCRIBED.app = application
OPERATIONS = [
    found.ok() for found in DESCRIBED.get_all_operations() if isinstance(found, Ok)
]


@pytest.fixture
def _archive(db: None, settings: Settings) -> Iterator[None]:
    settings.API_RATE = "999999/s"
    ingest([BASE_DIR / "seeds"], by="a test")
    # As Django's own test client does: a test's transaction is on this connection.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_archive")
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.path)
@hypothesis(
    max_examples=12,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_every_operation_answers_as_described(
    operation: schemathesis.schemas.APIOperation, data: st.DataObject
) -> None:
    case = data.draw(operation.as_strategy())
    # No description can list the slugs that the archive knows.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
