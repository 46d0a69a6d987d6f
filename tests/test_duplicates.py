"""Texts that are alike: found, shown side by side, judged, and told to readers."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import curate, duplicates
from articles.duplicates import compare_next, count_waiting, find_relations, judge
from articles.ingest import ingest
from articles.models import ArchiveEvent, Article, Overlap
from articles.reextract import reextract
from tests.test_roles import log_in

pytestmark = [
    pytest.mark.django_db,
    # Thousands of rows that no test here looks at.
    pytest.mark.usefixtures("nothing_shipped"),
]
# Long enough for passages of it to be found in another text.
BODY = "\n\n".join(
    f"Pada hari ke-{number} warga kampung di hulu sungai menanam {number * 7} pohon "
    f"bakau bersama {number * 3} murid sekolah, kata kepala desa yang memimpin "
    f"kegiatan nomor {number} itu sejak pagi buta."
    for number in range(1, 9)
)
OTHER = "Harga cabai naik tajam di pasar induk karena pasokan dari luar kota seret.\n"


@pytest.fixture
def articles(tmp_path: Path) -> list[Article]:
    """Two with the same body under other bytes, one that adds to it, and another."""
    texts = [BODY, BODY + "\n", BODY + "\n" + OTHER, OTHER * 2 + "Lain sekali.\n"]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    ingest([tmp_path], by="a test")
    return list(Article.objects.order_by("raw_file__name"))


@pytest.fixture
def pair(articles: list[Article]) -> Overlap:
    call_command("compare")
    return Overlap.objects.get(verdict="exact")


def found() -> set[tuple[str, ...]]:
    rows = Overlap.objects.select_related("first__raw_file", "second__raw_file")
    return {(o.first.raw_file.name[0], o.second.raw_file.name[0]) for o in rows}


def test_what_is_alike_is_found_once(articles: list[Article]) -> None:
    assert count_waiting() == 4
    assert compare_next() == 4
    assert compare_next() == count_waiting() == 0
    assert {("0", "1"), ("0", "2"), ("1", "2")} <= found()
    exact = Overlap.objects.get(verdict="exact")
    assert {exact.first, exact.second} == set(articles[:2])
    assert exact.percent == 100


def test_a_text_that_is_read_as_before_is_not_compared_again(pair: Overlap) -> None:
    reextract(by="a test")
    assert count_waiting() == 0


def test_a_decision_stands_when_texts_are_compared_anew(
    pair: Overlap, curator: User
) -> None:
    judge(pair, "second-copies", by=curator, reason="One agency.")
    pair.first.extraction.__class__.objects.update(compared_at=None)
    assert compare_next() == 4
    pair.refresh_from_db()
    assert pair.decision == "second-copies"


@pytest.mark.parametrize(
    ("decision", "first", "second"),
    [
        ("first-copies", "Syndicated copy of", "Syndicated as"),
        ("second-copies", "Syndicated as", "Syndicated copy of"),
        ("first-revises", "Revision of", "Revised as"),
        ("second-revises", "Revised as", "Revision of"),
        ("unrelated", "", ""),
    ],
)
def test_readers_of_both_are_told(
    decision: str,
    first: str,
    second: str,
    pair: Overlap,
    curator: User,
    client: Client,
) -> None:
    judge(pair, decision, by=curator, reason="Seen.")
    for article, said in ((pair.first, first), (pair.second, second)):
        relations = [(each.said, each.other) for each in find_relations(article)]
        assert relations == ([(said, pair.other_than(article))] if said else [])
        page = client.get(article.get_absolute_url()).content.decode()
        assert (f'<span class="reading-role">{said}</span>' in page) is bool(said)


def test_readers_are_not_led_to_a_hidden_article(pair: Overlap, curator: User) -> None:
    judge(pair, "second-copies", by=curator, reason="Seen.")
    curate.hide(pair.second_id, by=curator, reason="r")
    assert find_relations(pair.first) == []


def test_both_articles_histories_tell_who_decided_and_why(
    pair: Overlap, curator: User
) -> None:
    judge(pair, "unrelated", by=curator, reason="By chance.")
    told = ArchiveEvent.objects.filter(about__startswith="overlap/")
    assert {event.article_id for event in told} == {pair.first_id, pair.second_id}
    for event in told:
        assert event.by == curator
        assert event.detail["reason"] == "By chance."
        assert list(event.detail["changes"].values()) == [["open", "unrelated"]]


LIST = "admin:articles_overlap_changelist"


def send(client: Client, pair: Overlap, **data: str) -> Any:
    return client.post(reverse("admin:articles_overlap_change", args=[pair.pk]), data)


def test_the_desk_lists_and_shows_pairs_in_few_queries(pair: Overlap) -> None:
    client = log_in("viewer")
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse(LIST)).content.decode()
    assert len(queries) <= 15
    assert "word for word the same" in page
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("admin:articles_overlap_change", args=[pair.pk]))
    assert len(queries) <= 15
    assert response.content.decode().count("<mark>") >= 2


def test_a_curator_compares_and_decides(articles: list[Article]) -> None:
    client = log_in("curator")
    client.post(reverse(LIST))
    assert count_waiting() == 0
    pair = Overlap.objects.get(verdict="exact")
    assert send(client, pair, decision="second-copies").status_code == 200
    done = send(client, pair, decision="second-copies", reason="One agency.")
    assert done.status_code == 302
    assert pair not in client.get(reverse(LIST)).context["rows"]
    decided = client.get(reverse(LIST) + "?decision=decided").context["rows"]
    assert decided == [pair]


def test_a_viewer_only_looks(pair: Overlap) -> None:
    client = log_in("viewer")
    assert client.post(reverse(LIST)).status_code == 403
    sent = send(client, pair, decision="unrelated", reason="r")
    assert sent.status_code == 403
    pair.refresh_from_db()
    assert pair.decision == "open"


def test_the_list_is_walked_page_by_page(
    pair: Overlap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.admin.overlap.PAGE_SIZE", 1)
    client = log_in("viewer")
    seen: list[Overlap] = []
    address = ""
    while True:
        context = client.get(f"{reverse(LIST)}?{address}").context
        seen += context["rows"]
        if not (address := context["next"]):
            break
    assert len(seen) == len(set(seen)) == Overlap.objects.count() > 1


@pytest.mark.parametrize("query", ["after=x-1", "after=9-", "verdict=x", "decision=x"])
def test_any_address_gives_a_list(query: str) -> None:
    assert log_in("viewer").get(f"{reverse(LIST)}?{query}").status_code == 200


def test_as_many_as_one_transaction_holds_are_compared(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "BATCH_SIZE", 3)
    assert [compare_next(), compare_next(), compare_next()] == [3, 1, 0]
