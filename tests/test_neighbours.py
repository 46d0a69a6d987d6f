"""What comes just before and after an article, of those on the same events."""

import pytest

from articles.models import Event
from articles.neighbours import find_neighbours
from tests.builders import make_article, make_coverage, make_event

pytestmark = pytest.mark.django_db


def test_of_many_articles_on_several_events_the_nearest_are_found() -> None:
    events = [make_event("Satu"), make_event("Dua")]
    articles = [make_article(published=f"2024-05-{day}") for day in range(10, 25)]
    for number, each in enumerate(articles):
        make_coverage(each, events[number % 2])
    here = articles[7]
    make_coverage(here, events[0])
    # On both, and found once.
    make_coverage(articles[8], events[1])
    near = find_neighbours(here, [event.pk for event in events], 4)
    assert near.newer == articles[8:12]
    assert near.older == articles[6:2:-1]


def test_an_article_on_no_event_has_none() -> None:
    make_article(published="2024-05-16")
    near = find_neighbours(make_article(published="2024-05-16"), [], 4)
    assert (near.newer, near.older) == ([], [])
    assert not Event.objects.exists()
