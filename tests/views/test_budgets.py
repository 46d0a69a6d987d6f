"""What is long in a large archive is told in few bytes, and whole on its own page."""

import gzip
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string

from articles.coverage import SHOWN, DayCount, matrix
from articles.models import Entity, Event
from articles.naming import WordCount, make_lens
from articles.views.events import LENSES, OUTLETS_PER_PAGE

KB = 1000
OUTLETS = 200
FIRST = date(2024, 5, 1)
EVENT = Event(
    name="Acara", slug="acara", starts_on=FIRST, ends_on=FIRST + timedelta(days=13)
)


def weigh(template: str, **context: object) -> int:
    return len(gzip.compress(render_to_string(template, context).encode()))


@pytest.fixture(scope="module")
def counts() -> list[DayCount]:
    """Every outlet wrote on every day of the longest event that is shown by days."""
    days = [FIRST + timedelta(days=n) for n in range(-5, 20)]
    return [
        DayCount(f"surat-kabar-{n}", f"Surat Kabar {n}", day, day, n * day.day % 97, 1)
        for n in range(OUTLETS)
        for day in days
    ]


@pytest.mark.parametrize(
    ("shown", "budget"),
    [
        pytest.param(SHOWN, 6 * KB, id="on an event's page"),
        pytest.param(OUTLETS_PER_PAGE, 16 * KB, id="on its own"),
    ],
)
def test_a_matrix_of_many_outlets_and_days(
    counts: list[DayCount], shown: int, budget: int
) -> None:
    table = matrix(EVENT, counts)
    assert len(table.columns) == 22
    part = table.only(table.rows[:shown])
    assert weigh("articles/matrix.html", matrix=part, event=EVENT) <= budget


def test_lenses_of_many_outlets() -> None:
    words = ["China", "Tiongkok", "Cina", "RRT", "Republik Rakyat Tiongkok"]
    uses = [
        WordCount(word, word, zone, f"surat-{n}", f"Surat {n}", n * len(word) % 41 + 1)
        for n in range(OUTLETS)
        for word in words
        for zone in ("headline", "narration", "quotation")
    ]
    lens = make_lens(Entity(name="China", slug="china"), uses)
    one = weigh("articles/lens.html", lens=lens, base="/naming/china/", heading="h")
    assert LENSES * one <= 11 * KB
