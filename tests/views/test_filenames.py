"""What exports of lists are saved as."""

import re

import pytest
from django.http import QueryDict
from django.test import Client

from articles.filters import ArticleFilter
from articles.views.filenames import LONGEST, name_list
from tests.builders import make_entity, make_event, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def choices() -> None:
    make_source("Kompas TV")
    make_source("Tribunnews")
    make_source("Antara", kind="agency")
    make_entity("China")
    make_event("Kunjungan", slug="visit-2024")
    for number in range(30):
        make_entity(f"Negeri {number}")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "newsarchive-all"),
        ("sort=date&page=2", "newsarchive-all"),
        ("outlet=kompas-tv", "newsarchive-kompas-tv"),
        ("outlet=kompas-tv&outlet=tribunnews", "newsarchive-kompas-tv-tribunnews"),
        ("outlet=unknown", "newsarchive-outlet-unknown"),
        ("outlet=nobody", "newsarchive-all"),
        (
            "entity=china&event=visit-2024&agency=antara",
            "newsarchive-visit-2024-china-antara",
        ),
        ("q=Kopi+%26+susu", "newsarchive-kopi-susu"),
        ("q=%E4%B8%AD%E5%9B%BD", "newsarchive-words"),
        ("q=kopi&exact=true", "newsarchive-kopi-exact"),
        ("dated=none", "newsarchive-undated"),
        pytest.param(
            "outlet=kompas-tv&published_after=2024-05-01&published_before=2024-05-31",
            "newsarchive-kompas-tv-2024-05",
            id="a-month",
        ),
        pytest.param(
            "published_after=2024-02-01&published_before=2024-03-31",
            "newsarchive-2024-02-to-2024-03",
            id="months",
        ),
        pytest.param(
            "published_after=2024-01-01&published_before=2024-12-31",
            "newsarchive-2024",
            id="a-year",
        ),
        pytest.param(
            "published_after=2024-05-16&published_before=2024-05-16&dated=certain",
            "newsarchive-2024-05-16-certain",
            id="a-day",
        ),
        pytest.param(
            "published_after=2024-05-16&published_before=2024-06-01",
            "newsarchive-2024-05-16-to-2024-06-01",
            id="days",
        ),
        pytest.param(
            "published_after=2024-05-16", "newsarchive-from-2024-05-16", id="since"
        ),
        pytest.param(
            "published_before=2024-05-16", "newsarchive-to-2024-05-16", id="until"
        ),
    ],
)
def test_a_list_is_named_by_what_it_holds(query: str, name: str) -> None:
    assert name_list(ArticleFilter(QueryDict(query))) == name


def test_a_name_is_short_and_its_own_however_much_is_chosen() -> None:
    many = [f"entity=negeri-{number}" for number in range(30)]
    names = [
        name_list(ArticleFilter(QueryDict("&".join(chosen))))
        for chosen in (many, many[:-1])
    ]
    assert len(set(names)) == 2
    for name in names:
        assert re.fullmatch(r"newsarchive-[a-z0-9-]+[a-z0-9]", name)
        assert len(name) <= LONGEST + 9


def test_the_file_has_the_lists_name_asked_for_whole_or_not(client: Client) -> None:
    query = {"outlet": "kompas-tv", "published_after": "2024-05-01"}
    named = 'attachment; filename="newsarchive-kompas-tv-from-2024-05-01.csv"'
    for ask in (client.get, client.head):
        answer = ask("/articles.csv", query)
        assert answer["Content-Disposition"] == named
        answer.getvalue()


def test_a_name_says_nothing_that_a_header_could_be_broken_with(
    client: Client,
) -> None:
    answer = client.head("/articles.csv", {"q": 'a"\r\nX-Evil: 1; filename="b'})
    assert answer["Content-Disposition"] == (
        'attachment; filename="newsarchive-a-x-evil-1-filenameb.csv"'
    )
    answer.getvalue()
