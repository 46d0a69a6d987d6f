"""One set of parameters means the same articles in page, feed, export and API."""

import json
import random
from typing import Any
from urllib.parse import urlencode

import feedparser
import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import Settings

from articles.filters import ArticleFilter
from articles.models import Article
from articles.search import put
from articles.views.articles import PAGE_SIZE
from tests.builders import (
    make_article,
    make_coverage,
    make_credit,
    make_entity,
    make_event,
    make_mention,
    make_source,
)

pytestmark = pytest.mark.django_db

FILTERS = 200
WORDS = ("satu", "dua", "tiga", "empat", "lima")
DATES = (
    "",
    "2024-05-14",
    "2024-05-15~",
    "2024-05-16",
    "2024-05",
    "2024-04-28/2024-05-14",
    "2024",
    "2024-06-01",
)
DAYS = ("2024-04-30", "2024-05-14", "2024-05-15", "2024-05-31", "2024-06-01")


def make_archive(dice: random.Random) -> None:
    """As many articles as a page shows, alike in some ways and not in others."""
    outlets = [make_source(f"Harian {number}") for number in range(3)]
    agencies = [make_source(f"Kantor {n}", kind="agency") for n in range(2)]
    entities = [make_entity(f"Negeri {number}") for number in range(3)]
    events = [make_event(f"Acara {number}") for number in range(2)]
    for number in range(PAGE_SIZE):
        words = " ".join(dice.choices(WORDS, k=4))
        article = make_article(
            f"{words} {number}",
            outlet=dice.choice([None, *outlets]),
            published=dice.choice(DATES),
        )
        for start, entity in enumerate(dice.sample(entities, k=dice.randrange(4))):
            make_mention(article, entity, start=10 * start)
        for event in dice.sample(events, k=dice.randrange(3)):
            make_coverage(article, event)
        if dice.random() < 0.5:
            make_credit(article, dice.choice(agencies))
    put(list(Article.objects.all()))


def make_query(dice: random.Random) -> str:
    """Some of the parameters, with one value or more."""
    choices: dict[str, tuple[str, ...]] = {
        "outlet": ("harian-0", "harian-1", "harian-2", "unknown"),
        "entity": ("negeri-0", "negeri-1", "negeri-2"),
        "event": ("acara-0", "acara-1"),
        "agency": ("kantor-0", "kantor-1"),
        "published_after": DAYS[:3],
        "published_before": DAYS[2:],
        "dated": ("certain", "none"),
        "q": ("satu", '"satu dua"', "tiga OR empat", "lima -satu"),
        "exact": ("true",),
    }
    names = dice.sample(list(choices), k=dice.randint(1, 3))
    query = []
    for name in names:
        most = 2 if name in {"outlet", "entity", "event", "agency"} else 1
        for value in dice.sample(choices[name], k=dice.randint(1, most)):
            query.append((name, value))  # noqa: PERF401 - clearer so
    return urlencode(query)


def shown(client: Client, query: str) -> list[int]:
    page: Any = client.get(f"/?{query}").context["page"]
    assert page.older is None
    return [article.pk for article in page.articles]


def exported(client: Client, query: str) -> list[int]:
    response: Any = client.get(f"/articles.jsonl?{query}")
    lines = response.getvalue().decode().splitlines()
    return [json.loads(line)["id"] for line in lines]


def fed(client: Client, query: str) -> list[int]:
    feed = feedparser.parse(client.get(f"/articles.atom?{query}").content)
    return [int(entry.id.rpartition("/")[2]) for entry in feed.entries]


def asked(client: Client, query: str) -> list[int]:
    answer = client.get(f"/api/articles?limit={PAGE_SIZE}&{query}")
    return [article["id"] for article in answer.json()["articles"]]


def test_page_feed_export_and_api_agree_on_any_filter(
    client: Client, settings: Settings
) -> None:
    settings.API_RATE = "999999/s"
    dice = random.Random(7)  # noqa: S311 - for likeness, not for secrets
    make_archive(dice)
    positions = dict(Article.objects.values_list("pk", "pos"))
    sizes = []
    for _ in range(FILTERS):
        query = make_query(dice)
        ids = shown(client, query)
        if "q=" in query:  # pages answer words best match first; what leaves is by date
            ids = sorted(ids, key=positions.__getitem__, reverse=True)
        assert exported(client, query) == ids, query
        assert fed(client, query) == ids, query
        assert asked(client, query) == ids, query
        filtered = ArticleFilter(QueryDict(query), queryset=Article.objects.all()).qs
        assert {article.pk for article in filtered} == set(ids), query
        sizes.append(len(ids))
    # Neither all nothing nor all everything.
    assert sum(1 for size in sizes if 0 < size < PAGE_SIZE) > FILTERS / 2
