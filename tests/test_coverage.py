"""The matrix of outlets and days."""

from datetime import date

import pytest
from django.test import Client

from articles.coverage import Matrix, count_days, find_outlets, matrix
from articles.models import Article, Event
from articles.views import events
from tests.builders import make_article, make_coverage, make_event, make_source

pytestmark = pytest.mark.django_db


def visit() -> Event:
    return make_event(starts_on=date(2024, 5, 16), ends_on=date(2024, 5, 17))


def table(event: Event, *articles: tuple[str, str]) -> Matrix:
    for outlet, published in articles:
        source = make_source(outlet) if outlet else None
        make_coverage(make_article(outlet=source, published=published), event)
    return matrix(event, count_days(event, find_outlets()))


def columns(found: Matrix) -> list[str]:
    return [str(c.first.day) if c.is_day and c.first else c.part for c in found.columns]


def test_a_long_event_that_nobody_covered_has_a_matrix() -> None:
    event = make_event(starts_on=date(2024, 5, 1), ends_on=date(2024, 6, 30))
    assert columns(table(event)) == ["during"]


def test_days_between_are_shown_though_nobody_wrote() -> None:
    found = table(visit(), ("Satu", "2024-05-14"), ("Satu", "2024-05-19"))
    assert columns(found) == ["14", "15", "16", "17", "18", "19"]
    assert [cell.count for cell in found.rows[0].cells] == [1, 0, 0, 0, 0, 1]


def test_far_days_are_put_together() -> None:
    found = table(visit(), ("Satu", "2024-03-14"), ("Satu", "2024-06-19"))
    assert columns(found)[0] == "before"
    assert columns(found)[-1] == "after"


def test_what_is_not_known_to_the_day_is_in_no_day() -> None:
    found = table(
        visit(),
        ("Satu", "2024-05"),
        ("Satu", "2024-03"),
        ("Satu", ""),
    )
    assert columns(found) == [
        "before",
        "16",
        "17",
        "inexact",
        "undated",
    ]
    assert [cell.count for cell in found.rows[0].cells] == [1, 0, 0, 1, 1]


def test_the_events_own_days_are_always_shown() -> None:
    found = table(visit(), ("Satu", "2024-05-17"))
    assert columns(found) == ["16", "17"]
    assert {column.part for column in found.columns} == {"during"}


def test_about_a_day_is_shown_on_it_and_not_asked_for_as_certain() -> None:
    event = make_event(starts_on=date(2024, 5, 17))
    found = table(event, ("Satu", "2024-05-17"), ("Dua", "2024-05-17"))
    assert found.rows[0].cells[0].query.endswith("&dated=certain")
    Article.objects.filter(outlet__slug="satu").update(published_edtf="2024-05-17~")
    found = matrix(event, count_days(event, find_outlets()))
    about = found.rows[1].cells[0]
    assert (about.count, about.about_count) == (1, 1)
    assert about.query == "published_after=2024-05-17&published_before=2024-05-17"


def test_articles_of_no_known_outlet_come_last() -> None:
    found = table(
        visit(), ("", "2024-05-16"), ("", "2024-05-16"), ("Satu", "2024-05-16")
    )
    assert [(row.name, row.total) for row in found.rows] == [("Satu", 1), ("", 2)]
    assert [cell.count for cell in found.totals] == [3, 0]


def test_a_long_event_is_one_stretch() -> None:
    event = make_event(starts_on=date(2024, 5, 1), ends_on=date(2024, 6, 30))
    found = table(event, ("Satu", "2024-05-16"), ("Satu", "2024-04-30"))
    assert columns(found) == ["before", "during"]


def test_outlets_that_wrote_least_are_added_up_in_one_row() -> None:
    whole = table(
        visit(),
        *[("Satu", "2024-05-16")] * 3,
        ("Dua", "2024-05-17"),
        ("Tiga", "2024-05-16"),
        ("", "2024-05-16"),
    )
    short = whole.shorten(1)
    assert [row.name for row in short.rows] == ["Satu", ""]
    assert short.others is not None
    assert (short.others.outlet_count, short.others.total) == (2, 2)
    assert [cell.count for cell in short.others.cells] == [1, 1]
    assert short.totals == whole.totals
    assert whole.shorten(2) == whole  # one alone takes no more room than the row
    assert [row.name for row in whole.only(whole.rows[1:2]).rows] == ["Dua"]


def test_totals_ask_for_all_that_they_count() -> None:
    event = visit()
    table(event, ("Satu", "2024-05-16"), ("Dua", "2024-05-16"))
    Article.objects.filter(outlet__slug="dua").update(published_edtf="2024-05-16~")
    found = matrix(event, count_days(event, find_outlets()))
    assert found.total == 2
    assert [cell.about_count for cell in found.totals] == [1, 0]
    assert "dated=certain" not in found.totals[0].query


def test_the_columns_of_the_events_own_days_are_told() -> None:
    found = table(visit(), ("Satu", "2024-05-14"), ("Satu", ""))
    assert (found.lead, found.during) == (3, 2)


def test_all_outlets_have_a_page_with_what_each_wrote(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "SHOWN", 1)
    monkeypatch.setattr(events, "OUTLETS_PER_PAGE", 2)
    event = visit()
    names = ("Satu", "Dua", "Tiga", "")
    table(event, *[(name, "2024-05-16") for name in names])
    page = client.get(event.get_absolute_url()).text
    address = f"/events/{event.slug}/outlets/"
    assert f'<a href="{address}">2 more outlets</a>' in page
    first, second = (client.get(f"{address}?page={number}") for number in (1, 2))
    assert [row.name for row in first.context["matrix"].rows] == ["Dua", "Satu"]
    assert [row.name for row in second.context["matrix"].rows] == ["Tiga", ""]
    assert "3 outlets, who wrote most first" in first.text
    day = "published_after=2024-05-16&amp;published_before=2024-05-16"
    assert f"outlet=tiga&amp;{day}&amp;dated=certain" in second.text
    assert f"?event={event.slug}&amp;{day}&amp;dated=certain" in second.text
    assert client.get("/events/nothing/outlets/").status_code == 404
