"""Harvesting, as libraries do it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from lxml import etree
from pytest_django import DjangoAssertNumQueries
from sickle import Sickle
from sickle.oaiexceptions import (
    BadArgument,
    BadResumptionToken,
    CannotDisseminateFormat,
    IdDoesNotExist,
    NoRecordsMatch,
    NoSetHierarchy,
)
from sickle.response import OAIResponse

from articles.exports.oai import make_identifier
from articles.models import ArchiveEvent, Article
from tests.builders import make_article, make_source

pytestmark = pytest.mark.django_db

START = datetime(2026, 1, 1, tzinfo=UTC)


class Harvester(Sickle):  # type: ignore[misc]
    """sickle, which asks the view instead of the network."""

    def __init__(self) -> None:
        super().__init__("/oai")

    def harvest(self, **parameters: str) -> OAIResponse:
        answer = Client().get("/oai", parameters)
        assert answer.status_code == 200
        answer.text = answer.content.decode()
        return OAIResponse(answer, params=parameters)


@pytest.fixture
def sickle() -> Sickle:
    return Harvester()


def change(article: Article, *, minutes: int = 0) -> None:
    at = START + timedelta(minutes=minutes)
    ArchiveEvent.objects.create(kind="ingestion", at=at, article=article)


def harvested(sickle: Sickle, **parameters: str) -> list[str]:
    records = sickle.ListRecords(metadataPrefix="oai_dc", **parameters)
    return [record.header.identifier for record in records]


def test_a_record_says_what_the_articles_page_says(sickle: Sickle) -> None:
    harian = make_source("Harian Contoh")
    article = make_article("Kopi & <teh>", outlet=harian, published="2024-05-14~")
    change(article)
    record = sickle.GetRecord(
        identifier=make_identifier(article.pk), metadataPrefix="oai_dc"
    )
    assert record.metadata["title"] == ["Kopi & <teh>"]
    assert record.metadata["date"] == ["2024-05-14~"]
    assert record.metadata["identifier"][0].endswith(article.get_absolute_url())
    assert record.header.datestamp == "2026-01-01T00:00:00Z"


def test_a_list_of_any_length_is_harvested_once_each(sickle: Sickle) -> None:
    articles = [make_article(f"Berita {number}") for number in range(230)]
    for number, article in enumerate(articles):
        change(article, minutes=number // 40)  # many at one moment
    expected = [make_identifier(article.pk) for article in articles]
    assert harvested(sickle) == expected
    headers = sickle.ListIdentifiers(metadataPrefix="oai_dc")
    assert [header.identifier for header in headers] == expected


def test_only_what_changed_in_a_time_is_harvested(sickle: Sickle) -> None:
    early, late = make_article("Dulu"), make_article("Kini")
    change(early)
    change(late)
    change(late, minutes=24 * 60)
    since = {"from": "2026-01-02"}
    assert harvested(sickle, **since) == [make_identifier(late.pk)]
    assert harvested(sickle, until="2026-01-01") == [make_identifier(early.pk)]
    moment = "2026-01-01T00:00:00Z"
    within = {"from": moment, "until": moment}
    assert harvested(sickle, **within) == [make_identifier(early.pk)]


def test_a_hidden_article_is_listed_as_deleted(sickle: Sickle) -> None:
    hidden = make_article("Rahasia", is_hidden=True)
    change(hidden)
    (record,) = sickle.ListRecords(metadataPrefix="oai_dc")
    assert record.deleted
    assert "Rahasia" not in record.raw


def test_characters_that_xml_cannot_say_do_no_harm(sickle: Sickle) -> None:
    change(make_article("Putin \x0b tiba \ufffe"))
    (record,) = sickle.ListRecords(metadataPrefix="oai_dc")
    assert record.metadata["title"] == ["Putin \ufffd tiba \ufffd"]


def test_it_says_who_it_is_and_what_it_gives(sickle: Sickle) -> None:
    change(make_article())
    who = sickle.Identify()
    assert (who.protocolVersion, who.deletedRecord) == ("2.0", "transient")
    assert who.earliestDatestamp == "2026-01-01T00:00:00Z"
    assert [each.metadataPrefix for each in sickle.ListMetadataFormats()] == ["oai_dc"]
    with pytest.raises(NoSetHierarchy):
        list(sickle.ListSets())


@pytest.mark.parametrize(
    ("parameters", "error"),
    [
        pytest.param({"from": "yesterday"}, BadArgument, id="no-moment"),
        pytest.param({"from": "2026-02-30"}, BadArgument, id="no-such-day"),
        pytest.param(
            {"from": "2026-01-02", "until": "2026-01-01"}, BadArgument, id="backwards"
        ),
        pytest.param(
            {"from": "2026-01-02", "until": "2026-01-03T00:00:00Z"},
            BadArgument,
            id="of-two-kinds",
        ),
        pytest.param({"colour": "red"}, BadArgument, id="no-argument"),
        pytest.param({"set": "news"}, NoSetHierarchy, id="set"),
        pytest.param({"from": "2030-01-01"}, NoRecordsMatch, id="nothing-then"),
        pytest.param(
            {"metadataPrefix": "marc"}, CannotDisseminateFormat, id="other-format"
        ),
    ],
)
def test_what_can_not_be_met_is_said_in_the_protocols_words(
    sickle: Sickle, parameters: dict[str, str], error: type[Exception]
) -> None:
    change(make_article())
    with pytest.raises(error):
        list(sickle.ListRecords(**({"metadataPrefix": "oai_dc"} | parameters)))


@pytest.mark.parametrize(
    "token",
    ["x", "", "!!!", "!!2026-01-01!5", "!!9999-99-99T00:00:00Z!1", "!" * 9],
)
def test_a_token_that_nobody_gave_out_is_refused(sickle: Sickle, token: str) -> None:
    with pytest.raises(BadResumptionToken):
        list(sickle.ListRecords(resumptionToken=token))


@pytest.mark.parametrize(
    "identifier", ["4", "oai:other:article/1", "oai:localhost:article/0", "\x00"]
)
def test_an_article_that_is_not_there_is_said_so(
    sickle: Sickle, identifier: str
) -> None:
    with pytest.raises(IdDoesNotExist):
        sickle.GetRecord(identifier=identifier, metadataPrefix="oai_dc")


@pytest.mark.parametrize(
    "query", ["", "verb=", "verb=No", "verb=Identify&verb=Identify"]
)
def test_a_verb_that_is_none_is_said_so(query: str) -> None:
    answer = Client().get(f"/oai?{query}")
    (error,) = etree.fromstring(answer.content).iter("{*}error")
    assert error.get("code") == "badVerb"


def test_harvesters_may_post(sickle: Sickle) -> None:
    change(make_article())
    answer = Client(enforce_csrf_checks=True).post("/oai", {"verb": "Identify"})
    assert b"<protocolVersion>2.0" in answer.content


def test_a_page_of_records_costs_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(5):
        change(make_article())
    with django_assert_max_num_queries(10):
        Client().get("/oai?verb=ListRecords&metadataPrefix=oai_dc")
