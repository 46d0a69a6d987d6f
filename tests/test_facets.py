import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from articles.facets import LIMIT, LIMIT_OF_KIND, Facet, Facets, count_facets
from articles.filters import ArticleFilter
from articles.models import Article
from articles.search import put
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


def facets(query: str = "") -> Facets:
    return count_facets(ArticleFilter(QueryDict(query), Article.objects.all()))


def counts(facet: Facet) -> list[tuple[str, int]]:
    return [(choice.value, choice.count) for choice in facet.choices]


def test_choices_come_by_count_then_name() -> None:
    for outlet in ("Dua", "Satu", "Dua"):
        make_article(outlet=make_source(outlet))
    make_article()

    assert counts(facets().outlet) == [("dua", 2), ("satu", 1), ("unknown", 1)]


def test_a_facet_ignores_its_own_choice_and_heeds_the_others() -> None:
    make_article("a", outlet=make_source("Satu"), published="2024-05-16")
    make_article("b", outlet=make_source("Dua"), published="2024-05-16")
    make_article("c", outlet=make_source("Dua"))
    found = facets("outlet=satu&published_after=2024-05-01")
    assert counts(found.outlet) == [("satu", 1), ("dua", 1)]
    assert counts(found.dated) == [("", 1), ("certain", 1), ("none", 0)]


def test_chosen_values_come_first_even_where_nothing_is_left_of_them() -> None:
    make_article(outlet=make_source("Dua"), published="2024-05-16")
    make_article(outlet=make_source("Satu"))
    found = facets("outlet=satu&published_after=2024-05-01")
    assert counts(found.outlet) == [("satu", 0), ("dua", 1)]
    assert [choice.is_chosen for choice in found.outlet.choices] == [True, False]


def test_an_unknown_outlet_stays_listed_when_chosen() -> None:
    assert counts(facets("outlet=unknown").outlet) == [("unknown", 0)]


def test_an_article_counts_once_for_an_entity_it_names_twice() -> None:
    place = make_entity("Negeri")
    article = make_article()
    make_mention(article, place, start=0)
    make_mention(article, place, start=40)
    make_mention(make_article(), place, zone="boilerplate")
    assert counts(facets().entity) == [("negeri", 1)]


def test_choosing_an_entity_does_not_hide_the_others() -> None:
    here, there = make_entity("Sini"), make_entity("Sana")
    make_mention(make_article("a"), here)
    make_mention(make_article("b"), there)
    assert counts(facets("entity=sini").entity) == [("sini", 1), ("sana", 1)]


def test_agencies_and_events_are_counted() -> None:
    article = make_article()
    make_credit(article, make_source("Kantor", kind="agency"))
    make_credit(article, make_source("Harian"), role="cited")
    assert counts(facets().agency) == [("kantor", 1)]
    assert counts(facets("event=" + make_event("Acara").slug).event) == [("acara", 0)]


def test_no_more_is_listed_than_can_be_read() -> None:
    for number in range(LIMIT + 2):
        article = make_article(outlet=make_source(f"Koran {number:02}"))
        make_mention(article, make_entity(f"Nama {number:02}"))
    make_article()
    found = facets()
    # The unknown outlet is a choice however few articles are of it.
    assert [choice.value for choice in found.outlet.choices[LIMIT:]] == ["unknown"]
    assert found.outlet.has_more
    place = found.entity_kinds[1]
    assert len(place.choices) == LIMIT_OF_KIND
    assert place.has_more


def test_entities_are_listed_by_what_they_are() -> None:
    for kind, name in (("person", "Ibu"), ("place", "Desa"), ("place", "Kota")):
        make_mention(make_article(), make_entity(name, kind=kind))
    kinds = facets("entity=kota").entity_kinds
    assert [(kind.key, kind.name, counts(kind)) for kind in kinds] == [
        ("person", "entity", [("ibu", 1)]),
        ("place", "entity", [("kota", 1), ("desa", 1)]),
        ("organization", "entity", []),
    ]


@pytest.mark.parametrize(
    ("query", "total"),
    [("", 3), ("dated=certain", 1), ("dated=none", 1), ("outlet=unknown", 3)],
)
def test_the_total_is_that_of_the_list(query: str, total: int) -> None:
    make_article(published="2024-05-16")
    make_article(published="2024-05")
    make_article()
    assert facets(query).total == total


def test_counting_takes_four_queries_and_one_to_know_that_nothing_changed(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_mention(make_article(outlet=make_source()), make_entity())
    with django_assert_num_queries(5):
        before = facets()
    with django_assert_num_queries(1):
        assert facets() == before


@pytest.mark.parametrize("language", ["en", "id"])
def test_what_was_counted_is_kept_in_each_language(language: str) -> None:
    make_article()
    facets()
    with translation.override(language):
        fresh = ArticleFilter(QueryDict(), Article.objects.all())
        assert facets().outlet.label == str(fresh.form.fields["outlet"].label)


def test_what_was_counted_before_a_change_is_not_shown_after_it() -> None:
    article = make_article(outlet=make_source("Satu"))
    assert counts(facets().outlet) == [("satu", 1)]
    Article.objects.filter(pk=article.pk).update(outlet=None)
    assert counts(facets().outlet) == [("unknown", 1)]


def test_of_more_than_the_cap_what_hangs_on_each_is_counted_in_a_sample(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr("articles.counts.CAP", 4)
    monkeypatch.setattr("articles.counts.SAMPLE", 2)
    here, there = make_entity("Sini"), make_entity("Sana")
    acara = make_event("Acara")
    for number in range(4):
        article = make_article(outlet=make_source("Satu"))
        make_mention(article, here)
        make_mention(article, there, start=50 + number)
        make_coverage(article, acara)
    found = facets("event=acara&entity=sini")
    assert (found.total, found.entity.capped_at) == (4, 0)
    make_mention(make_article(outlet=make_source("Satu")), here)
    make_credit(article, make_source("Kantor", kind="agency"))
    found = facets("entity=sini")
    # How many there are of one value is known.
    assert (found.total, found.is_capped) == (5, False)
    assert counts(found.outlet) == [("satu", 2)]
    assert (found.outlet.capped_at, found.agency.capped_at) == (2, 2)
    page = client.get("/?entity=sini").text
    assert "Counted in 2 of the articles" in page
    assert "Drawn from 2 of the articles" in page
    assert facets("outlet=satu").total == 5
    # Where both have more than the cap, what they share is looked for in a sample.
    found = facets("entity=sini&outlet=satu")
    assert (found.total, found.is_capped) == (2, True)
    assert (found.outlet.capped_at, found.agency.capped_at) == (2, 2)
    found = facets("entity=sana&outlet=satu")
    assert (found.total, found.is_capped) == (4, False)


def test_a_phrase_of_common_words_is_counted_in_the_newest_articles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("articles.walk.FEW", 0)
    monkeypatch.setattr("articles.walk.NEAR", 3)
    texts = ["banjir besar", "besar banjir", "banjir besar", "banjir besar"]
    articles = [
        make_article(published=f"2024-05-{day}", body=f"{text} {day}")
        for day, text in enumerate(texts, 10)
    ]
    put(articles)
    found = facets("q=%22banjir+besar%22")
    assert (found.total, found.is_capped) == (2, True)
    assert (counts(found.outlet), found.outlet.capped_at) == ([("unknown", 2)], 2)
    assert facets("q=banjir").total == 4


def test_more_than_the_cap_is_said_to_be_more(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr("articles.counts.CAP", 2)
    here, there = make_entity("Sini"), make_entity("Sana")
    for number in range(3):
        article = make_article(outlet=make_source("Satu"), published="2024-05-14")
        make_mention(article, here)
        make_mention(article, there, start=50 + number)
    found = facets("entity=sini&published_after=2024-05-01")
    assert (found.total, found.is_capped) == (2, True)
    assert (counts(found.outlet), found.outlet.is_capped) == ([("satu", 2)], True)
    # What is of the whole archive is always known.
    assert counts(facets("entity=sini").entity) == [("sini", 3), ("sana", 3)]
    assert facets("entity=sini").total == facets("outlet=satu").total == 3
    page = client.get("/?entity=sini&published_after=2024-05-01")
    assert "2+ articles" in page.content.decode()


def test_what_has_common_words_is_counted_in_a_sample(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr("articles.counts.SAMPLE", 2)
    put([make_article(f"Banjir {n}", published=f"2024-05-1{n}") for n in range(3)])
    assert facets("q=banjir").total == 3
    monkeypatch.setattr("articles.counts.FEW", 0)
    monkeypatch.setattr("articles.walk.FEW", 0)
    cache.clear()
    found = facets("q=banjir")
    assert (found.total, found.is_capped) == (2, True)
    assert (counts(found.outlet), found.outlet.capped_at) == ([("unknown", 2)], 2)
    page = client.get("/?q=banjir").text
    assert "2+ articles" in page
    assert "Drawn from 2 of the articles" in page
