"""What those who watch over the archive are told."""

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings


def test_a_process_that_is_up_says_so_without_the_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"up\n")


@pytest.mark.django_db
def test_an_archive_that_can_answer_is_ready(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True})


@pytest.mark.django_db
def test_an_archive_without_tables_is_not_ready(client: Client) -> None:
    with connection.cursor() as cursor:
        # Rolled back with all else at the end.
        cursor.execute("ALTER TABLE articles_article RENAME TO elsewhere")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert answer.json() == {"ready": False, "why": "the database doesn't answer"}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_watchers_ask_an_address_over_plain_http(
    client: Client, settings: Settings, path: str
) -> None:
    settings.ALLOWED_HOSTS = ["archive.example"]
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get(path, headers={"host": "10.0.0.7:8000"})
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
