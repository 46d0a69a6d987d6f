from html.parser import HTMLParser

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from articles.search import put
from articles.views.articles import PAGE_SIZE
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

MAX_QUERIES = 12
# Near spellings are looked for, and lists with less asked for.
MAX_QUERIES_NOTHING_FOUND = 23


def get(client: Client, query: str = "") -> str:
    response = client.get(f"/{query}")
    assert response.status_code == 200
    return response.text


def shown(html: str) -> list[str]:
    """The titles of the results, in order."""

    class Titles(HTMLParser):
        found: list[str] = []
        is_title = False

        def handle_starttag(self, tag: str, attrs: list) -> None:
            if "result-title" in (dict(attrs).get("class") or ""):
                self.is_title = True

        def handle_endtag(self, tag: str) -> None:
            self.is_title = self.is_title and tag != "h2"

        def handle_data(self, data: str) -> None:
            if self.is_title and data.strip():
                self.found.append(data)

    titles = Titles()
    titles.found = []
    titles.feed(html)
    return titles.found


def test_the_newest_come_first_and_the_undated_last(client: Client) -> None:
    make_article("undated")
    make_article("old", published="2023-10-17")
    make_article("new", published="2024-05-16")
    assert shown(get(client)) == ["new", "old", "undated"]


def test_a_result_says_who_when_and_resting_on_whom(client: Client) -> None:
    article = make_article(
        "Judul", outlet=make_source("Harian"), published="2024-05-14~"
    )
    make_credit(article, make_source("Kantor", kind="agency"))
    html = get(client)
    assert "about 14 May 2024" in html
    assert 'href="/outlets/harian/"' in html
    assert "wire</span> Kantor</span>" in html


def test_what_is_unknown_is_said(client: Client) -> None:
    make_article("Judul")
    html = get(client)
    assert '<span class="is-unknown">Outlet unknown</span>' in html
    assert '<span class="is-unknown">No date</span>' in html


def test_a_lead_is_not_passed_off_as_a_headline(client: Client) -> None:
    make_article(lead="Kalimat pertama.")
    html = get(client)
    assert shown(html) == ["Kalimat pertama."]
    assert "No headline printed" in html


def test_article_text_is_no_markup(client: Client) -> None:
    make_article("<script>alert(1)</script>")
    assert "<script>" not in get(client)


def test_pages_lead_on_and_back_and_keep_the_filters(client: Client) -> None:
    outlet = make_source("Harian")
    for number in range(2 * PAGE_SIZE + 1):
        make_article(f"judul {number:03}", outlet=outlet, published="2024-05-16")
    make_article("not this", published="2024-05-17")
    first = client.get("/?outlet=harian")
    second = client.get("/", {"outlet": "harian", "after": first.context["page"].older})
    third = client.get("/", {"outlet": "harian", "after": second.context["page"].older})
    back = client.get("/", {"outlet": "harian", "before": third.context["page"].newer})
    assert "?outlet=harian&amp;after=" in first.text
    pages = [shown(page.text) for page in (first, second, third, back)]
    assert pages[0] + pages[1] + pages[2] == [
        f"judul {number:03}" for number in reversed(range(2 * PAGE_SIZE + 1))
    ]
    assert pages[3] == pages[1]
    assert third.context["page"].older is None
    assert first.context["page"].newer is None


def test_going_back_to_the_start_shows_a_full_first_page(client: Client) -> None:
    for number in range(PAGE_SIZE + 1):
        make_article(f"judul {number:03}", published="2024-05-16")
    oldest_but_one = client.get("/").context["page"].articles[-1]
    page = client.get("/", {"before": oldest_but_one.pos}).context["page"]
    assert len(page.articles) == PAGE_SIZE
    assert page.newer is None


@pytest.mark.parametrize(
    "query", ["after=x", "after=", "before=1e9", "after=" + "9" * 30, "after=²"]
)
def test_a_place_that_does_not_exist_shows_the_beginning(
    client: Client, query: str
) -> None:
    make_article("a")
    html = get(client, f"?{query}")
    assert shown(html) == ["a"]
    assert "That place in the list does not exist" in html


def test_a_jump_leads_to_the_articles_of_a_day_and_older_ones(client: Client) -> None:
    for day in ("2024-05-15", "2024-05-16", "2024-05-17"):
        make_article(day, published=day)
    make_article("undated")
    answer = client.get("/?dated=&jump=2024-05-16&before=7", follow=True)
    assert shown(answer.text) == ["2024-05-16", "2024-05-15", "undated"]
    assert "before" not in answer.redirect_chain[0][0]
    newer = {"before": str(answer.context["page"].newer)}
    assert shown(client.get("/", newer).text)[0] == "2024-05-17"


@pytest.mark.parametrize("day", ["", "yesterday", "2024-02-31", "\0", "9999-12-31"])
def test_a_jump_to_no_day_shows_the_beginning(client: Client, day: str) -> None:
    make_article("a", published="2024-05-16")
    assert shown(client.get("/", {"jump": day}, follow=True).text) == ["a"]


def test_beyond_the_lists_end_its_beginning_is_offered(client: Client) -> None:
    make_article("a", published="2024-05-16")
    html = get(client, "?after=1")
    assert "The list ends before this place" in html
    assert "The archive is empty" not in html


def test_a_chip_takes_its_filter_back_and_no_other(client: Client) -> None:
    make_article("a", outlet=make_source("Satu"), published="2024-05-16")
    make_source("Dua")
    query = "?outlet=satu&outlet=dua&published_after=2024-05-01&after=99&entity="
    chips = client.get(f"/{query}").context["chips"]
    assert [(str(chip.label), chip.url) for chip in chips] == [
        ("Dua", "?outlet=satu&published_after=2024-05-01"),
        ("Satu", "?outlet=dua&published_after=2024-05-01"),
        ("From 1 May 2024", "?outlet=satu&outlet=dua"),
    ]


def test_words_on_a_chip_are_quoted_once(client: Client) -> None:
    for words, label in (
        ("banjir besar", "“banjir besar”"),
        ('"banjir"', '"banjir"'),
        ("“banjir”", "“banjir”"),
    ):
        [chip] = client.get("/", {"q": words}).context["chips"]
        assert chip.label == label


def test_chosen_values_stay_chosen_in_the_form(client: Client) -> None:
    make_article("a", outlet=make_source("Satu"), published="2024-05-16")
    html = get(client, "?outlet=satu&published_after=2024-05-01&dated=certain")
    assert 'name="outlet" value="satu" checked' in html
    assert 'name="published_after" value="2024-05-01"' in html
    assert 'name="dated" value="certain" checked' in html


def test_with_days_chosen_certain_says_of_what(client: Client) -> None:
    make_article("a", published="2024-05-16")
    said = "Certainly from these days"
    for query in ("?published_after=2024-05-01", "?published_before=2024-05-31"):
        response = client.get(f"/{query}&dated=certain")
        chips = [chip.label for chip in response.context["chips"]]
        labels = [choice.label for choice in response.context["facets"].dated.choices]
        assert said in chips
        assert labels == ["Any date", said, "No date"]
        assert "can be from these days" in response.content.decode()
    page = client.get("/?dated=certain").content.decode()
    assert "Certain dates only" in page
    assert "these days" not in page


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("outlet=nobody", "The archive knows no outlet “nobody”."),
        ("published_after=yesterday", "Write the date as 2024-05-16."),
        ("event=%00", "The archive knows no event"),
    ],
)
def test_a_parameter_without_sense_is_named_and_can_be_dropped(
    client: Client, query: str, message: str
) -> None:
    make_article("a", outlet=make_source("Satu"))
    response = client.get(f"/?{query}")
    assert message in response.text
    assert shown(response.text) == []
    dropping = response.context["rejected"][0].url
    assert shown(client.get(f"/{dropping}").text) == ["a"]


def test_an_empty_list_says_which_filter_to_drop(client: Client) -> None:
    make_article("a", outlet=make_source("Satu"), published="2023-10-17")
    make_article("b", outlet=make_source("Dua"), published="2024-05-16")
    make_article("c", outlet=make_source("Dua"), published="2024-05-16")
    response = client.get("/?outlet=satu&published_after=2024-05-01")
    assert "No article fits" in response.text
    ways = response.context["ways_out"].without
    assert [(way.name, way.count, way.url) for way in ways] == [
        ("outlet", 2, "?published_after=2024-05-01"),
        ("published_after", 1, "?outlet=satu"),
    ]


def test_an_empty_archive_says_so(client: Client) -> None:
    assert "The archive is empty" in get(client)


def make_full_article(number: int) -> Article:
    article = make_article(
        f"judul {number}", outlet=make_source(f"O{number}"), published="2024-05-16"
    )
    make_credit(article, make_source(f"A{number}", kind="agency"))
    make_mention(article, make_entity(f"E{number}"))
    make_coverage(article, make_event(f"V{number}"))
    return article


def test_queries_do_not_grow_with_the_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_full_article(0)
    with django_assert_num_queries(8):
        get(client)
    for number in range(1, 51):
        make_full_article(number)
    with django_assert_num_queries(8):
        get(client)


def test_every_filter_at_once_stays_within_the_budget(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    put([make_full_article(number) for number in range(PAGE_SIZE + 2)])
    query = (
        "?outlet=o1&outlet=unknown&agency=a1&entity=e1&event=v1"
        "&published_after=2024-05-01&published_before=2024-06-01"
    )
    get(client, "?q=judul")  # after which the names are known
    for cursor in ("", "&before=1", "&after=1"):
        with django_assert_max_num_queries(MAX_QUERIES):
            get(client, query + cursor)
        with django_assert_max_num_queries(MAX_QUERIES):
            get(client, f"{query}{cursor}&q=judul")


def test_finding_nothing_costs_some_queries_more(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_full_article(1)
    query = "?outlet=unknown&agency=a1&entity=e1&event=v1&dated=none"
    words = "&q=satua+duaab+tigaa+empata+lima"
    for first in (2, 5):
        with django_assert_max_num_queries(MAX_QUERIES_NOTHING_FOUND):
            get(client, query + words)
        put([make_full_article(number) for number in range(first, first + 3)])
