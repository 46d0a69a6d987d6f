import pytest
from django.http import QueryDict

from articles.fields import MAX_VALUES
from articles.filters import ArticleFilter
from articles.models import Article
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


def titles(query: str) -> set[str]:
    articles = ArticleFilter(QueryDict(query), queryset=Article.objects.all())
    assert articles.is_valid(), articles.errors
    return {article.headline for article in articles.qs}


def test_outlets_widen_the_choice() -> None:
    make_article("a", outlet=make_source("Satu"))
    make_article("b", outlet=make_source("Dua"))
    make_article("c", outlet=make_source("Tiga"))
    assert titles("outlet=satu&outlet=dua") == {"a", "b"}


def test_unknown_is_an_outlet_among_others() -> None:
    make_article("a", outlet=make_source("Satu"))
    make_article("b")
    make_article("c", outlet=make_source("Dua"))
    assert titles("outlet=unknown") == {"b"}
    assert titles("outlet=unknown&outlet=satu") == {"a", "b"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(
            "published_after=2024-05-16", {"day", "month", "range"}, id="from"
        ),
        pytest.param("published_before=2024-04-30", {"april"}, id="to"),
        pytest.param(
            "published_after=2024-05-01&published_before=2024-05-15",
            {"month", "range"},
            id="overlap",
        ),
        pytest.param(
            "published_after=2024-05-16&published_before=2024-05-16&dated=certain",
            {"day"},
            id="certainly_within",
        ),
        pytest.param(
            "published_after=2024-05-01&published_before=2024-05-31&dated=certain",
            {"day", "month", "range"},
            id="a_month_is_certainly_within_itself",
        ),
        pytest.param("dated=certain", {"day", "april"}, id="day_known"),
        pytest.param("dated=none", {"undated"}, id="undated"),
        pytest.param(
            "dated=none&published_after=2024-05-01", set(), id="contradiction"
        ),
    ],
)
def test_dates_narrow_by_the_days_an_article_can_be_from(
    query: str, expected: set[str]
) -> None:
    make_article("day", published="2024-05-16")
    make_article("month", published="2024-05")
    make_article("range", published="2024-05-14/2024-05-17")
    make_article("april", published="2024-04-20")
    make_article("undated")
    assert titles(query) == expected


def test_rejected_coverage_is_no_coverage() -> None:
    event = make_event("Kunjungan")
    for status in ("accepted", "suggested", "rejected"):
        make_coverage(make_article(status), event, status=status)
    assert titles("event=kunjungan") == {"accepted", "suggested"}


def test_an_entity_named_in_boilerplate_alone_is_not_mentioned() -> None:
    place = make_entity("Negeri")
    make_mention(make_article("told"), place)
    make_mention(make_article("advertised"), place, zone="boilerplate")
    assert titles("entity=negeri") == {"told"}


def test_an_agency_is_credited_for_text_and_not_for_photos() -> None:
    agency = make_source("Kantor", kind="agency")
    for role in ("wire", "cited", "photo"):
        make_credit(make_article(role), agency, role=role)
    assert titles("agency=kantor") == {"wire", "cited"}


def test_an_article_with_many_matches_comes_once() -> None:
    article = make_article("a")
    place = make_entity("Negeri")
    make_mention(article, place, start=0)
    make_mention(article, place, start=50)
    articles = ArticleFilter(QueryDict("entity=negeri"), Article.objects.all())
    assert list(articles.qs) == [article]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        pytest.param("outlet=nobody", "outlet", id="unknown_outlet"),
        pytest.param("outlet=%00", "outlet", id="nul"),
        pytest.param("outlet=a%20b", "outlet", id="no_slug"),
        pytest.param("event=nothing", "event", id="unknown_event"),
        pytest.param("entity=nothing", "entity", id="unknown_entity"),
        pytest.param("agency=nobody", "agency", id="unknown_agency"),
        pytest.param("dated=maybe", "dated", id="no_certainty"),
        pytest.param("published_after=16/05/2024", "published_after", id="no_date"),
        pytest.param(
            "published_after=2024-05-17&published_before=2024-05-16",
            "published_before",
            id="ends_before_it_starts",
        ),
        pytest.param(
            "&".join(f"outlet=o{n}" for n in range(MAX_VALUES + 1)),
            "outlet",
            id="too_many",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(query: str, field: str) -> None:
    articles = ArticleFilter(QueryDict(query), queryset=Article.objects.all())
    assert not articles.is_valid()
    assert articles.errors[field][0]


def test_an_outlet_is_no_agency() -> None:
    make_source("Harian")
    articles = ArticleFilter(QueryDict("agency=harian"), Article.objects.all())
    assert "harian" in articles.errors["agency"][0]


def test_an_interval_with_a_doubtful_end_is_no_certain_date() -> None:
    make_article("about", published="2024-05-14~/2024-05-16")
    assert titles("published_after=2024-05-01&dated=certain") == set()


def test_about_a_day_is_no_certain_date() -> None:
    make_article("about", published="2024-05-14~")
    assert titles("published_after=2024-05-14") == {"about"}
    assert titles("dated=certain") == set()
    assert titles("published_after=2024-05-14&dated=certain") == set()
