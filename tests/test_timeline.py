"""How an event's articles grew in number."""

from datetime import date

import pytest

from articles.coverage import count_days, find_outlets
from articles.models import Event
from articles.timeline import Timeline, make_timeline
from articles.views.bars import HEIGHT, draw_timeline
from tests.builders import make_article, make_coverage, make_event

pytestmark = pytest.mark.django_db


def visit() -> Event:
    return make_event(starts_on=date(2024, 5, 16), ends_on=date(2024, 5, 17))


def timeline(event: Event, *published: str) -> Timeline | None:
    for number, day in enumerate(published):
        make_coverage(make_article(f"Judul {number}", published=day), event)
    return make_timeline(event, count_days(event, find_outlets()))


def test_articles_add_up_day_by_day() -> None:
    found = timeline(visit(), "2024-05-15", "2024-05-17", "2024-05-17", "2024-05-18")
    assert found
    assert [(day.day.day, day.part, day.total) for day in found.days] == [
        (15, "before", 1),
        (16, "during", 1),
        (17, "during", 3),
        (18, "after", 4),
    ]
    assert found.counts == {"before": 1, "during": 2, "after": 1}


def test_what_is_far_before_is_there_from_the_first_day() -> None:
    found = timeline(visit(), "2023-10-17", "2024-05-16")
    assert found
    assert [(day.day.day, day.total) for day in found.days] == [(16, 2), (17, 2)]


def test_what_may_be_from_several_parts_is_in_none() -> None:
    found = timeline(visit(), "2024-05", "", "2024-03", "2024-05-16")
    assert found
    assert found.rest == 2
    assert found.counts == {"before": 1, "during": 1, "after": 0}


def test_without_a_date_there_is_nothing_to_draw() -> None:
    assert timeline(visit(), "") is None


def test_a_long_event_is_not_drawn() -> None:
    event = make_event(starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31))
    assert timeline(event, "2024-05-16") is None


def test_the_last_step_is_as_high_as_there_is_room() -> None:
    found = timeline(visit(), "2024-05-16", "2024-05-17")
    assert found
    low, high = draw_timeline(found).days
    assert (low.height, high.height, high.y) == (HEIGHT // 2, HEIGHT, 0)
    assert (high.x, high.width) == (50, 50)
