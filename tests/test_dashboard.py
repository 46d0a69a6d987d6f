"""The desk's first page: what waits, what came in, what is known."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from articles.dashboard import find_dashboard
from articles.models import ReviewReason
from tests.builders import (
    make_article,
    make_coverage,
    make_event,
    make_run,
    make_source,
    make_user,
)
from tests.test_roles import log_in

pytestmark = pytest.mark.django_db


def test_what_waits_is_counted_by_reason() -> None:
    for reasons in (["date-unknown"], ["date-unknown", "outlet-unknown"]):
        article = make_article(f"Judul {len(reasons)}")
        for reason in reasons:
            ReviewReason.objects.create(article=article, reason=reason, weight=1)
    shown = find_dashboard()
    assert shown.waiting.count == 2
    assert [(each.reason, each.count) for each in shown.reasons] == [
        ("date-unknown", 2),
        ("outlet-unknown", 1),
    ]


def test_shares_are_of_the_outlets_own_articles() -> None:
    outlet = make_source("Harian Contoh")
    make_article("a", outlet=outlet, published="2024-05-16")
    make_article("b", outlet=outlet, published="2024-05-16~")
    make_article("c", outlet=outlet)
    make_article("d", outlet=outlet)
    make_article("e", published="2024-05")
    first, second = find_dashboard().outlets
    assert (first.outlet, first.count, first.share) == (outlet, 4, 80)
    assert (first.undated, first.uncertain) == (50, 25)
    assert (second.outlet, second.share, second.undated) == (None, 20, 0)
    assert second.uncertain == 100


def test_events_say_what_is_to_be_decided() -> None:
    event = make_event("Panen", starts_on=date(2024, 5, 16))
    make_coverage(make_article("a"), event)
    make_coverage(make_article("b"), event, status="suggested")
    make_coverage(make_article("c"), event, status="rejected")
    (shown,) = find_dashboard().events
    assert (shown.article_count, shown.waiting_count) == (2, 1)  # type: ignore[attr-defined]


def test_the_page_names_runs_and_their_errors(
    django_assert_max_num_queries: Any,
) -> None:
    run = make_run()
    run.created_count, run.rejected = 7, [{"file": "x", "reason": "y"}] * 3
    run.save()
    make_article("a", outlet=make_source())
    client = log_in("curator")
    client.get("/admin/")  # so that Django has looked its own tables up
    with django_assert_max_num_queries(15):
        page = client.get("/admin/").content.decode()
    assert '<strong class="has-errors">3</strong>' in page
    assert "Harian Contoh" in page


def test_an_empty_archive_has_a_first_page_too(curator_client: Client) -> None:
    page = curator_client.get("/admin/").content.decode()
    assert "Nothing waits for a person." in page


def test_who_may_see_no_article_sees_no_numbers_of_them() -> None:
    client = Client()
    client.force_login(make_user("stranger", is_staff=True))
    assert "Waiting for a person" not in client.get("/admin/").content.decode()
