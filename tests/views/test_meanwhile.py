"""Pages that are made while an article is hidden: whatever was read by then."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client

from articles.models import Article, Coverage, Credit, Listing
from tests.builders import make_event
from tests.test_dependence import STORY, write

pytestmark = pytest.mark.django_db

MOST_QUERIES = 30


class Meanwhile:
    """Does something before the query of that number, and counts queries."""

    def __init__(self, number: int, do: Callable[[], object]) -> None:
        self.number = number
        self.do = do
        self.asked = 0
        self.is_doing = False

    def __call__(self, execute: Any, *query: Any) -> Any:
        if not self.is_doing:
            if self.asked == self.number:
                self.is_doing = True
                self.do()
                self.is_doing = False
            self.asked += 1
        return execute(*query)


@pytest.fixture
def article() -> Article:
    """The first of two that an agency is credited for, with the same text."""
    event = make_event("Acara")
    first, _other = (
        write(event, "Kantor", body=text) for text in (STORY, f"{STORY} Demikian.")
    )
    return first


def hide(article: Article) -> None:
    """Leave of an article what hiding it leaves."""
    Article.everything.filter(pk=article.pk).update(is_hidden=True)
    for rows in (Coverage, Credit, Listing):
        rows.objects.filter(article=article).delete()


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/", id="list"),
        pytest.param("/?event=acara&article={pk}", id="chosen"),
        pytest.param("/events/acara/", id="event"),
        pytest.param("/events/acara/independent/", id="independent"),
        pytest.param("/events/acara/quoted/", id="quoted"),
        pytest.param("/compare/?a={pk}", id="compare"),
        pytest.param("/articles/{pk}-judul-0/", id="article"),
        pytest.param("/articles/{pk}-judul-0.json", id="form"),
    ],
)
def test_what_is_hidden_meanwhile_is_shown_or_not(
    client: Client, article: Article, address: str
) -> None:
    address = address.format(pk=article.pk)
    for number in range(MOST_QUERIES):
        for kept in caches.all():
            kept.clear()
        meanwhile = Meanwhile(number, partial(hide, article))
        with transaction.atomic():
            with connection.execute_wrapper(meanwhile):
                status = client.get(address).status_code
            transaction.set_rollback(True)
        assert status in (200, 301, 404, 410), number
        if meanwhile.asked <= number:
            break
    assert 0 < meanwhile.asked <= number
