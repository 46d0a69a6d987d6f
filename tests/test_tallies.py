from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles import tallies
from articles.models import Article, Listing, Source, Tally
from articles.models.article import certainly_within
from articles.store import list_articles
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

DAYS = ("2024-05-16", "2024-05~", "", "2023", "2024-01-31")


def tallied() -> set[tuple[int, int, int, int]]:
    rows = Tally.objects.filter(count__gt=0)
    return set(rows.values_list("facet", "period", "value", "count"))


def make_articles() -> None:
    for number, published in enumerate(DAYS):
        outlet = make_source("Satu") if number % 2 else None
        article = make_article(outlet=outlet, published=published)
        make_mention(article, make_entity("Sini"))
        make_coverage(article, make_event(f"Acara {number}"))
        make_credit(article, make_source("Kantor", kind="agency"))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda: None, id="insert"),
        pytest.param(lambda: Article.objects.update(outlet=None), id="outlet"),
        pytest.param(
            lambda: Article.objects.exclude(published_edtf="").update(
                published_edtf="2024-02-03",
                published_earliest=date(2024, 2, 3),
                published_latest=date(2024, 2, 3),
            ),
            id="date",
        ),
        pytest.param(lambda: Article.objects.update(headline="x"), id="headline"),
        pytest.param(
            lambda: Article.everything.exclude(outlet=None).update(is_hidden=True),
            id="hide",
        ),
        pytest.param(lambda: Listing.objects.filter(facet=1).delete(), id="delete"),
    ],
)
def test_triggers_count_as_counting_anew_does(change: object) -> None:
    make_articles()
    change()  # type: ignore[operator]
    kept = tallied()
    with connection.cursor() as cursor:
        tallies.rebuild(connection.vendor, cursor)
    assert kept == tallied()
    assert kept


def test_triggers_that_a_migration_dropped_are_put_back_and_what_they_missed() -> None:
    assert tallies.find_missing(connection) == set()
    make_articles()
    tallies.uninstall(connection)
    assert len(tallies.find_missing(connection)) == 9
    Article.objects.update(outlet=None)
    missed = tallied()
    call_command("migrate", verbosity=0)
    assert tallies.find_missing(connection) == set()
    put_back = tallied()
    assert put_back != missed
    with connection.cursor() as cursor:
        tallies.rebuild(connection.vendor, cursor)
    assert put_back == tallied()


def test_a_trigger_that_counts_otherwise_is_found_and_made_anew() -> None:
    name = "articles_sighting_tally_delete"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger "
                "LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
            )
        else:
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(
                f"CREATE TRIGGER {name} AFTER DELETE ON articles_sighting "
                "BEGIN SELECT 1; END"
            )
    assert tallies.find_missing(connection) == {name}
    call_command("migrate", verbosity=0)
    assert tallies.find_missing(connection) == set()


def test_what_is_hidden_counts_for_nothing() -> None:
    make_articles()
    Article.everything.update(is_hidden=True)
    list_articles(Article.everything.all())
    assert tallied() == set()
    Article.everything.update(is_hidden=False)
    list_articles(Article.everything.all())
    shown = tallied()
    with connection.cursor() as cursor:
        tallies.rebuild(connection.vendor, cursor)
    assert shown == tallied() != set()


@pytest.mark.parametrize(
    "published", ["2024-05-16?/2024-05-16", "2024-05-16/2024-05-16~", "2024-05-16"]
)
def test_a_day_is_certain_where_the_list_has_it_as_such(published: str) -> None:
    make_article(published=published)
    listed = Article.objects.filter(certainly_within(None, None)).count()
    assert Tally.objects.of(Tally.Facet.CERTAIN, 0) == listed


def test_a_source_that_becomes_an_agency_lists_what_credits_it(
    curator: User, curator_client: Client
) -> None:
    source = make_source("Kantor", kind="outlet")
    make_credit(make_article(), source)
    assert not Listing.objects.exists()
    response = curator_client.post(
        reverse("admin:articles_source_change", args=[source.pk]),
        {
            "name": source.name,
            "kind": Source.Kind.AGENCY,
            "names-TOTAL_FORMS": 0,
            "names-INITIAL_FORMS": 0,
        },
    )
    assert response.status_code == 302
    assert Listing.objects.get().value == source.pk
