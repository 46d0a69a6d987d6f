from datetime import date
from pathlib import Path

import pytest

from articles.extract import Extractor
from articles.knowledge import load_shipped
from articles.models import Alias, Entity, Event, Source, SourceName
from articles.read import find_files, read
from articles.records import (
    Knowledge,
    KnownAlias,
    KnownEntity,
    KnownName,
    KnownSource,
    RawDocument,
)
from articles.store import load_knowledge, ship_knowledge
from articles.store.slugs import Directory
from tests.facts import make_known_event

SOURCE = KnownSource(
    slug="harian-contoh",
    name="Harian Contoh",
    kind="outlet",
    names=(KnownName("Harian Contoh", "name"), KnownName("contoh.id", "domain")),
)
PUTIN = KnownEntity(
    "putin", "Vladimir Putin", "person", (KnownAlias("Putin"), KnownAlias("VVP"))
)
XI = KnownEntity("xi", "Xi Jinping", "person", (KnownAlias("Xi Jinping"),))
SHIPPED = Knowledge((SOURCE,), (PUTIN, XI), (make_known_event(),))


@pytest.mark.django_db
def test_shipped_knowledge_goes_in_once() -> None:
    ship_knowledge(SHIPPED)
    ship_knowledge(SHIPPED)
    assert Source.objects.get().origin == SOURCE.origin
    assert set(SourceName.objects.values_list("kind", "value", "is_primary")) == {
        ("name", "Harian Contoh", True),
        ("domain", "contoh.id", False),
    }
    assert Entity.objects.count() == 2
    assert Alias.objects.count() == 3
    event = Event.objects.get()
    assert (event.starts_on, event.ends_on) == (date(2024, 5, 16), date(2024, 5, 17))
    assert event.participants.count() == 2


@pytest.mark.django_db
def test_what_a_curator_changed_is_never_shipped_over() -> None:
    ship_knowledge(SHIPPED)
    Source.objects.update(name="Harian Contoh Baru")
    Alias.objects.filter(name="VVP").update(is_active=False)
    ship_knowledge(SHIPPED)
    assert Source.objects.get().name == "Harian Contoh Baru"
    assert not Alias.objects.get(name="VVP").is_active


@pytest.mark.django_db
def test_a_new_name_of_a_known_entry_is_added() -> None:
    ship_knowledge(Knowledge(entities=(XI,)))
    more = KnownEntity("xi", "Xi", "person", (*XI.aliases, KnownAlias("Xi")))
    ship_knowledge(Knowledge(entities=(more,)))
    assert Entity.objects.get().name == "Xi Jinping"
    assert list(Alias.objects.values_list("name", flat=True)) == ["Xi", "Xi Jinping"]


@pytest.mark.django_db
def test_shipping_is_in_the_history() -> None:
    ship_knowledge(SHIPPED)
    (record,) = Source.objects.get().history.all()
    assert (record.history_type, record.history_change_reason) == (
        "+",
        "shipped with the archive",
    )


@pytest.mark.django_db
def test_the_extractor_is_told_active_names_only() -> None:
    ship_knowledge(SHIPPED)
    Alias.objects.filter(name="VVP").update(is_active=False)
    SourceName.objects.filter(kind="domain").update(is_active=False)
    knowledge = load_knowledge()
    assert knowledge.entities[0].aliases == (KnownAlias("Putin"),)
    assert knowledge.sources[0].names == (KnownName("Harian Contoh", "name"),)


@pytest.mark.django_db
def test_merged_entries_lend_their_names_to_the_survivor() -> None:
    ship_knowledge(SHIPPED)
    putin, xi = Entity.objects.order_by("slug")
    Entity.objects.filter(pk=xi.pk).update(merged_into=putin)
    (entity,) = load_knowledge().entities
    assert entity.slug == "putin"
    assert [alias.name for alias in entity.aliases] == ["Putin", "VVP", "Xi Jinping"]
    assert Directory().entities == {"putin": putin.pk, "xi": putin.pk}


@pytest.mark.django_db
def test_the_archive_reads_the_seeds_as_the_shipped_knowledge_does() -> None:
    """Nothing that a rule reads is lost on the way through the database."""
    shipped = load_shipped()
    ship_knowledge(shipped)
    extractors = Extractor(shipped), Extractor(load_knowledge())
    for path in find_files([Path("seeds")]):
        assert isinstance(path, Path)
        (document,) = read(path)
        assert isinstance(document, RawDocument)
        one, other = (
            extractor.extract(document, today=date(2026, 1, 1))
            for extractor in extractors
        )
        assert one == other


@pytest.mark.django_db
def test_a_name_that_was_renamed_or_moved_does_not_come_back() -> None:
    ship_knowledge(SHIPPED)
    putin, xi = Entity.objects.order_by("slug")
    renamed, moved = putin.aliases.order_by("name")
    renamed.name = "Presiden Putin"
    renamed.save()
    moved.entity = xi
    moved.save()
    ship_knowledge(SHIPPED)
    assert list(putin.aliases.values_list("name", flat=True)) == ["Presiden Putin"]
