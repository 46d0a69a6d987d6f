"""What is asked for too much of: cut off or refused, and never made."""

import pytest
from django.test import Client

from articles.filters import ArticleFilter
from articles.search import QUERY_LENGTH
from articles.views import articles
from tests.builders import make_article, make_quotes, make_raw_file

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/no/such/page", "/articles.csv", "/admin/"])
def test_an_address_of_a_thousand_parameters_is_refused_in_words(
    client: Client, path: str
) -> None:
    answer = client.get(f"{path}?{'q=a&' * 1001}")
    assert answer.status_code == 400
    assert "<h1" in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        pytest.param("/oai", b"verb=" + b"x" * 3_000_000, id="long"),
        pytest.param("/admin/login/", b"a=1&" * 1001, id="many"),
    ],
)
def test_a_body_beyond_measure_is_refused(
    client: Client, path: str, body: bytes
) -> None:
    form = "application/x-www-form-urlencoded"
    assert client.post(path, body, content_type=form).status_code in (400, 413)


def test_words_beyond_what_is_read_are_cut_off() -> None:
    found = ArticleFilter({"q": "kata " * QUERY_LENGTH})
    assert len(found.chosen["q"]) <= QUERY_LENGTH


def test_no_more_than_five_articles_are_compared(client: Client) -> None:
    made = [make_article(f"Judul {number}") for number in range(7)]
    for article in made:
        make_quotes(article)
    chosen = "&".join(f"article={article.pk}" for article in made)
    answer = client.get(f"/compare/?{chosen}", follow=True)
    assert len(answer.context["articles"]) == 5


def test_a_long_raw_text_is_shown_in_part(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "RAW_LIMIT", 100)
    raw_file = make_raw_file(f"{'a' * 90}\n{'b' * 90}")
    article = make_article("Panjang", raw_file=raw_file)
    make_quotes(article)
    answer = client.get(f"/articles/{article.pk}/raw/")
    assert answer.context["is_cut"]
    assert "b" * 20 not in answer.text
