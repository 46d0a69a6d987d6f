import pytest
from django.db import connection, transaction
from django.test import Client


@pytest.mark.django_db
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite gives no query up"
)
def test_a_page_that_takes_too_long_says_how_to_ask_for_less(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_long(_articles: object) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '10ms'")
            cursor.execute("SELECT pg_sleep(5)")

    monkeypatch.setattr("articles.views.articles.count_facets", take_long)
    response = client.get("/")
    assert response.status_code == 503
    assert "too much at once" in response.content.decode()
