import pytest
from django.http import QueryDict
from django.test import Client, RequestFactory

from articles.choices import LISTED, OpenFacet, count_review, open_facet
from articles.filters import ArticleFilter
from articles.models import Article, ReviewReason
from articles.search import put
from tests.builders import (
    make_article,
    make_coverage,
    make_credit,
    make_entity,
    make_event,
    make_mention,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


def open_(key: str, typed: str = "", query: str = "") -> OpenFacet:
    articles = ArticleFilter(QueryDict(query), Article.objects.all())
    opened = open_facet(articles, key, typed)
    assert opened
    return opened


def counts(opened: OpenFacet) -> list[tuple[str, int]]:
    return [(choice.value, choice.count) for choice in opened.facet.choices]


def test_an_open_facet_lists_more_and_says_when_there_are_more_still() -> None:
    for number in range(LISTED + 1):
        make_article(outlet=make_source(f"Koran {number:02}"))
    opened = open_("outlet").facet
    assert len(opened.choices) == LISTED
    assert opened.has_more


@pytest.mark.parametrize(
    ("key", "typed", "found"),
    [
        pytest.param("outlet", "ARI", [("harian", 1)], id="outlet"),
        pytest.param("place", "tiong", [("china", 1)], id="another_name"),
        pytest.param("person", "chi", [], id="another_kind"),
        pytest.param("event", "kunj", [("kunjungan", 1)], id="event"),
        pytest.param("agency", "ant", [("kantor", 1)], id="agency"),
        pytest.param("outlet", "%", [], id="no_pattern"),
        pytest.param("outlet", "\0", [("harian", 1), ("koran", 1)], id="nul"),
        pytest.param("place", "x" * 5000, [], id="long"),
    ],
)
def test_choices_are_found_by_part_of_a_name(
    key: str, typed: str, found: list[tuple[str, int]]
) -> None:
    article = make_article(outlet=make_source("Harian"))
    make_article(outlet=make_source("Koran"))
    make_mention(article, make_entity("China", aliases=("Tiongkok",)))
    make_mention(article, make_entity("Desa"), start=50)
    make_coverage(article, make_event("Kunjungan"))
    make_credit(article, make_source("Kantor", kind="agency"))
    assert counts(open_(key, typed)) == found


def test_open_choices_are_counted_on_the_list_and_the_chosen_stay() -> None:
    here, there = make_entity("Sini"), make_entity("Sana")
    make_mention(make_article(published="2024-05-16"), here)
    make_mention(make_article(), there)
    query = "entity=sana&published_after=2024-05-01"
    assert counts(open_("place", "", query)) == [("sana", 0), ("sini", 1)]
    assert counts(open_("place", "sin", query)) == [("sana", 0), ("sini", 1)]


def test_there_is_no_such_facet() -> None:
    articles = ArticleFilter(QueryDict(""), Article.objects.all())
    assert open_facet(articles, "entity", "") is None
    assert open_facet(articles, "\0", "") is None


def test_a_facet_opens_on_the_same_page_and_closes_again(client: Client) -> None:
    for number in range(14):
        make_article(outlet=make_source(f"Koran {number:02}"))
    closed = client.get("/?dated=none&after=9").text
    assert "dated=none&amp;after=9&amp;facet=outlet#facet-outlet" in closed
    opened = client.get("/?dated=none&facet=outlet&facet_q=koran+0").text
    assert opened.count('name="outlet"') == 10
    assert '<input type="hidden" name="facet" value="outlet">' in opened
    assert '"?dated=none#facet-outlet"' in opened


def test_review_is_shown_and_chosen_by_curators_alone(
    client: Client, curator_client: Client
) -> None:
    article = make_article("a")
    ReviewReason.objects.create(article=article, reason="date-unknown")
    Article.objects.filter(pk=make_article("b").pk).update(review_status="reviewed")
    public = client.get("/?review=reviewed")
    assert public.context["facets"].total == 2
    assert "facet-review" not in public.text
    page = curator_client.get("/?review=reviewed")
    assert [each.title for each in page.context["page"].articles] == ["b"]
    assert page.context["facets"].total == 1
    assert [chip.label for chip in page.context["chips"]] == ["reviewed"]
    found = page.context["review"].choices
    assert [(choice.value, choice.count) for choice in found] == [
        ("", 2),
        ("needed", 1),
        ("unreviewed", 1),
        ("reviewed", 1),
    ]
    assert "is no state of review" in curator_client.get("/?review=done").text


def test_who_is_no_curator_sees_no_review(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = make_user()
    articles = ArticleFilter(QueryDict(""), Article.objects.all(), request=request)
    assert count_review(articles) is None


def test_states_of_review_are_counted_on_the_list(curator_client: Client) -> None:
    make_article("a", published="2024-05")
    make_article("b", published="2024-06-02")
    page = curator_client.get("/?published_before=2024-05-09&review=needed")
    counted = page.context["review"].choices
    assert [choice.count for choice in counted] == [1, 0, 1, 0]


def test_states_of_review_are_counted_among_what_has_words_and_values(
    curator_client: Client,
) -> None:
    entity = make_entity("Sini")
    articles = [make_article(f"Banjir {number}") for number in range(3)]
    make_mention(articles[0], entity)
    make_mention(make_article("Gempa"), entity)
    put(articles)
    for query, count in (
        ("q=banjir", 3),
        ("entity=sini", 2),
        ("q=banjir&entity=sini", 1),
    ):
        page = curator_client.get(f"/?{query}")
        counted = page.context["review"].choices
        assert [choice.count for choice in counted] == [count, 0, count, 0]
