"""Who is quoted by whom in an event's articles."""

from dataclasses import replace

import pytest

from articles.models import Article, Entity, Event, Listing
from articles.records import Quote
from articles.voices import SHOWN_OF_EACH, Voice, find_voices
from tests.builders import (
    make_article,
    make_coverage,
    make_entity,
    make_event,
    make_quotes,
    make_raw_file,
    make_source,
)

pytestmark = pytest.mark.django_db


def quote(
    speaker: str | None, entity: str | None = None, *, is_inferred: bool = False
) -> Quote:
    return Quote(0, 4, "Kata", speaker, entity, is_inferred)


def write(event: Event, outlet: str, *quotes: Quote) -> None:
    article = make_article(outlet=make_source(outlet) if outlet else None)
    make_coverage(article, event)
    make_quotes(article, *quotes)


def quoted(event: Event) -> list[Voice]:
    return find_voices(Article.objects.listed_under(Listing.Facet.EVENT, event.pk))


def outlets(voice: Voice) -> dict[str, int]:
    return {str(outlet or ""): count for outlet, count in voice.outlets}


def test_whom_most_outlets_quote_comes_first() -> None:
    event = make_event()
    write(event, "Satu", quote("Ani"), quote("Ani"), quote("Ani"), quote("Budi"))
    write(event, "Dua", quote("Budi"))
    budi, ani = quoted(event)
    assert (budi.name, outlets(budi)) == ("Budi", {"Satu": 1, "Dua": 1})
    assert (ani.name, outlets(ani)) == ("Ani", {"Satu": 3})


def test_words_of_a_saved_page_are_shown_as_its_readers_saw_them() -> None:
    event = make_event()
    article = make_article(raw_file=make_raw_file(media_type="text/html"))
    make_coverage(article, event)
    make_quotes(article, replace(quote("Budi"), exact="Kami&nbsp;<em>menang</em>"))
    (voice,) = quoted(event)
    assert voice.quotes[0].text == "Kami\xa0menang"


def test_a_speaker_of_several_names_is_one() -> None:
    event = make_event()
    person = make_entity("Budi Contoh", kind="person")
    write(event, "Satu", quote("Budi", person.slug), quote("Pak Budi", person.slug))
    (voice,) = quoted(event)
    assert (voice.entity, voice.name, len(voice.quotes)) == (person, "Budi Contoh", 2)


def test_a_speaker_who_was_merged_is_whom_they_are_now() -> None:
    event = make_event()
    kept, absorbed = (make_entity(name, kind="person") for name in ("Baru", "Lama"))
    Entity.objects.filter(pk=absorbed.pk).update(merged_into=kept.pk)
    write(event, "Satu", quote("Lama", "lama"), quote("Baru", "baru"))
    (voice,) = quoted(event)
    assert (voice.entity, len(voice.quotes)) == (kept, 2)


def test_words_of_nobody_are_nobodys() -> None:
    event = make_event()
    write(event, "Satu", quote(None))
    assert quoted(event) == []


def test_a_guess_says_so() -> None:
    event = make_event()
    write(event, "", quote("Ani", is_inferred=True), quote("Ani"))
    (voice,) = quoted(event)
    assert voice.inferred_count == 1
    assert [said.is_inferred for said in voice.shown] == [True, False]
    assert outlets(voice) == {"": 2}


def test_many_words_are_counted_and_some_shown() -> None:
    event = make_event()
    write(event, "Satu", *[quote("Ani")] * (SHOWN_OF_EACH + 2))
    (voice,) = quoted(event)
    assert (len(voice.shown), voice.more) == (SHOWN_OF_EACH, 2)


def test_articles_that_were_rejected_are_not_heard() -> None:
    event = make_event()
    article = make_article()
    make_coverage(article, event, status="rejected")
    make_quotes(article, quote("Ani"))
    assert quoted(event) == []
