"""The review workbench: its queue, the screen of one article, and two curators."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import curate
from articles.ingest import ingest
from articles.models import Article, Correction, Coverage
from articles.queue import Place, Queue, place_of
from tests.builders import (
    make_coverage,
    make_entity,
    make_event,
    make_source,
    make_user,
)
from tests.test_roles import log_in

pytestmark = [
    pytest.mark.django_db,
    # Thousands of rows that no test here looks at.
    pytest.mark.usefixtures("nothing_shipped"),
]
QUEUE = "/admin/articles/article/review/"
TEXTS = {
    "a": "Warga menanam pohon di tepi sungai.\n",
    "b": "KOTA CONTOH, Harian Contoh - Warga memanen padi, Selasa (14/5/2024).\n",
    "c": "Kabar ketiga dari desa.\n",
}


@pytest.fixture
def articles(tmp_path: Path) -> list[Article]:
    """Three articles of unknown outlets, of which the second has a day."""
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    ingest([tmp_path], by="a test")
    return list(Article.objects.order_by("raw_file__name"))


def review(article: Article) -> str:
    return reverse("admin:articles_article_review", args=[article.pk])


def open_screen(client: Client, article: Article) -> dict[str, Any]:
    """Return what a browser would send back for the article's screen, unchanged."""
    response = client.get(review(article))
    assert response.status_code == 200
    form = response.context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: value for name, value in values.items() if value not in (None, [])}


def send(
    client: Client, article: Article, data: dict[str, Any], query: str = ""
) -> Any:
    return client.post(review(article) + query, data)


def left(client: Client, query: str = "") -> int:
    count: int = client.get(QUEUE + query).context["left"]
    return count


def listed(client: Client, query: str = "") -> list[str]:
    rows = client.get(QUEUE + query).context["rows"]
    return [row["article"].raw_file.name for row in rows]


def test_what_settles_most_comes_first(
    curator_client: Client, articles: list[Article]
) -> None:
    """An event's article counts twice, and many open questions more than few."""
    assert listed(curator_client) == ["a.txt", "c.txt", "b.txt"]
    make_event("Panen", slug="panen")
    curate.correct(articles[2].pk, {"event/panen": "accepted"}, by=make_user("x"))
    assert listed(curator_client) == ["c.txt", "a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        pytest.param("?reason=date-unknown", ["a.txt", "c.txt"], id="reason"),
        pytest.param("?outlet=unknown", ["a.txt", "c.txt", "b.txt"], id="no_outlet"),
        pytest.param("?outlet=harian-lain", [], id="outlet"),
        pytest.param("?event=panen", ["a.txt"], id="event"),
        pytest.param("?event=panen&reason=date-unknown", ["a.txt"], id="both"),
        pytest.param("?reason=%00'", ["a.txt", "c.txt", "b.txt"], id="nonsense"),
    ],
)
def test_the_queue_can_be_narrowed(
    curator_client: Client, articles: list[Article], query: str, names: list[str]
) -> None:
    make_coverage(articles[0], make_event("Panen", slug="panen"))
    assert listed(curator_client, query) == names
    assert left(curator_client, query) == len(names)


def test_a_walk_through_the_queue_meets_every_article_once(
    articles: list[Article],
) -> None:
    queue = Queue()
    met, place = [], None
    while places := queue.walk(place):
        (place,) = places
        met.append(place.article)
    assert met == [place.article for place in queue.walk(limit=10)]
    assert sorted(met) == sorted(article.pk for article in articles)


def test_accepting_reviews_and_leads_to_the_next(
    curator_client: Client, articles: list[Article]
) -> None:
    data = open_screen(curator_client, articles[0]) | {"then": "reviewed"}
    response = send(curator_client, articles[0], data)
    following = curator_client.get(response["Location"])
    assert following["Location"] == review(articles[2])
    articles[0].refresh_from_db()
    assert articles[0].review_status == "reviewed"
    assert left(curator_client) == 2


def test_skipping_leads_on_and_at_the_end_to_the_queue(
    curator_client: Client, articles: list[Article]
) -> None:
    query = "?reason=date-unknown"
    page = curator_client.get(review(articles[0]) + query)
    following = curator_client.get(page.context["next_url"])
    assert following["Location"] == review(articles[2]) + query
    page = curator_client.get(following["Location"])
    assert curator_client.get(page.context["next_url"])["Location"] == QUEUE + query
    assert Correction.objects.count() == 0


def test_a_correction_is_saved_with_its_reason_in_one_act(
    curator_client: Client, articles: list[Article]
) -> None:
    make_source("Harian Benar", slug="harian-benar", domain="benar.example")
    data = open_screen(curator_client, articles[0])
    data |= {
        "outlet": "benar.example",
        "published_as": "2024-05-16",
        "reason": "Colophon.",
        "then": "reviewed",
    }
    assert send(curator_client, articles[0], data).status_code == 302
    articles[0].refresh_from_db()
    assert str(articles[0].outlet) == "Harian Benar"
    assert articles[0].published_edtf == "2024-05-16"
    line = articles[0].events.get(kind="correction")
    assert line.detail["reason"] == "Colophon."
    assert len(line.detail["corrections"]) == 3


def test_saving_leaves_open_what_is_open(
    curator_client: Client, articles: list[Article]
) -> None:
    data = open_screen(curator_client, articles[0])
    data |= {"unknown": ["outlet"], "reason": "No trace of it.", "then": "save"}
    send(curator_client, articles[0], data)
    articles[0].refresh_from_db()
    assert articles[0].needs_review == "The text gives no publication date."
    correction = Correction.objects.get()
    assert (correction.field, correction.value) == ("outlet", None)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        pytest.param({"outlet": "Tak Dikenal"}, "knows no source", id="unknown_outlet"),
        pytest.param({"outlet": "kembar"}, "kembar-dua, kembar-satu", id="ambiguous"),
        pytest.param({"published_as": "kemarin"}, "no closed EDTF", id="no_date"),
        pytest.param({"headline": "Judul", "reason": ""}, "Say why", id="no_reason"),
        pytest.param(
            {"headline": "Judul", "unknown": ["headline"]}, "not both", id="both"
        ),
    ],
)
def test_what_cannot_be_saved_says_why_and_keeps_what_was_typed(
    curator_client: Client, articles: list[Article], change: dict[str, Any], error: str
) -> None:
    for number in ("satu", "dua"):
        make_source("Kembar", slug=f"kembar-{number}")
    data = open_screen(curator_client, articles[0]) | {"reason": "r"} | change
    page = send(curator_client, articles[0], data)
    assert page.status_code == 200
    assert error in page.content.decode()
    assert next(iter(change.values())) in page.content.decode()
    assert Correction.objects.count() == 0


def test_of_two_curators_the_second_sees_both_versions_and_may_insist(
    articles: list[Article],
) -> None:
    first, second = log_in("curator"), log_in("editor")
    ours = open_screen(first, articles[0]) | {"headline": "Baru", "reason": "Seen."}
    theirs = open_screen(second, articles[0]) | {"headline": "Lain", "reason": "Read."}
    assert send(first, articles[0], ours).status_code == 302
    refused = send(second, articles[0], theirs)
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "“Baru” stands now, you have “Lain”" in page
    articles[0].refresh_from_db()
    assert articles[0].headline == "Baru"
    theirs["seen"] = refused.context["form"]["seen"].value()
    assert send(second, articles[0], theirs).status_code == 302
    articles[0].refresh_from_db()
    assert articles[0].headline == "Lain"


def test_events_are_accepted_dropped_and_added(
    curator_client: Client, articles: list[Article]
) -> None:
    for name in ("satu", "dua"):
        make_coverage(articles[0], make_event(name), status="suggested")
    third = make_event("tiga")
    data = open_screen(curator_client, articles[0])
    data |= {
        "event/satu": "accepted",
        "event/dua": "rejected",
        "add_event": third.slug,
        "then": "save",
    }
    assert send(curator_client, articles[0], data).status_code == 302
    assert dict(Coverage.objects.values_list("event__slug", "status")) == {
        "satu": "accepted",
        "dua": "rejected",
        "tiga": "accepted",
    }


def test_an_entity_is_dropped_and_taken_up_again(
    curator_client: Client, tmp_path: Path
) -> None:
    make_entity("Negeri Contoh")
    (tmp_path / "d.txt").write_text("Warga Negeri Contoh pulang.\n", encoding="utf-8")
    ingest([tmp_path], by="a test")
    article = Article.objects.get()
    data = open_screen(curator_client, article)
    for dropped, count in ((["negeri-contoh"], 0), ([], 1)):
        data = open_screen(curator_client, article) | {"dropped": dropped}
        assert send(curator_client, article, data).status_code == 302
        assert article.mentions.count() == count


def test_a_viewer_sees_the_screen_and_decides_nothing(articles: list[Article]) -> None:
    client = log_in("viewer")
    page = client.get(review(articles[0])).content.decode()
    assert "Warga" in page
    assert 'name="then"' not in page
    assert send(client, articles[0], {"then": "reviewed"}).status_code == 403
    stranger = Client()
    stranger.force_login(make_user("stranger", is_staff=True))
    assert stranger.get(review(articles[0])).status_code == 403
    assert stranger.get(QUEUE).status_code == 403


def test_an_article_that_is_not_there_is_not_found(curator_client: Client) -> None:
    assert curator_client.get("/admin/articles/article/77/review/").status_code == 404
    assert curator_client.post("/admin/articles/article/77/review/").status_code == 404


def test_the_pages_take_few_queries(
    articles: list[Article], django_assert_max_num_queries: Any
) -> None:
    make_coverage(articles[0], make_event("Panen"))
    client = log_in("curator")
    for address in (QUEUE, f"{QUEUE}?reason=date-unknown&event=panen"):
        with django_assert_max_num_queries(15):
            client.get(address)
    with django_assert_max_num_queries(15):
        client.get(review(articles[0]))


def test_a_place_follows_what_is_settled(
    articles: list[Article], curator: User
) -> None:
    assert place_of(articles[0]) == Place(2, articles[0].pk)
    curate.correct(articles[0].pk, {"outlet": None}, by=curator)
    assert place_of(Article.objects.get(pk=articles[0].pk)) == Place(1, articles[0].pk)
    curate.correct(articles[0].pk, {"review_status": "reviewed"}, by=curator)
    assert place_of(Article.objects.get(pk=articles[0].pk)) is None


def test_what_is_open_comes_first(
    articles: list[Article], curator_client: Client
) -> None:
    for name, status in (("satu", "accepted"), ("dua", "suggested")):
        make_coverage(articles[0], make_event(name), status=status)
    context = curator_client.get(review(articles[0])).context
    rows = [row.is_open for row in context["rows"]]
    assert rows == sorted(rows, reverse=True)
    assert any(rows)
    assert [field.name for field in context["event_fields"]] == [
        "event/dua",
        "event/satu",
    ]
    assert 'accesskey="x"' in str(context["event_fields"][0])


def test_who_saves_is_told_what_stays_in_the_queue(
    articles: list[Article], curator_client: Client
) -> None:
    said = []
    for then in ("save", "reviewed"):
        data = open_screen(curator_client, articles[0])
        data |= {"host": f"{then}.example", "reason": "r", "then": then}
        answer = curator_client.post(review(articles[0]), data, follow=True)
        said += [str(message) for message in answer.context["messages"]]
    assert "It stays in the queue: The text gives no publication date." in said[0]
    assert "queue" not in said[1].rpartition("</a>")[2]


def test_a_refused_form_begins_where_it_was_refused(
    articles: list[Article], curator_client: Client
) -> None:
    make_source("Harian Contoh")
    data = open_screen(curator_client, articles[0])
    answer = curator_client.post(
        review(articles[0]), data | {"outlet": "harian", "then": "reviewed"}
    )
    form = answer.context["form"]
    assert "autofocus" in str(form["outlet"])
    assert "Harian Contoh" in form.errors["outlet"][0]
