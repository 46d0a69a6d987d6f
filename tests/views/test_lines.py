"""The page of lines behind the numbers of the naming lens."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Entity, Event
from tests.builders import (
    make_article,
    make_coverage,
    make_entity,
    make_event,
    make_mention,
    make_raw_file,
    make_source,
)

pytestmark = pytest.mark.django_db

EVENT = "/events/kunjungan-contoh/naming/negeri/"
ALL = "/entities/negeri/naming/"
MAX_QUERIES = 9


def place() -> Entity:
    return make_entity("Negeri", aliases=("Tanah",))


def write(
    text: str,
    word: str,
    *,
    outlet: str = "",
    zone: str = "narration",
    event: Event | None = None,
) -> None:
    """Have an outlet write `word` in an article, on an event or on none."""
    article = make_article(
        text,
        outlet=make_source(outlet) if outlet else None,
        raw_file=make_raw_file(text),
    )
    make_mention(article, place(), start=text.index(word), surface=word, zone=zone)
    if event:
        make_coverage(article, event)


@pytest.fixture(autouse=True)
def event() -> Event:
    event = make_event()
    write("Surat dari Tanah itu", "Tanah", outlet="Satu", zone="headline", event=event)
    write("Tamu dari NEGERI itu", "NEGERI", outlet="Satu", event=event)
    write("Kabar dari Tanah itu", "Tanah", event=event)
    write("Jauh di Tanah sana", "Tanah")
    return event


def shown(client: Client, address: str) -> set[str]:
    response = client.get(address)
    assert response.status_code == 200
    return {
        line.before + line.word + line.after
        for found in response.context["articles"]
        for line in found.lines
    }


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        pytest.param(
            f"{EVENT}?word=Tanah",
            {"Surat dari Tanah itu", "Kabar dari Tanah itu"},
            id="word",
        ),
        pytest.param(f"{EVENT}?word=Negeri", {"Tamu dari NEGERI itu"}, id="shouted"),
        pytest.param(
            f"{EVENT}?outlet=satu",
            {"Surat dari Tanah itu", "Tamu dari NEGERI itu"},
            id="outlet",
        ),
        pytest.param(
            f"{EVENT}?outlet=unknown", {"Kabar dari Tanah itu"}, id="no outlet"
        ),
        pytest.param(f"{EVENT}?zone=headline", {"Surat dari Tanah itu"}, id="zone"),
        pytest.param(
            f"{EVENT}?word=Tanah&outlet=satu&zone=headline",
            {"Surat dari Tanah itu"},
            id="all three",
        ),
        pytest.param(f"{EVENT}?word=Bumi", set(), id="a word that is not used"),
        pytest.param(f"{EVENT}?zone=x%00", set(), id="no zone"),
        pytest.param(f"{EVENT}?outlet=x%00", set(), id="no outlet's name"),
        pytest.param(
            f"{ALL}?word=Tanah",
            {"Surat dari Tanah itu", "Kabar dari Tanah itu", "Jauh di Tanah sana"},
            id="all articles",
        ),
    ],
)
def test_the_lines_are_those_that_were_counted(
    client: Client, address: str, lines: set[str]
) -> None:
    assert shown(client, address) == lines


def test_a_choice_says_what_it_would_bring(client: Client) -> None:
    response = client.get(f"{EVENT}?word=Tanah&outlet=satu")
    words, outlets, zones, _days = response.context["choices"]
    assert [(c.label, c.count, c.is_chosen) for c in words.choices] == [
        ("All", 2, False),
        ("Negeri", 1, False),
        ("Tanah", 1, True),
    ]
    assert [(c.label, c.count) for c in outlets.choices] == [
        ("All", 2),
        ("Satu", 1),
        ("Outlet unknown", 1),
    ]
    assert [c.query for c in zones.choices] == [
        "word=Tanah&outlet=satu",
        "word=Tanah&outlet=satu&zone=headline",
    ]


def test_an_event_leads_to_the_lines_of_its_words(client: Client) -> None:
    html = client.get("/events/kunjungan-contoh/").text
    assert f'href="{EVENT}?word=Tanah&amp;outlet=satu"' in html
    assert f'href="{EVENT}?word=Negeri&amp;zone=narration"' in html


def test_what_was_merged_leads_to_where_it_went(client: Client) -> None:
    absorbed = make_entity("Lama")
    Entity.objects.filter(pk=absorbed.pk).update(merged_into=place().pk)
    assert client.get("/entities/lama/naming/")["Location"] == ALL
    response = client.get("/events/kunjungan-contoh/naming/lama/")
    assert (response.status_code, response["Location"]) == (301, EVENT)


@pytest.mark.parametrize(
    "path", ["/entities/nobody/naming/", "/events/nothing/naming/negeri/"]
)
def test_a_name_the_archive_does_not_know_is_not_found(
    client: Client, path: str
) -> None:
    assert client.get(path).status_code == 404


def test_queries_do_not_grow_with_the_rows(
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    event: Event,
) -> None:
    for number in range(12):
        text = f"Surat {number} dari Tanah itu"
        write(text, "Tanah", outlet=f"Harian {number}", event=event)
        with django_assert_max_num_queries(MAX_QUERIES):
            assert len(shown(client, EVENT)) == number + 4


@pytest.fixture
def dated(event: Event) -> None:
    """Four articles on the event: of a day, about a day, of a month, undated."""
    for text, published in {
        "Pagi di Tanah kami": "2024-05-16",
        "Kira-kira di Tanah": "2024-05-20~",
        "Bulan di Tanah ini": "2024-05",
        "Kapan di Tanah itu": "",
    }.items():
        article = make_article(text, published=published, raw_file=make_raw_file(text))
        start = text.index("Tanah")
        make_mention(article, place(), start=start, surface="Tanah")
        make_coverage(article, event)


DAY, ABOUT, MONTH, NEVER = (
    "Pagi di Tanah kami",
    "Kira-kira di Tanah",
    "Bulan di Tanah ini",
    "Kapan di Tanah itu",
)


@pytest.mark.parametrize("address", [ALL, EVENT])
@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("published_after=2024-05-16&published_before=2024-05-16", {DAY, MONTH}),
        ("published_after=2024-05-17", {ABOUT, MONTH}),
        ("published_before=2024-05-15", {MONTH}),
        ("published_after=2024-05-01&dated=certain", {DAY, MONTH}),
        ("published_after=2024-05-16&word=Negeri", set()),
    ],
)
def test_lines_are_of_the_days_that_the_list_would_show(
    client: Client, dated: None, address: str, query: str, lines: set[str]
) -> None:
    assert shown(client, f"{address}?{query}") == lines


def test_numbers_are_of_the_chosen_days(client: Client, dated: None) -> None:
    for address in (ALL, EVENT):
        context = client.get(f"{address}?published_after=2024-05-17").context
        words = next(group for group in context["choices"] if group.name == "word")
        assert context["count"] == 2
        assert [(c.label, c.count) for c in words.choices] == [("All", 2), ("Tanah", 2)]


def test_days_stay_chosen_in_every_link_and_field(client: Client, dated: None) -> None:
    query = "published_after=2024-05-16&published_before=2024-06-01"
    response = client.get(f"{EVENT}?word=Tanah&{query}&dated=certain")
    words, outlets, zones, days = response.context["choices"]
    for group in (words, outlets, zones):
        assert all(query in choice.query for choice in group.choices)
        assert all("dated=certain" in choice.query for choice in group.choices)
    assert all("word=Tanah" in choice.query for choice in days.choices)
    assert 'name="word" value="Tanah"' in response.text
    assert 'name="published_after" value="2024-05-16"' in response.text
    assert 'value="certain" checked' in response.text
    assert "Certainly from these days" in response.text


def test_an_events_lines_are_told_by_its_days(client: Client, dated: None) -> None:
    days = client.get(EVENT).context["choices"][-1]
    found = {c.label: shown(client, f"{EVENT}?{c.query}") for c in days.choices}
    assert found["Before"] == {MONTH}
    assert found["During the event"] == {DAY, MONTH}
    assert found["After"] == {ABOUT, MONTH}
    assert len(found["Any day"]) == 7
    assert [group.name for group in client.get(ALL).context["choices"]] == [
        "word",
        "outlet",
        "zone",
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("published_after=kemarin", "Write the date as 2024-05-16."),
        (
            "published_after=2024-05-17&published_before=2024-05-16",
            "The last day is earlier than the first.",
        ),
        ("dated=maybe", "use “certain” or “none”"),
    ],
)
def test_what_is_wrong_with_the_days_is_said_with_a_way_out(
    client: Client, dated: None, query: str, message: str
) -> None:
    response = client.get(f"{EVENT}?word=Tanah&{query}")
    assert response.status_code == 200
    (said,) = response.context["rejected"]
    assert message in said.label
    assert "word=Tanah" in said.url
    assert not response.context["articles"]
    assert shown(client, f"{EVENT}{said.url}")


def test_a_month_on_an_entitys_page_leads_to_its_lines(
    client: Client, dated: None
) -> None:
    for word in ("Tanah", "NEGERI"):
        text = f"Juni, {word} kita"
        article = make_article(
            text, published="2024-06-02", raw_file=make_raw_file(text)
        )
        make_mention(article, place(), start=6, surface=word)
    page = client.get("/entities/negeri/").text
    query = "published_after=2024-06-01&published_before=2024-06-30"
    assert f"{ALL}?{query}".replace("&", "&amp;") in page
    assert shown(client, f"{ALL}?{query}") == {"Juni, Tanah kita", "Juni, NEGERI kita"}


def test_all_outlets_are_counted_in_the_chosen_days(
    client: Client, dated: None
) -> None:
    query = "published_after=2024-05-17"
    response = client.get(f"{EVENT}outlets/?{query}")
    assert response.context["lens"].overall.total == 2
    assert f"../?word=Tanah&amp;outlet=unknown&amp;{query}" in response.text


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        pytest.param(
            "word=Tanah&outlet=satu&zone=headline&published_after=2030-01-01",
            ["Tanah", "Satu", "headline"],
            id="on other days",
        ),
        pytest.param(
            "outlet=unknown&word=NEGERI", ["NEGERI", "Outlet unknown"], id="no outlet"
        ),
        pytest.param("outlet=nobody", ["nobody"], id="nobody's"),
    ],
)
def test_what_brings_no_line_is_seen_and_can_be_taken_back(
    client: Client, query: str, seen: list[str]
) -> None:
    for address in (ALL, EVENT):
        response = client.get(f"{address}?{query}")
        chosen = [
            (choice.label, choice.count)
            for group in response.context["choices"]
            for choice in group.choices
            if choice.is_chosen and choice.count is not None
        ]
        assert set(seen) <= {label for label, _ in chosen}
        assert '<a href="?">Show all lines</a>' in response.text
    assert len(shown(client, f"{EVENT}?")) == 3


@pytest.mark.parametrize(
    ("query", "is_open"),
    [
        pytest.param("", False, id="any day"),
        pytest.param("published_before=2024-05-15", False, id="before the event"),
        pytest.param("published_before=2024-04-01", True, id="days of one's own"),
        pytest.param("dated=certain", True, id="exact dates"),
        pytest.param("published_after=kemarin", True, id="no date"),
    ],
)
def test_dates_are_open_where_no_link_stands_for_what_is_chosen(
    client: Client, query: str, is_open: bool
) -> None:
    assert ("<details open>" in client.get(f"{EVENT}?{query}").text) is is_open
