"""Counts of articles by their days and on events, kept by triggers."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from articles import event_tallies
from articles.models import (
    Article,
    Coverage,
    CoverageTally,
    DateTally,
    Event,
    Mention,
    NamingTally,
    Source,
)
from articles.verify import verify
from tests.builders import (
    make_article,
    make_coverage,
    make_entity,
    make_event,
    make_mention,
    make_source,
)

pytestmark = pytest.mark.django_db

DAYS = ("2024-05-16", "2024-05~", "", "2023", "2024-05-16?")


@pytest.fixture
def events() -> list[Event]:
    """Two events; articles on one, the other, both; each names two entities."""
    found = [make_event("Satu"), make_event("Dua")]
    for number, published in enumerate(DAYS):
        outlet = make_source(f"Harian {number % 2}") if number else None
        article = make_article(f"a{number}", outlet=outlet, published=published)
        place = make_entity("China")
        zones = Mention.Zone.values
        for start, word in enumerate(("China", "Tiongkok", "China", "China")):
            zone = zones[(start + number) % len(zones)]
            make_mention(article, place, start=start, surface=word, zone=zone)
        make_mention(article, make_entity("Putin"), start=50)
        for event in found[: 1 + number % 2]:
            make_coverage(article, event)
    make_mention(make_article("on neither"), make_entity("China"))
    return found


def stand(model: type[Model]) -> set[tuple[object, ...]]:
    rows = model._default_manager.filter(count__gt=0)
    return set(rows.values_list(*(field.name for field in model._meta.concrete_fields)))


def count_anew() -> None:
    with connection.cursor() as cursor:
        event_tallies.rebuild(connection.vendor, cursor)


CHANGES: list[tuple[str, Callable[[], object]]] = [
    ("nothing", lambda: None),
    ("outlet", lambda: Article.objects.update(outlet=Source.objects.first())),
    ("no-outlet", lambda: Article.objects.update(outlet=None)),
    (
        "day",
        lambda: Article.objects.exclude(published_edtf="").update(
            published_edtf="2024-02-03",
            published_earliest=date(2024, 2, 3),
            published_latest=date(2024, 2, 3),
        ),
    ),
    ("headline", lambda: Article.objects.update(headline="x")),
    ("rejected", lambda: Coverage.objects.update(status="rejected")),
    (
        "one-rejected-then-not",
        lambda: [
            Coverage.objects.filter(pk=Coverage.objects.earliest("pk").pk).update(
                status=status
            )
            for status in ("rejected", "accepted")
        ],
    ),
    ("covered-no-more", lambda: Coverage.objects.latest("pk").delete()),
    ("named-otherwise", lambda: Mention.objects.update(surface="Cina")),
    ("named-elsewhere", lambda: Mention.objects.update(zone="headline")),
    ("another", lambda: Mention.objects.update(entity=make_entity("Lain"))),
    ("boilerplate", lambda: Mention.objects.update(zone="boilerplate")),
    ("unnamed", lambda: Mention.objects.filter(start__gt=0).delete()),
    ("hidden", lambda: Article.objects.exclude(outlet=None).update(is_hidden=True)),
    ("deleted", lambda: Article.objects.latest("pk").delete()),
    ("all-deleted", lambda: Article.objects.all().delete()),
]


@pytest.mark.parametrize(
    "change", [pytest.param(change, id=name) for name, change in CHANGES]
)
def test_triggers_count_as_counting_anew_does(
    events: list[Event], change: Callable[[], object]
) -> None:
    change()
    kept = [stand(model) for model in (CoverageTally, DateTally, NamingTally)]
    with connection.cursor() as cursor:
        assert event_tallies.find_wrong(connection.vendor, cursor) == []
    count_anew()
    assert kept == [stand(model) for model in (CoverageTally, DateTally, NamingTally)]


def test_words_are_counted_as_their_mentions_are(events: list[Event]) -> None:
    for event in events:
        covering = event.coverage.standing().values("article")
        mentions = Mention.objects.in_article().filter(article__in=covering)
        counted = {
            (
                row["entity"],
                row["surface"],
                row["zone"],
                row["article__outlet__slug"],
            ): (row["count"])
            for row in mentions.by_word()
        }
        slugs = dict(Source.objects.values_list("pk", "slug"))
        kept = {
            (row.entity, row.surface, row.zone, slugs.get(row.outlet)): row.count
            for row in NamingTally.objects.by_word(event)
        }
        assert kept == counted
        assert counted
        in_all = NamingTally.objects.in_all(event)
        assert sum(row.count for row in in_all) == sum(counted.values())


def test_what_miscounts_is_found_and_counted_anew(events: list[Event]) -> None:
    NamingTally.objects.filter(zone="").update(count=7)
    CoverageTally.objects.filter(outlet=0).delete()
    DateTally.objects.filter(outlet=DateTally.EVERY).delete()
    wrong = [finding for finding in verify() if "tally " in finding.where]
    assert {finding.where.partition(" ")[0] for finding in wrong} == {
        "namingtally",
        "coveragetally",
        "datetally",
    }
    call_command("reindex", verbosity=0)
    assert [finding for finding in verify() if "tally " in finding.where] == []


def test_triggers_that_a_migration_dropped_are_put_back_and_what_they_missed(
    events: list[Event],
) -> None:
    assert event_tallies.find_missing(connection) == set()
    before = stand(NamingTally)
    event_tallies.uninstall(connection)
    assert len(event_tallies.find_missing(connection)) == 9
    Mention.objects.update(surface="Cina")
    assert stand(NamingTally) == before
    call_command("migrate", verbosity=0)
    assert event_tallies.find_missing(connection) == set()
    with connection.cursor() as cursor:
        assert event_tallies.find_wrong(connection.vendor, cursor) == []
    assert stand(NamingTally) != before
