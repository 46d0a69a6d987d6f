"""What the archive tells its operators of itself."""

import json
import logging

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings
from pythonjsonlogger.json import JsonFormatter

from tests.builders import make_article

TOKEN = "known to the scraper"


def read_metrics(client: Client) -> dict[str, float]:
    authorization = {"authorization": f"Bearer {TOKEN}"}
    answer = client.get("/metrics", headers=authorization)
    assert answer.status_code == 200
    return {
        f"{sample.name}{sample.labels or ''}": sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


@pytest.mark.django_db
def test_articles_and_requests_are_counted(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    labels = {"method": "GET", "status": "200", "view": "about"}
    name = f"newsarchive_request_seconds_count{labels}"
    before = read_metrics(client)
    make_article()
    client.get("/about/")
    after = read_metrics(client)
    assert after["newsarchive_articles"] == before["newsarchive_articles"] + 1
    assert after[name] == before.get(name, 0) + 1


@pytest.mark.django_db
def test_made_up_addresses_and_methods_add_no_series(
    client: Client, settings: Settings
) -> None:
    settings.METRICS_TOKEN = TOKEN
    client.get("/no/such/page-1")
    client.generic("BREW", "/about/")
    read_metrics(client)  # which is a request too
    before = len(read_metrics(client))
    client.get("/no/such/page-2")
    client.generic("PROPFIND", "/about/")
    assert len(read_metrics(client)) == before


@pytest.mark.parametrize(
    ("token", "given"),
    [
        pytest.param("", "Bearer ", id="no-token-set"),
        pytest.param(TOKEN, "", id="none-given"),
        pytest.param(TOKEN, "Bearer guessed", id="wrong"),
        pytest.param(TOKEN, "Bearer \u00fc", id="not-ascii"),
    ],
)
@pytest.mark.django_db
def test_without_the_token_there_are_no_metrics(
    client: Client, settings: Settings, token: str, given: str
) -> None:
    settings.METRICS_TOKEN = token
    answer = client.get("/metrics", HTTP_AUTHORIZATION=given)
    assert answer.status_code == 404


@pytest.mark.django_db
def test_a_requests_id_is_the_proxys(client: Client) -> None:
    given = "0123456789abcdef0123456789abcdef"
    answer = client.get("/about/", headers={"x-request-id": given})
    assert answer.headers["X-Request-ID"] == given
    forged = client.get("/about/", headers={"x-request-id": "<script>"})
    assert forged.headers["X-Request-ID"] not in ("", "<script>")


@pytest.mark.django_db
def test_a_request_is_logged_without_its_query(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "newsarchive.metrics")
    client.get("/no/such%0Apage", {"q": "secret"})
    (record,) = caplog.records
    line = JsonFormatter("%(message)s").format(record)
    assert "\n" not in line
    assert json.loads(line)["path"] == "/no/such\npage"
    assert json.loads(line)["status"] == 404
    assert "secret" not in line
