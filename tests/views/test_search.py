import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import search
from articles.models import Article
from tests.builders import (
    make_article,
    make_coverage,
    make_entity,
    make_event,
    make_mention,
    make_source,
)

pytestmark = pytest.mark.django_db


def index(headline: str, body: str, *, published: str = "2024-05-16") -> Article:
    article = make_article(headline, body=body, published=published)
    search.put([article])
    return article


def titles(client: Client, **parameters: str) -> list[str]:
    page = client.get("/", parameters).context["page"]
    return [article.title for article in page.articles]


def test_words_narrow_the_list(client: Client) -> None:
    index("Satu", "Warga menanam pohon.")
    index("Dua", "Sungai meluap.", published="2024-05-17")
    assert titles(client, q="penanaman") == ["Satu"]
    assert titles(client, q="pohon OR sungai") == ["Dua", "Satu"]
    assert titles(client, q="pohon", published_after="2024-05-17") == []


@pytest.fixture
def floods() -> None:
    """Three articles on one thing, the best match the oldest."""
    index("Banjir dan longsor", "Warga mengungsi.", published="2024-05-01")
    index("Banjir surut", "Sesudah longsor.", published="2024-05-02")
    index("Kabar lain", "Banjir, juga longsor.", published="2024-05-04")
    index("Kabar lama", "Longsor, juga banjir.", published="2024-05-03")


@pytest.mark.usefixtures("floods")
def test_words_in_the_title_come_first_then_the_newest(client: Client) -> None:
    best = ["Banjir dan longsor", "Banjir surut", "Kabar lain", "Kabar lama"]
    assert titles(client, q="banjir longsor") == best
    assert titles(client, q="banjir longsor", sort="relevance") == best
    newest = ["Kabar lain", "Kabar lama", "Banjir surut", "Banjir dan longsor"]
    assert titles(client, q="banjir longsor", sort="date") == newest


@pytest.mark.usefixtures("floods")
def test_the_order_can_be_changed_and_what_is_chosen_stays(client: Client) -> None:
    page = client.get("/", {"q": "banjir", "dated": "certain", "after": "1"})
    orders = page.context["orders"]
    assert [(order.is_chosen, order.url) for order in orders] == [
        (True, "?q=banjir&dated=certain&sort=relevance"),
        (False, "?q=banjir&dated=certain&sort=date"),
    ]
    assert client.get("/").context["orders"] == []


@pytest.mark.usefixtures("floods")
def test_an_unknown_order_is_refused_in_words(client: Client) -> None:
    assert "“luck” is no order" in client.get("/?q=banjir&sort=luck").text


def test_a_lead_that_stands_for_a_title_counts_as_one(client: Client) -> None:
    article = make_article(
        lead="Gempa terasa.", body="Gempa terasa. Lagi.", published="2024-05-01"
    )
    search.put([article])
    index("Kabar", "Sebuah gempa.")
    assert titles(client, q="gempa") == ["Gempa terasa.", "Kabar"]


@pytest.mark.usefixtures("floods")
def test_pages_of_the_best_lead_on_and_back_while_articles_come_in(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    best = titles(client, q="banjir longsor")
    monkeypatch.setattr("articles.views.articles.PAGE_SIZE", 1)
    seen: list[str] = []
    cursor: dict[str, str] = {}
    for number in range(3):
        page = client.get("/", {"q": "banjir longsor"} | cursor).context["page"]
        seen += [article.title for article in page.articles]
        cursor = {"after": str(page.older)}
        index(f"Banjir, longsor {number}", f"Baru {number}.", published="2024-06-01")
    assert seen == best[:3]
    last = client.get("/", {"q": "banjir longsor"} | cursor).context["page"]
    assert [article.title for article in last.articles] == best[3:]
    back = {"before": str(last.newer)}
    assert titles(client, q="banjir longsor", **back) == [best[2]]


@pytest.mark.usefixtures("floods")
def test_a_place_among_other_words_tiers_shows_the_beginning(client: Client) -> None:
    assert titles(client, q="banjir", after="7.1")[0].startswith("Banjir")


def test_what_was_found_is_marked_in_title_and_passage(client: Client) -> None:
    index("Pohon tumbang", f"{'Kata lain. ' * 60} Sebuah pohon besar roboh.")
    page = client.get("/", {"q": "pohon"}).content.decode()
    assert "<mark>Pohon</mark> tumbang" in page
    assert "Sebuah <mark>pohon</mark> besar roboh." in page


def test_article_text_stays_text_when_marked(client: Client) -> None:
    index("Judul", "<script>pohon</script>")
    page = client.get("/", {"q": "pohon"}).content.decode()
    assert "&lt;script&gt;<mark>pohon</mark>&lt;/script&gt;" in page


def test_names_are_found_under_their_others_unless_switched_off(
    client: Client,
) -> None:
    make_entity("China", aliases=("Tiongkok",))
    index("Satu", "Kabar dari Tiongkok.")
    page = client.get("/", {"q": "china"})
    assert [article.title for article in page.context["page"].articles] == ["Satu"]
    assert page.context["also"] == ["Tiongkok"]
    assert "exact=true" in page.content.decode()
    assert titles(client, q="china", exact="true") == []
    assert titles(client, q='"china"') == []


def test_facets_count_what_was_found(client: Client) -> None:
    for headline, outlet in (("Satu pohon", "Koran A"), ("Dua", "Koran B")):
        article = make_article(headline, outlet=make_source(outlet))
        search.put([article])
    facets = client.get("/", {"q": "pohon"}).context["facets"]
    assert facets.total == 1
    assert [(each.label, each.count) for each in facets.outlet.choices] == [
        ("Koran A", 1)
    ]


def test_the_box_keeps_the_other_filters_and_the_filters_keep_the_words(
    client: Client,
) -> None:
    page = client.get("/", {"q": "pohon", "outlet": "unknown"}).content.decode()
    assert page.count('<input type="hidden" name="outlet" value="unknown">') == 1
    assert page.count('<input type="hidden" name="q" value="pohon">') == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("-", id="only_a_dash"),
        pytest.param("\x00", id="nul"),
        pytest.param("a" * 5000, id="long"),
        pytest.param('"' + "ia " * 70, id="long_phrase"),
        pytest.param("a OR " * 50, id="many_alternatives"),
        pytest.param(" ".join(map(chr, range(97, 123))) * 4, id="many_words"),
        pytest.param("-a -b " * 34, id="much_unwanted"),
    ],
)
def test_odd_words_make_a_page(client: Client, words: str) -> None:
    assert client.get("/", {"q": words}).status_code == 200


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(), sort=st.sampled_from(["", "date"]), after=st.text(max_size=9))
def test_any_words_make_a_page(
    client: Client, words: str, sort: str, after: str
) -> None:
    index_once()
    answer = client.get("/", {"q": words, "sort": sort, "after": after})
    assert answer.status_code == 200
    assert answer.context["rejected"] == []


def index_once() -> None:
    if not Article.objects.exists():
        index("Panen raya", "Petani memanen padi.")


def test_what_is_not_read_is_said(client: Client) -> None:
    index("Panen", "Padi.")
    page = client.get("/", {"q": f"panen {' ' * 300} tiada"})
    assert "Only the first 200 characters were read." in page.text
    assert [article.title for article in page.context["page"].articles] == ["Panen"]
    assert 'value="panen"' in page.text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("kunjugan", "kunjungan", id="a_letter_left_out"),
        pytest.param("Beijnig", "beijing", id="letters_swapped"),
        pytest.param("kunjungan Tiongok", "kunjungan tiongkok", id="a_name"),
        pytest.param('"kunjungan kenegraan"', '"kunjungan kenegaraan"', id="phrase"),
        pytest.param("kunjugan -zzz", "kunjungan -zzz", id="unwanted_stay"),
    ],
)
def test_a_near_spelling_is_offered_where_nothing_is_found(
    client: Client, typed: str, meant: str
) -> None:
    make_entity("China", aliases=("Tiongkok",))
    index("Kunjungan kenegaraan ke Beijing", "Ke Tiongkok.")
    spelling = client.get("/", {"q": typed}).context["ways_out"].spelling
    assert (spelling.label, spelling.count) == (meant, 1)
    assert titles(client, q=meant) == ["Kunjungan kenegaraan ke Beijing"]


@pytest.mark.parametrize("typed", ["xqzwv", "ke", "-kunjungan", "panen OR"])
def test_what_is_near_nothing_gets_no_other_spelling(
    client: Client, typed: str
) -> None:
    index("Kunjungan", "Isi.")
    assert client.get("/", {"q": typed}).context["ways_out"].spelling is None


def test_words_that_are_not_found_together_can_be_left_out(client: Client) -> None:
    index("Banjir", "Air.")
    index("Gempa", "Bumi.")
    ways = client.get("/", {"q": "banjir gempa -api"}).context["ways_out"].without
    assert [(way.label, way.count) for way in ways] == [("“banjir”", 1), ("“gempa”", 1)]
    assert "q=gempa+-%22api%22" in ways[0].url


@pytest.mark.parametrize("kind", ["outlet", "entity", "event"])
def test_a_page_of_one_thing_searches_its_articles(client: Client, kind: str) -> None:
    article = make_article("Panen", outlet=make_source("Koran"), published="2024-05-16")
    make_mention(article, make_entity("Desa"))
    make_coverage(article, make_event("Raya"))
    slug, folder = {
        "outlet": ("koran", "outlets"),
        "entity": ("desa", "entities"),
        "event": ("raya", "events"),
    }[kind]
    page = client.get(f"/{folder}/{slug}/").text
    assert page.count('role="search"') == 1
    assert f'<input type="hidden" name="{kind}" value="{slug}">' in page
