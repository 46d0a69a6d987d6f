"""Names of entities and events in their readers' languages."""

import json
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from lxml import html

from articles.admin.naming_field import NamingField
from articles.exchange import read, take, write
from articles.knowledge import FOLDER, load_shipped
from articles.models import Entity, Event
from articles.records import Knowledge, KnownEntity
from articles.store import list_articles, load_knowledge, ship_knowledge
from articles.verify.knowledge import check_histories
from tests.builders import (
    make_article,
    make_entity,
    make_event,
    make_mention,
    make_quotes,
    make_source,
)
from tests.facts import make_known_event
from tests.test_roles import log_in

INDONESIAN = {"accept-language": "id"}
ENGLISH = {"accept-language": "en"}
CHINA = KnownEntity(
    "china", "China", "place", indonesian_name="Tiongkok", description="country"
)


@pytest.fixture
def article(db: None) -> str:
    """Return the address of an article that names a country, on an event."""
    entity = make_entity("China")
    Entity.objects.update(indonesian_name="Tiongkok", indonesian_description="negara")
    event = make_event("State visit", slug="visit")
    event.participants.add(entity)
    Event.objects.update(indonesian_name="Kunjungan kenegaraan")
    article = make_article("Kunjungan ke Cina", outlet=make_source(), published="2024")
    make_mention(article, entity, surface="Cina")
    article.coverage.create(event=event, status="accepted", basis="curated")
    list_articles([article])
    return article.get_absolute_url()


def pages(article: str) -> dict[str, tuple[str, str]]:
    """Return pages with the names on them, in Indonesian and in English."""
    return {
        "/": ("Tiongkok", "China"),
        "/?facet=place&facet_q=kok": ("Tiongkok", "China"),
        "/?entity=china": ("Tiongkok", "China"),
        "/?event=visit": ("Kunjungan kenegaraan", "State visit"),
        "/entities/": ("Tiongkok", "China"),
        "/entities/china/": ("Tiongkok", "China"),
        "/entities/china/naming/": ("Tiongkok", "China"),
        "/events/": ("Kunjungan kenegaraan", "State visit"),
        "/events/visit/": ("Tiongkok", "China"),
        "/events/visit/outlets/": ("Kunjungan kenegaraan", "State visit"),
        "/events/visit/quoted/": ("Kunjungan kenegaraan", "State visit"),
        "/events/visit/naming/china/outlets/": ("Tiongkok", "China"),
        "/events/visit/naming/china/": ("Kunjungan kenegaraan", "State visit"),
        article: ("Kunjungan kenegaraan", "State visit"),
    }


def show(client: Client, address: str, *, headers: dict[str, str]) -> str:
    """Return what readers of a page see, without what it says to programs."""
    page = client.get(address, headers=headers).content.decode()
    return page.partition("</head>")[2]


def test_each_page_calls_things_as_its_reader_does(
    client: Client, article: str
) -> None:
    for address, (indonesian, english) in pages(article).items():
        page = show(client, address, headers=INDONESIAN)
        assert indonesian in page, address
        # A country's page lists what else it is called.
        assert address == "/entities/china/" or english not in page, address
        page = show(client, address, headers=ENGLISH)
        assert english in page, address
        assert indonesian not in page, address


def test_a_name_in_another_language_costs_no_query(
    client: Client, article: str
) -> None:
    for address in pages(article):
        assert count_queries(client, address, headers=INDONESIAN) == count_queries(
            client, address, headers=ENGLISH
        ), address


def count_queries(client: Client, address: str, *, headers: dict[str, str]) -> int:
    caches["default"].clear()
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(address, headers=headers)
    return len(queries)


def test_what_is_printed_stands_beside_a_name_that_is_not(
    client: Client, article: str
) -> None:
    """An article that says Cina is not made to say Tiongkok, or China."""
    alone = make_article("Tentang China", outlet=make_source(), published="2024")
    make_mention(alone, Entity.objects.get(), surface="China")
    other = make_article("Tentang kopi", published="2024")
    for each in (alone, other):
        make_quotes(each)
    for address in (article, f"/compare/?a={alone.pk}&b={other.pk}"):
        for headers in (INDONESIAN, ENGLISH):
            printed = "Cina" if address == article else "China"
            label = "Tiongkok" if headers == INDONESIAN else "China"
            page = html.fromstring(client.get(address, headers=headers).content)
            (named,) = page.xpath("//li[a[@href='/entities/china/']]")
            words = named.xpath(".//bdi/text()")
            assert named.xpath("string(a)") == label
            assert words == ([] if label == printed else [printed]), address


def test_what_is_named_as_often_stands_in_its_readers_order(
    client: Client, db: None
) -> None:
    article = make_article("a")
    for start, (name, indonesian) in enumerate(
        [("Greece", "Yunani"), ("Poland", "Polandia"), ("White House", "Gedung Putih")]
    ):
        entity = make_entity(name)
        Entity.objects.filter(pk=entity.pk).update(indonesian_name=indonesian)
        make_mention(article, entity, start=start)
    for headers, first in ((INDONESIAN, "white-house"), (ENGLISH, "greece")):
        listed = client.get("/entities/", headers=headers).context["object_list"]
        assert listed[0].slug == first


def test_what_has_no_name_in_a_language_keeps_its_own(db: None) -> None:
    entity = make_entity("Xi Jinping")
    with override("id"):
        assert (str(entity), entity.summary) == ("Xi Jinping", "")


def test_programs_are_told_one_name_whatever_they_speak(
    client: Client, article: str
) -> None:
    entry = article.rstrip("/")
    for address in (
        "/api/entities/china",
        "/api/events/visit",
        "/api/facets",
        "/articles.csv",
        "/articles.ris",
        f"{entry}.bib",
        f"{entry}.json",
        "/articles.atom",
    ):
        answer = client.get(address, headers=INDONESIAN)
        said = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code == 200, address
        assert b"Tiongkok" not in said, address
        assert b"kenegaraan" not in said, address
        assert b"China" in said or b"State visit" in said, address


def test_the_head_of_a_page_cites_under_the_one_name(
    client: Client, article: str
) -> None:
    page = client.get(article, headers=INDONESIAN).content.decode()
    data = page.partition("application/ld+json")[2].partition("</script>")[0]
    assert "State visit" in data
    assert "China" in data


def test_archives_of_before_get_the_names_that_ship_now(db: None) -> None:
    ship_knowledge(Knowledge(entities=(replace(CHINA, indonesian_name=""),)))
    ship_knowledge(Knowledge(entities=(CHINA,)))
    entity = Entity.objects.get()
    assert entity.indonesian_name == "Tiongkok"
    assert [record.history_type for record in entity.history.all()] == ["~", "+"]
    assert list(check_histories()) == []


def test_an_event_of_before_gets_its_name_and_keeps_who_took_part(db: None) -> None:
    event = make_known_event()
    people = tuple(KnownEntity(slug, slug, "person") for slug in event.participants)
    named = replace(event, indonesian_name="Kunjungan")
    ship_knowledge(Knowledge(entities=people, events=(event,)))
    ship_knowledge(Knowledge(entities=people, events=(named,)))
    assert Event.objects.get().indonesian_name == "Kunjungan"
    assert list(check_histories()) == []


def test_a_name_that_was_taken_away_is_not_shipped_again(db: None) -> None:
    ship_knowledge(Knowledge(entities=(CHINA,)))
    entity = Entity.objects.get()
    entity.indonesian_name = ""
    entity.save()
    ship_knowledge(Knowledge(entities=(CHINA,)))
    assert Entity.objects.get().indonesian_name == ""


def test_the_extractor_is_not_told_what_readers_see(db: None) -> None:
    ship_knowledge(Knowledge(entities=(replace(CHINA, indonesian_name=""),)))
    before = load_knowledge()
    ship_knowledge(Knowledge(entities=(CHINA,)))
    assert load_knowledge() == before


def test_all_that_ships_in_indonesian_is_of_something_that_ships() -> None:
    said = json.loads((FOLDER / "indonesian.json").read_text(encoding="utf-8"))
    shipped = load_shipped()
    assert said["entities"].keys() <= {entity.slug for entity in shipped.entities}
    assert said["events"].keys() == {event.slug for event in shipped.events}
    named = {e.slug: e.indonesian_name or e.name for e in shipped.entities}
    assert named["china"] == "Tiongkok"
    assert named["xi-jinping"] == "Xi Jinping"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_name_moves_to_another_archive(form: str, curator: User) -> None:
    entity = make_entity("China")
    Entity.objects.update(indonesian_name="Tiongkok")
    text = write(Entity, form)
    entity.aliases.all().delete()
    Entity.objects.all().delete()
    take(Entity, read(Entity, text), by=curator, reason="Moved.")
    assert Entity.objects.get().indonesian_name == "Tiongkok"


def test_a_curator_sets_a_name_with_who_and_when(db: None) -> None:
    event = make_event("State visit", slug="visit")
    client = log_in("editor")
    form = reverse("admin:articles_event_change", args=[event.pk])
    data = {
        "name": "State visit",
        "indonesian_name": "Kunjungan kenegaraan",
        "starts_on": "2024-05-16",
        "ends_on": "2024-05-16",
    }
    assert client.post(form, data).status_code == 302
    event.refresh_from_db()
    assert event.indonesian_name == "Kunjungan kenegaraan"
    assert event.history.latest().history_user.username == "editor"
    told = client.get(reverse("admin:articles_event_history", args=[event.pk]))
    assert "Kunjungan kenegaraan" in told.content.decode()


def test_a_field_of_the_desk_takes_either_name(db: None) -> None:
    entity = make_entity("China")
    Entity.objects.update(indonesian_name="Tiongkok")
    field = NamingField(Entity, "aliases__name")
    assert field.clean("tiongkok") == field.clean("China") == entity
