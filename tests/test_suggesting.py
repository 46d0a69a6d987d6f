"""Events are suggested to articles, weighed, and decided on by curators."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import articles.admin.event_coverage
import articles.suggesting
from articles import curate
from articles.ingest import ingest
from articles.models import ArchiveEvent, Article, Correction, Coverage, Event
from articles.suggesting import find_warnings, suggest_coverage
from newsarchive.settings import BASE_DIR
from tests.builders import make_entity, make_event
from tests.test_roles import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Event:
    """The state visit of the seeds, with the coverage that was read."""
    ingest([BASE_DIR / "seeds"], by="a test")
    return Event.objects.get(slug="state-visit-2024")


def seed(name: str) -> Article:
    return Article.everything.get(raw_file__name__startswith=name)


def covered(event: Event) -> dict[str, str]:
    rows = event.coverage.values_list("article__raw_file__name", "status")
    return {name[:3]: status for name, status in rows}


def move(event: Event, first: date, last: date) -> None:
    event.starts_on, event.ends_on = first, last
    event.save()


def test_another_event_of_the_same_days_and_people_is_suggested(
    visit: Event, curator: User
) -> None:
    other = make_event("Jamuan makan", starts_on=date(2024, 5, 16))
    other.participants.set(visit.participants.all())
    done = suggest_coverage(other, by=curator)
    assert (done.added, done.waiting) == (3, 0)
    assert covered(other) == dict.fromkeys(("000", "001", "004"), "suggested")
    told = ArchiveEvent.objects.get(about=f"event/{other.slug}")
    assert told.by == curator
    assert len(told.detail["suggested"]) == 3


def test_what_changes_nothing_settles_nothing(visit: Event) -> None:
    lines = ArchiveEvent.objects.count()
    with CaptureQueriesContext(connection) as queries:
        assert suggest_coverage(visit).added == 0
    assert len(queries) <= 8
    assert ArchiveEvent.objects.count() == lines


def test_an_event_that_moves_takes_its_suggestions_back_but_no_decision(
    visit: Event, curator: User
) -> None:
    decision = {"event/state-visit-2024": "accepted"}
    curate.correct(seed("000").pk, decision, by=curator, reason="Seen.")
    move(visit, date(2020, 1, 1), date(2020, 1, 2))
    assert suggest_coverage(visit).removed == 2
    assert covered(visit) == {"000": "accepted", "003": "accepted"}
    assert Correction.objects.count() == 1


def test_too_many_wait(visit: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles.suggesting, "SETTLED_AT_ONCE", 1)
    other = make_event("Jamuan makan", starts_on=date(2024, 5, 16))
    other.participants.set(visit.participants.all())
    assert suggest_coverage(other).waiting == 3
    assert covered(other) == {}


def test_an_absorbed_participant_counts_as_its_survivor(visit: Event) -> None:
    absorbed = make_entity("Wladimir Putin", kind="person")
    absorbed.merged_into = visit.participants.get(slug="vladimir-putin")
    absorbed.save()
    other = make_event("Jamuan makan", starts_on=date(2024, 5, 16))
    other.participants.add(absorbed)
    assert suggest_coverage(other).added == 3


def test_an_article_on_another_visit_is_warned_of(visit: Event) -> None:
    warnings = find_warnings([seed("002"), seed("000")], visit)
    said = " ".join(warnings[seed("002").pk])
    assert "days before the event" in said
    assert "17 October 2023, is nearer to its day" in said
    assert warnings[seed("000").pk] == []


def test_who_is_not_mentioned_is_named(visit: Event) -> None:
    visit.participants.add(make_entity("Budi Santoso", kind="person"))
    (said,) = find_warnings([seed("000")], visit)[seed("000").pk]
    assert said == "It does not mention Budi Santoso."


def test_an_article_without_a_day_is_warned_of(visit: Event, curator: User) -> None:
    curate.correct(seed("000").pk, {"published": None}, by=curator, reason="r")
    (said,) = find_warnings([seed("000")], visit)[seed("000").pk]
    assert said == "Its day is not known."


# --- the desk ---------------------------------------------------------------------


def address(event: Event) -> str:
    return reverse("admin:articles_event_coverage", args=[event.pk])


def suggested(event: Event) -> list[Article]:
    rows = Article.objects.filter(coverage__event=event, coverage__status="suggested")
    return list(rows.order_by("pk"))


def send(client: Client, event: Event, *names: str, **data: str) -> Any:
    chosen = [seed(name).pk for name in names]
    return client.post(address(event), {"article": chosen, **data})


def test_a_curator_accepts_all_of_a_page_in_one_act(visit: Event) -> None:
    client = log_in("curator")
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address(visit))
    assert len(queries) <= 15
    assert page.content.decode().count(" checked") == 3
    send(client, visit, "000", "001", "004", decision="accepted", reason="Read.")
    assert set(covered(visit).values()) == {"accepted"}
    assert (
        len({line.act for line in ArchiveEvent.objects.filter(kind="correction")}) == 1
    )


def test_a_curator_accepts_all_that_nothing_speaks_against(
    visit: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles.admin.event_coverage, "PAGE_SIZE", 1)
    make_event("Jamuan makan", starts_on=date(2024, 5, 14)).participants.set(
        visit.participants.all()
    )
    opposed = [
        pk for pk, said in find_warnings(suggested(visit), visit).items() if said
    ]
    client = log_in("curator")
    assert 'name="all"' in client.get(address(visit)).content.decode()
    send(client, visit, all="on", decision="accepted", reason="Read.")
    left = [article.pk for article in suggested(visit)]
    assert left == opposed
    assert 0 < len(left) < 3
    assert 'name="all"' not in client.get(address(visit)).content.decode()


def test_one_is_rejected_and_stays_so(visit: Event) -> None:
    send(log_in("curator"), visit, "001", decision="rejected", reason="Not it.")
    assert covered(visit)["001"] == "rejected"
    suggest_coverage(visit)
    assert covered(visit)["001"] == "rejected"


def test_a_wrong_article_is_shown_with_what_speaks_against_it(
    visit: Event, curator: User
) -> None:
    decision = {"event/state-visit-2024": "accepted"}
    curate.correct(seed("002").pk, decision, by=curator, reason="A mistake.")
    page = log_in("viewer").get(address(visit) + "?status=accepted").content.decode()
    assert "is nearer to its day" in page


@pytest.mark.parametrize(
    "data",
    [
        {"decision": "accepted", "reason": ""},
        {"decision": "maybe", "reason": "r"},
        {"reason": "r"},
    ],
)
def test_what_lacks_something_decides_nothing(
    data: dict[str, str], visit: Event
) -> None:
    assert send(log_in("curator"), visit, "000", **data).status_code == 200
    assert covered(visit)["000"] == "suggested"


def test_a_viewer_only_looks(visit: Event) -> None:
    client = log_in("viewer")
    assert client.get(address(visit)).status_code == 200
    sent = send(client, visit, "000", decision="accepted", reason="r")
    assert sent.status_code == 403


def test_saving_an_event_suggests_it(visit: Event) -> None:
    people = [entity.pk for entity in visit.participants.all()]
    data = {
        "name": "Jamuan makan",
        "slug": "jamuan-makan",
        "starts_on": "2024-05-16",
        "ends_on": "2024-05-16",
        "participants": people,
    }
    log_in("editor").post(reverse("admin:articles_event_add"), data)
    assert Coverage.objects.filter(event__slug="jamuan-makan").count() == 3
