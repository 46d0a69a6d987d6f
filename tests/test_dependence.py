"""Which articles count once, and what they lean on."""

import pytest
from django.test import Client

from articles import dependence
from articles.dependence import SHOWN, Dependence, find_dependence
from articles.models import Article, Event
from tests.builders import (
    make_article,
    make_coverage,
    make_credit,
    make_event,
    make_source,
)

pytestmark = pytest.mark.django_db

STORY = (
    "Panitia pameran buku di alun-alun kota menyebut acara itu akan dibuka pada pagi "
    "hari dan ditutup menjelang malam selama sepekan penuh tanpa dipungut biaya apa "
    "pun, sedangkan para pedagang diminta datang lebih awal untuk menata lapak mereka."
)
OTHER = (
    "Hujan lebat membuat jalan raya di sisi utara pelabuhan tergenang sejak subuh, "
    "sehingga pengemudi truk menunggu berjam-jam sampai air surut dan petugas membuka "
    "kembali gerbang bagi kendaraan yang hendak menyeberang ke pulau seberang."
)


def write(event: Event, *agencies: str, body: str = "") -> Article:
    article = make_article(f"Judul {Article.objects.count()}", body=body)
    for name in agencies:
        make_credit(article, make_source(name, kind="agency"))
    make_coverage(article, event)
    return article


def found(event: Event) -> Dependence:
    coverage = event.coverage.standing()
    result = find_dependence(coverage, coverage.count())
    assert result
    return result


def groups(result: Dependence) -> list[tuple[list[str], bool, int]]:
    return [(g.agencies, g.is_same_text, g.count) for g in result.groups]


def test_articles_of_one_agency_count_once() -> None:
    event = make_event()
    for agencies in (["Kantor"], ["Kantor"], ["Jauh"], []):
        write(event, *agencies)
    result = found(event)
    assert (result.count, result.independent_count) == (4, 3)
    assert groups(result) == [(["Kantor"], False, 2), (["Jauh"], False, 1)]


def test_an_article_of_two_agencies_binds_both() -> None:
    event = make_event()
    for agencies in (["Kantor"], ["Jauh"], ["Jauh", "Kantor"]):
        write(event, *agencies)
    result = found(event)
    assert result.independent_count == 1
    assert groups(result) == [(["Jauh", "Kantor"], False, 3)]


def test_the_same_text_counts_once_whoever_prints_it() -> None:
    event = make_event()
    first = write(event, "Kantor", body=STORY)
    second = write(event, body=f"{STORY} Demikian kata mereka.")
    write(event, body=OTHER)
    result = found(event)
    assert (result.count, result.independent_count) == (3, 2)
    assert groups(result) == [(["Kantor"], True, 2)]
    assert {each for each, _agencies in result.groups[0].articles} == {first, second}


def test_a_photos_agency_binds_nobody() -> None:
    event = make_event()
    for _ in range(2):
        make_credit(write(event), make_source("Kantor", kind="agency"), role="photo")
    assert groups(found(event)) == []


def test_many_articles_are_not_compared_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dependence, "MOST_COMPARED", 1)
    event = make_event()
    write(event, body=STORY)
    write(event, body=f"{STORY} Demikian kata mereka.")
    result = found(event)
    assert not result.is_compared
    assert result.independent_count == 2


def test_of_too_many_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dependence, "MOST", 1)
    event = make_event()
    assert find_dependence(event.coverage.standing(), 2) is None


def test_a_large_group_shows_some_and_counts_the_rest() -> None:
    event = make_event()
    for _ in range(SHOWN + 2):
        write(event, "Kantor")
    (group,) = found(event).groups
    assert (len(group.articles), group.more, group.count) == (SHOWN, 2, SHOWN + 2)


def test_many_groups_are_counted_and_the_largest_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dependence, "GROUPS_SHOWN", 1)
    event = make_event()
    for agency in ("Kantor", "Kantor", "Lain", "Ketiga"):
        write(event, agency)
    whole = found(event)
    assert ([group.agencies for group in whole.shown], whole.more) == ([["Kantor"]], 2)
    page = client.get(event.get_absolute_url()).text
    address = f"/events/{event.slug}/independent/"
    assert f'<a href="{address}">2 more groups</a>' in page
