"""When a list's articles are from, and how that is drawn."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.http import QueryDict

from articles.dated import DayCount, Days
from articles.filters import ArticleFilter
from articles.histogram import Histogram, find_histogram, make_histogram
from articles.views.bars import HEIGHT, LABEL, draw
from tests.builders import (
    make_article,
    make_coverage,
    make_entity,
    make_event,
    make_mention,
    make_source,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
START = date(2024, 5, 1)


def listed(query: str = "") -> ArticleFilter:
    return ArticleFilter(QueryDict(query))


def of_days(*days: date, query: str = "") -> Histogram:
    counts = [DayCount(day, day, 1) for day in days]
    return make_histogram(listed(query), Days(counts))


def test_days_without_articles_keep_their_place() -> None:
    found = of_days(START, START + 3 * DAY)
    assert found.unit == "day"
    assert [[bar.count for bar in part] for part in found.stretches] == [[1, 0, 0, 1]]


def test_a_long_time_without_articles_is_a_break() -> None:
    found = of_days(START, START + 15 * DAY, START + 31 * DAY)
    assert [len(stretch) for stretch in found.stretches] == [16, 1]


def test_far_years_do_not_flatten_the_days() -> None:
    found = of_days(date(2023, 10, 17), date(2024, 5, 16), date(2024, 5, 17))
    assert found.unit == "day"
    assert [len(stretch) for stretch in found.stretches] == [1, 2]


@pytest.mark.parametrize(
    ("step", "number", "unit"), [(1, 200, "month"), (31, 200, "year")]
)
def test_many_bars_are_put_together(step: int, number: int, unit: str) -> None:
    found = of_days(*(START + n * step * DAY for n in range(number)))
    assert found.unit == unit
    assert sum(bar.count for bar in found.bars) == number


def test_what_is_known_to_the_month_is_in_no_day() -> None:
    month = DayCount(START, date(2024, 5, 31), 2)
    found = make_histogram(listed(), Days([DayCount(START, START, 1), month]))
    assert (len(found.bars), found.inexact_count) == (1, 2)


def test_about_a_day_is_on_it_and_asked_for_as_such() -> None:
    about = DayCount(START - DAY, START + DAY, 2)
    found = make_histogram(listed(), Days([about, DayCount(START, START, 1)]))
    (bar,) = found.bars
    assert (bar.first, bar.count, bar.about_count) == (START, 3, 2)
    assert bar.query == "published_after=2024-05-01&published_before=2024-05-01"


def test_a_doubtful_day_is_about_that_day() -> None:
    found = make_histogram(listed(), Days([DayCount(START, START, 3, about_count=1)]))
    assert [(bar.count, bar.about_count) for bar in found.bars] == [(3, 1)]


def test_a_bar_leads_to_its_articles_among_those_of_the_list() -> None:
    (bar,) = of_days(START, query="outlet=satu&dated=none&after=7").bars
    assert bar.query == (
        "outlet=satu&published_after=2024-05-01&published_before=2024-05-01"
        "&dated=certain"
    )


def test_a_month_asks_for_no_more_than_the_lists_own_days() -> None:
    days = [START + n * DAY for n in range(200)]
    found = of_days(*days, query="published_after=2024-05-10")
    assert found.unit == "month"
    assert "published_after=2024-05-10&published_before=2024-05-31" in (
        found.bars[0].query
    )


def test_the_undated_and_those_of_no_outlet_are_counted_and_asked_for() -> None:
    make_article("a", outlet=make_source("Satu"), published="2024-05-01")
    make_article("b", published="2024-05-02~")
    make_article("c")
    found = find_histogram(listed("published_after="))
    assert (found.undated_count, found.undated_query) == (1, "dated=none")
    assert (found.unknown_count, found.unknown_query) == (2, "outlet=unknown")
    assert [(bar.count, bar.about_count) for bar in found.bars] == [(1, 0), (1, 1)]


def test_only_the_lists_own_articles_are_drawn() -> None:
    make_article("a", outlet=make_source("Satu"), published="2024-05-01")
    make_article("b", outlet=make_source("Dua"), published="2024-05-02")
    make_article("c", outlet=make_source("Dua"), published="2024-05")
    (bar,) = find_histogram(listed("outlet=satu&published_before=2024-05-20")).bars
    assert bar.first == START


def test_of_too_many_articles_some_are_drawn_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("articles.counts.CAP", 2)
    entity = make_entity("Sini")
    for day in range(1, 5):
        make_mention(make_article(str(day), published=f"2024-05-0{day}"), entity)
    found = find_histogram(listed("entity=sini"))
    assert found.capped_at == 2
    assert [bar.first.day for bar in found.bars] == [3, 4]


@pytest.mark.parametrize(
    "query",
    ["", "outlet=satu", "event=acara&outlet=satu", "published_after=2024-05-02"],
)
def test_where_only_outlet_event_and_days_are_chosen_all_are_drawn(
    query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.counts.CAP", 2)
    outlet, event = make_source("Satu"), make_event("Acara")
    for day in range(2, 6):
        article = make_article(outlet=outlet, published=f"2024-05-0{day}")
        make_coverage(article, event)
    found = find_histogram(listed(query))
    assert found.capped_at == 0
    assert [bar.first.day for bar in found.bars] == [2, 3, 4, 5]


def test_what_is_of_a_day_outside_the_chosen_ones_is_drawn_on_the_nearest() -> None:
    make_article(published="2024-05-01~")
    (bar,) = find_histogram(listed("published_after=2024-05-02")).bars
    assert (bar.first, bar.about_count) == (date(2024, 5, 2), 1)
    assert bar.query == "published_after=2024-05-02&published_before=2024-05-02"


def test_the_highest_bar_is_as_high_as_there_is_room() -> None:
    counts = [DayCount(START, START, 1), DayCount(START + DAY, START + DAY, 1000)]
    low, high = draw(make_histogram(listed(), Days(counts))).bars
    assert (high.y, high.height) == (0, HEIGHT)
    assert 0 < low.height < HEIGHT / 10
    assert low.y + low.height == HEIGHT


def test_bars_and_breaks_fill_the_width() -> None:
    days = [START + n * 20 * DAY for n in range(30)]
    drawing = draw(of_days(*days))
    assert len(drawing.breaks) == 29
    assert drawing.bars[0].x == 0
    assert drawing.bars[-1].x + drawing.bars[-1].width == pytest.approx(100, abs=0.1)
    assert drawing.bars[0].x < drawing.breaks[0] < drawing.bars[1].x


def test_labels_leave_each_other_room() -> None:
    drawing = draw(of_days(*(START + n * 16 * DAY for n in range(30))))
    edges = [
        (label.x, label.x + LABEL)
        if label.anchor == "start"
        else (label.x - LABEL, label.x)
        for label in drawing.labels
    ]
    assert len(edges) > 1
    assert all(a[1] <= b[0] for a, b in pairwise(edges))
    assert edges[0][0] >= 0
    assert edges[-1][1] <= 100


def test_nothing_dated_is_nothing_drawn() -> None:
    make_article("a")
    drawing = draw(find_histogram(listed()))
    assert (drawing.bars, drawing.histogram.undated_count) == ([], 1)
