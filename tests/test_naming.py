"""Which words name one entity, where and by whom."""

import pytest
from django.test import Client

from articles import naming
from articles.coverage import find_outlets
from articles.models import Entity, Mention
from articles.naming import (
    Lens,
    Row,
    count_words,
    find_lenses,
    make_lens,
    make_lenses,
)
from tests.builders import (
    make_article,
    make_coverage,
    make_entity,
    make_event,
    make_mention,
    make_source,
)

pytestmark = pytest.mark.django_db


def name(entity: Entity, *found: tuple[str, str, str]) -> None:
    """Have outlets write surfaces in zones, one article each."""
    for outlet, surface, zone in found:
        article = make_article(outlet=make_source(outlet) if outlet else None)
        make_mention(article, entity, surface=surface, zone=zone)


def lens(entity: Entity) -> Lens:
    mentions = entity.mentions.in_article()
    return make_lens(entity, count_words(entity, mentions.by_word()))


def counts(row: Row) -> list[int]:
    return [share.count for share in row.shares]


def test_words_are_counted_by_outlet_and_by_zone() -> None:
    place = make_entity("Negeri", aliases=("Tanah",))
    name(
        place,
        ("Satu", "Tanah", "headline"),
        ("Satu", "Tanah", "narration"),
        ("", "Tanah", "quotation"),
        ("Dua", "Negeri", "narration"),
        ("Dua", "Bumi", "boilerplate"),
    )
    found = lens(place)
    assert found.words == ["Tanah", "Negeri"]
    assert counts(found.overall) == [3, 1]
    assert [(row.value, counts(row)) for row in found.zones] == [
        ("headline", [1, 0]),
        ("narration", [1, 1]),
        ("quotation", [1, 0]),
    ]
    assert [(row.value, counts(row)) for row in found.outlets] == [
        ("satu", [2, 0]),
        ("dua", [0, 1]),
        ("unknown", [1, 0]),
    ]


def test_shares_stand_beside_each_other_and_make_a_whole() -> None:
    place = make_entity("Negeri", aliases=("Tanah",))
    name(place, *[("Satu", word, "narration") for word in ("Tanah", "Tanah", "Negeri")])
    first, second = lens(place).overall.shares
    assert (first.offset, first.percent, first.rounded) == (0, 66.67, 67)
    assert (second.offset, second.percent, second.rounded) == (66.67, 33.33, 33)


def test_a_number_asks_for_its_lines() -> None:
    place = make_entity("Negeri")
    name(place, ("Satu", "Negeri", "headline"))
    found = lens(place)
    assert found.overall.shares[0].query == "word=Negeri"
    assert found.zones[0].shares[0].query == "word=Negeri&zone=headline"
    assert found.outlets[0].shares[0].query == "word=Negeri&outlet=satu"


def test_a_shouted_word_counts_with_the_word() -> None:
    place = make_entity("Negeri", aliases=("NGR",))
    name(
        place,
        ("Satu", "NEGERI", "headline"),
        ("Satu", "Negeri", "narration"),
        ("Satu", "NGR", "narration"),
    )
    assert [(s.word, s.count) for s in lens(place).overall.shares] == [
        ("Negeri", 2),
        ("NGR", 1),
    ]


def test_a_name_over_two_lines_is_one_name() -> None:
    person = make_entity("Budi Contoh", kind="person")
    name(person, ("Satu", "Budi\nContoh", "narration"))
    assert lens(person).words == ["Budi Contoh"]


def test_only_what_has_several_names_gets_a_lens() -> None:
    place = make_entity("Negeri", aliases=("Tanah",))
    person = make_entity("Budi Contoh", kind="person", aliases=("Budi",))
    name(place, ("Satu", "Negeri", "narration"), ("Dua", "Tanah", "narration"))
    # A short form of a name is no other name.
    name(person, ("Satu", "Budi Contoh", "narration"), ("Dua", "Budi", "narration"))
    found = make_lenses([place, person], list(Mention.objects.by_word()))
    assert [lens.entity for lens in found] == [place]


def test_lenses_on_an_event_pass_over_one_name_and_its_shorter_forms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(naming, "LOOKED_AT", 1)
    event = make_event("Kunjungan")
    places = [make_entity(name) for name in ("Negeri", "Kota", "Desa")]
    person = make_entity("Vladimir Putin", kind="person")
    written: list[tuple[Entity, str]] = [
        *[(person, word) for word in ("Putin", "Vladimir Putin") * 3],
        *[(places[0], word) for word in ("Negeri", "Tanah", "Tanah")],
        *[(places[1], word) for word in ("Kota", "Bandar", "Kota", "Bandar")],
        *[(places[2], word) for word in ("Desa", "Desa")],
    ]
    for number, (entity, word) in enumerate(written):
        article = make_article(f"a{number}", outlet=make_source(f"Harian {number}"))
        make_mention(article, entity, surface=word)
        make_coverage(article, event)
    found = find_lenses(event, find_outlets(), most=8)
    assert [lens.entity.name for lens in found] == ["Kota", "Negeri"]
    assert found[1].words == ["Tanah", "Negeri"]
    assert [row.total for row in found[1].outlets] == [1, 1, 1]
    assert [lens.entity.name for lens in find_lenses(event, {}, most=1)] == ["Kota"]


def test_outlets_beyond_those_shown_are_counted_and_lead_to_all_of_them(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "SHOWN", 1)
    event, place = make_event("Kunjungan"), make_entity("Negeri")
    for number, word in enumerate(("Tanah", "Negeri", "Negeri")):
        article = make_article(f"a{number}", outlet=make_source(f"Harian {number}"))
        make_mention(article, place, surface=word)
        make_coverage(article, event)
    nobody = make_article("a3", outlet=None)
    make_mention(nobody, place, surface="Negeri")
    make_coverage(nobody, event)
    page = client.get(event.get_absolute_url())
    address = "/events/kunjungan/naming/negeri/outlets/"
    assert f'<a href="{address}">2 more outlets</a>' in page.text
    everything = client.get(address)
    assert [row.value for row in everything.context["page_obj"]] == [
        "harian-0",
        "harian-1",
        "harian-2",
        "unknown",
    ]
    assert "3 outlets, who name it most first" in everything.text
    assert 'href="../?word=Tanah&amp;outlet=harian-0">1</a>' in everything.text
