from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import curate
from articles.ingest import ingest
from articles.models import (
    Article,
    Correction,
    Coverage,
    Entity,
    Event,
    IngestRun,
    Source,
    SourceName,
)
from articles.store import list_articles
from tests.builders import make_coverage, make_entity, make_event, make_source

pytestmark = [
    pytest.mark.django_db,
    # Thousands of rows that no test here looks at.
    pytest.mark.usefixtures("nothing_shipped"),
]


@pytest.fixture
def article(tmp_path: Path) -> Article:
    """An article of an unknown outlet and day."""
    (tmp_path / "a.txt").write_text(
        "Warga menanam pohon di tepi sungai.\n", encoding="utf-8"
    )
    ingest([tmp_path], by="a test")
    return Article.objects.get()


def open_form(client: Client, article: Article) -> dict[str, str]:
    """Return what a browser would send back for the article's form, unchanged."""
    response = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert response.status_code == 200
    form = response.context["adminform"].form
    formset = response.context["inline_admin_formsets"][0].formset
    data = {
        bound.html_name: bound.value()
        for part in (form, formset.management_form, *formset.forms)
        for bound in part
        if bound.value() not in (None, [])
    }
    return {name: str(value) for name, value in data.items()}


def save_form(client: Client, article: Article, data: dict[str, str]) -> list[str]:
    """Send the form; return the errors it came back with."""
    response = client.post(
        reverse("admin:articles_article_change", args=[article.pk]), data
    )
    if response.status_code == 302:
        return []
    errors = response.context["errors"]
    return [str(error) for error in errors]


def test_a_change_is_kept_as_a_correction_with_its_reason(
    curator_client: Client, curator: User, article: Article
) -> None:
    outlet = make_source("Harian Benar", slug="harian-benar")
    data = open_form(curator_client, article)
    data |= {
        "outlet": str(outlet.pk),
        "published_as": "2024-05-16",
        "byline_lines": "author: Penulis Contoh",
        "reason": "As printed on the page.",
    }
    assert save_form(curator_client, article, data) == []
    article.refresh_from_db()
    assert article.outlet == outlet
    assert (article.published_edtf, article.published_basis) == (
        "2024-05-16",
        "curated",
    )
    assert article.bylines == [{"name": "Penulis Contoh", "role": "author"}]
    corrections = Correction.objects.values_list("field", "value", "by", "reason")
    assert set(map(str, corrections)) == {
        str((field, value, curator.pk, "As printed on the page."))
        for field, value in {
            "outlet": "harian-benar",
            "published": "2024-05-16",
            "bylines": [{"name": "Penulis Contoh", "role": "author"}],
        }.items()
    }


def test_a_form_saved_unchanged_corrects_nothing(
    curator_client: Client, curator: User, article: Article
) -> None:
    bylines = [{"name": name, "role": "author"} for name in ("Satu", "Dua")]
    curate.correct(
        article.pk, {"bylines": bylines, "headline": "Dua\nbaris"}, by=curator
    )
    before = Correction.objects.count()
    data = open_form(curator_client, article)
    # As a browser sends line ends.
    data = {name: value.replace("\n", "\r\n") for name, value in data.items()}
    assert save_form(curator_client, article, data) == []
    assert Correction.objects.count() == before


def test_lines_that_a_browser_ended_its_own_way_are_unchanged(
    curator_client: Client, article: Article
) -> None:
    lines = "author: Penulis Satu\nauthor: Penulis Dua"
    data = open_form(curator_client, article)
    save_form(curator_client, article, data | {"byline_lines": lines, "reason": "r"})
    data = open_form(curator_client, article)
    assert data["byline_lines"] == lines
    data["byline_lines"] = lines.replace("\n", "\r\n")
    assert save_form(curator_client, article, data) == []
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "error"),
    [
        pytest.param({"headline": "Judul"}, "Say why", id="no_reason"),
        pytest.param(
            {"published_as": "16 Mei", "reason": "r"}, "no closed EDTF", id="no_date"
        ),
        pytest.param(
            {"byline_lines": "Penulis", "reason": "r"}, "role: name", id="no_byline"
        ),
    ],
)
def test_what_cannot_be_saved_says_why_and_changes_nothing(
    curator_client: Client, article: Article, change: dict[str, str], error: str
) -> None:
    data = open_form(curator_client, article) | change
    assert error in " ".join(save_form(curator_client, article, data))
    assert Correction.objects.count() == 0


def test_a_stale_form_is_refused(curator_client: Client, article: Article) -> None:
    stale = open_form(curator_client, article) | {"headline": "Lama", "reason": "r"}
    fresh = open_form(curator_client, article) | {"headline": "Baru", "reason": "r"}
    assert save_form(curator_client, article, fresh) == []
    assert "changed after you opened it" in " ".join(
        save_form(curator_client, article, stale)
    )
    article.refresh_from_db()
    assert article.headline == "Baru"


def test_a_correction_can_be_taken_back(
    curator_client: Client, article: Article
) -> None:
    data = open_form(curator_client, article)
    data |= {"headline": "Judul", "reason": "r"}
    save_form(curator_client, article, data)
    data = open_form(curator_client, article)
    save_form(curator_client, article, data | {"withdrawn": "headline"})
    article.refresh_from_db()
    assert article.headline == ""
    page = curator_client.get(article.get_absolute_url(), follow=True)
    assert "settled by a curator" not in page.content.decode()


def test_an_event_is_accepted_rejected_and_added(
    curator_client: Client, article: Article
) -> None:
    suggested, added = make_event("Satu"), make_event("Dua")
    make_coverage(article, suggested, status="suggested", basis="inferred")
    data = open_form(curator_client, article)
    data |= {
        "coverage-TOTAL_FORMS": "2",
        "coverage-0-status": "rejected",
        "coverage-1-event": str(added.pk),
        "coverage-1-status": "accepted",
        "coverage-1-article": str(article.pk),
    }
    assert save_form(curator_client, article, data) == []
    assert dict(Coverage.objects.values_list("event__slug", "status")) == {
        "satu": "rejected",
        "dua": "accepted",
    }


def test_the_queue_says_in_words_why_and_filters_by_it(
    curator_client: Client, article: Article
) -> None:
    changelist = reverse("admin:articles_article_changelist")
    listed = curator_client.get(changelist, {"reason": "outlet-unknown"})
    assert "The text names no outlet." in listed.content.decode()
    assert listed.context["cl"].result_count == 1
    other = curator_client.get(changelist, {"reason": "encoding-guessed"})
    assert other.context["cl"].result_count == 0


def test_the_changelist_filters_by_outlet_unknown_and_event(
    curator_client: Client, article: Article
) -> None:
    make_coverage(article, make_event("Satu"))
    changelist = reverse("admin:articles_article_changelist")

    def count(**filters: str) -> int:
        found: int = curator_client.get(changelist, filters).context["cl"].result_count
        return found

    assert count(outlet="unknown") == count(event="satu") == 1
    assert count(outlet="nobody") == count(event="nothing") == 0
    Coverage.objects.update(status="rejected")
    list_articles([article])
    assert count(event="satu") == 0


def test_the_changelist_goes_by_time_whatever_narrows_or_sorts_it(
    curator_client: Client, article: Article, tmp_path: Path
) -> None:
    for day in (16, 14, 15):
        (tmp_path / f"{day}.txt").write_text(
            f"Kabar {day}\n{day} Mei 2024\nWarga menanam pohon.\n", encoding="utf-8"
        )
    ingest([tmp_path], by="a test")
    event = make_event("Satu")
    for each in Article.objects.all():
        make_coverage(each, event)
    newest = list(Article.objects.newest_first())
    assert newest[-1] == article
    changelist = reverse("admin:articles_article_changelist")

    def listed(**filters: str) -> list[Article]:
        return list(curator_client.get(changelist, filters).context["cl"].result_list)

    reason = {"reason": "outlet-unknown"}
    for filters in ({}, reason, {"event": "satu"}, reason | {"event": "satu"}):
        assert listed(**filters) == newest
    assert listed(q="pohon", **reason) == newest
    undated = {"reason": "date-unknown"}
    assert listed(**undated) == listed(event="satu", **undated) == [article]
    # Titles are in no index.
    assert listed(o="1") == newest
    assert listed(o="3", **reason) == newest[::-1]


def test_reviewing_in_bulk_clears_the_queue(
    curator_client: Client, article: Article
) -> None:
    curator_client.post(
        reverse("admin:articles_article_changelist"),
        {"action": "mark_reviewed", "_selected_action": [article.pk]},
    )
    article.refresh_from_db()
    assert (article.review_status, article.needs_review) == ("reviewed", "")


def test_the_form_shows_evidence_and_raw_text(
    curator_client: Client, article: Article
) -> None:
    page = curator_client.get(
        reverse("admin:articles_article_change", args=[article.pk])
    ).content.decode()
    assert "Warga menanam pohon di tepi sungai." in page
    assert article.raw_file.sha256 in page


def test_the_history_shows_what_was_settled_from_what_to_what(
    curator_client: Client, article: Article
) -> None:
    data = open_form(curator_client, article)
    data |= {"headline": "Judul Baru", "reason": "Read on the page."}
    save_form(curator_client, article, data)
    page = curator_client.get(
        reverse("admin:articles_article_history", args=[article.pk])
    ).content.decode()
    for words in ("Judul Baru", "Read on the page.", "curator", "ingestion"):
        assert words in page


def test_articles_are_neither_added_nor_deleted_by_hand(
    curator_client: Client, article: Article
) -> None:
    assert curator_client.get("/admin/articles/article/add/").status_code == 403
    delete = reverse("admin:articles_article_delete", args=[article.pk])
    assert curator_client.post(delete, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    "make", [make_source, make_entity, make_event], ids=["source", "entity", "event"]
)
def test_knowledge_has_search_history_and_fixed_slugs(
    curator_client: Client, make: Callable[[str], Source | Entity | Event]
) -> None:
    entry = make("Nama Lama")
    entry.name = "Nama Baru"
    entry.save()
    model = entry._meta.model_name
    found = curator_client.get(
        reverse(f"admin:articles_{model}_changelist"), {"q": "nama baru"}
    )
    assert found.context["cl"].result_count == 1
    form = curator_client.get(
        reverse(f"admin:articles_{model}_change", args=[entry.pk])
    )
    assert "slug" not in form.context["adminform"].form.fields
    history = curator_client.get(
        reverse(f"admin:articles_{model}_history", args=[entry.pk])
    ).content.decode()
    assert "Nama Lama" in history
    assert "Nama Baru" in history
    assert "style=" not in history


def test_one_record_of_a_history_is_shown_among_the_others(
    curator_client: Client,
) -> None:
    record = make_entity("Nama").history.get()
    url = reverse(
        "admin:articles_entity_simple_history", args=[record.id, record.history_id]
    )
    assert curator_client.get(url).status_code == 200


def test_a_filter_that_is_no_slug_finds_nothing(
    curator_client: Client, article: Article
) -> None:
    changelist = reverse("admin:articles_article_changelist")
    for name in ("outlet", "reason"):
        page = curator_client.get(changelist, {name: "a\x00b"})
        assert page.context["cl"].result_count == 0


def test_a_sources_names_are_in_its_history(curator_client: Client) -> None:
    source = make_source("Harian Contoh", domain="contoh.id")
    SourceName.objects.update(is_active=False)
    page = curator_client.get(
        reverse("admin:articles_source_history", args=[source.pk])
    ).content.decode()
    assert "contoh.id" in page


def test_an_event_made_by_a_curator_finds_its_articles(
    curator_client: Client, article: Article
) -> None:
    """Its participants are mentioned in the articles of its days."""
    response = curator_client.post(
        reverse("admin:articles_event_add"),
        {
            "name": "Penanaman pohon",
            "slug": "penanaman-pohon",
            "starts_on": "2024-05-16",
            "ends_on": "2024-05-17",
        },
    )
    assert response.status_code == 302
    assert Event.objects.get(slug="penanaman-pohon").history.count() == 1


def test_runs_can_be_read_but_not_changed(
    curator_client: Client, article: Article
) -> None:
    run = IngestRun.objects.get()
    page = reverse("admin:articles_ingestrun_change", args=[run.pk])
    assert curator_client.get(page).status_code == 200
    assert curator_client.post(page, {"by": "x"}).status_code == 403


@pytest.mark.parametrize("model", ["article", "source", "entity", "event", "ingestrun"])
def test_admin_lists_take_few_queries(
    curator_client: Client,
    article: Article,
    model: str,
    django_assert_max_num_queries: Any,
) -> None:
    with django_assert_max_num_queries(15):
        curator_client.get(reverse(f"admin:articles_{model}_changelist"))


@pytest.mark.parametrize(
    "filters",
    [
        pytest.param({}, id="all"),
        pytest.param({"reason": "outlet-unknown"}, id="reason"),
        pytest.param({"reason": "any", "outlet": "unknown"}, id="outlet"),
        pytest.param({"event": "satu"}, id="event"),
        pytest.param({"q": "pohon"}, id="words"),
        pytest.param({"o": "1"}, id="order"),
    ],
)
def test_the_list_of_articles_counts_only_up_to_a_cap(
    curator_client: Client, article: Article, filters: dict[str, str]
) -> None:
    make_coverage(article, make_event("Satu"))
    with CaptureQueriesContext(connection) as queries:
        curator_client.get(reverse("admin:articles_article_changelist"), filters)
    assert len(queries) <= 15
    counts = [
        sql
        for query in queries
        if "COUNT(*)" in (sql := query["sql"].replace("count(*)", "COUNT(*)"))
    ]
    assert counts
    assert all(" LIMIT " in sql for sql in counts)


def test_the_list_is_searched_as_readers_search(
    curator_client: Client, article: Article
) -> None:
    changelist = reverse("admin:articles_article_changelist")
    for words, count in (("pohon sungai", 1), ('"tepi sungai"', 1), ("-pohon", 0)):
        found = curator_client.get(changelist, {"q": words})
        assert found.context["cl"].result_count == count


def test_the_list_is_counted_up_to_a_cap(
    curator_client: Client, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.admin.article_lead.CAP", 0)
    page = curator_client.get(reverse("admin:articles_article_changelist"))
    assert "0+" in str(page.context["cl"].result_count)


def test_a_history_takes_few_queries(
    curator_client: Client, article: Article, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(15):
        curator_client.get(reverse("admin:articles_article_history", args=[article.pk]))


def test_the_desk_speaks_indonesian(curator_client: Client, article: Article) -> None:
    event = make_event("Panen")
    data = open_form(curator_client, article) | {"review_status": "reviewed"}
    assert save_form(curator_client, article, data | {"reason": "r"}) == []
    by = User.objects.get()
    curate.correct(article.pk, {f"event/{event.slug}": "accepted"}, by=by)

    def read(page: str) -> str:
        address = reverse(f"admin:articles_article_{page}", args=[article.pk])
        answer = curator_client.get(address, headers={"accept-language": "id"})
        return answer.content.decode()

    assert "Satu per baris" in read("change")
    history = read("history")
    for words in ("Arsip", "peristiwa: panen", "diterima", "sudah ditinjau"):
        assert words in history
    assert "accepted" not in history
