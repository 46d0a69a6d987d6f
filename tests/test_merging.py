"""Merging sources or entities that are one, and taking them apart again."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

import articles.merging
from articles import curate
from articles.ingest import ingest
from articles.merging import find_conflicts, merge, undo_merge
from articles.models import (
    Alias,
    ArchiveEvent,
    Article,
    Coverage,
    Entity,
    Mention,
    Source,
)
from articles.reextract import reextract
from articles.store import load_knowledge
from tests.builders import make_entity, make_event, make_source

pytestmark = [
    pytest.mark.django_db,
    # Thousands of rows that no test here looks at.
    pytest.mark.usefixtures("nothing_shipped"),
]
TEXT = (
    "Warga menyambut Budi Santoso di tepi sungai. Menurut warga, Pak Budi Santosa "
    "menanam pohon pada 16 Mei 2024.\n\nCopyright © 2024 Harian Contoh\n"
)


@pytest.fixture
def budi() -> Entity:
    return make_entity("Budi Santoso", kind="person")


@pytest.fixture
def double() -> Entity:
    """The same person under another spelling."""
    return make_entity("Budi Santosa", kind="person")


@pytest.fixture
def article(tmp_path: Path, budi: Entity, double: Entity) -> Article:
    source = make_source("Harian Contoh")
    source.language = "id"
    source.save()
    source.names.create(kind="name", value=source.name)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ingest([tmp_path], by="a test")
    return Article.objects.get()


def mentioned(article: Article) -> list[str]:
    found = Mention.objects.filter(article=article).order_by("start")
    return list(found.values_list("entity__slug", flat=True))


def test_mentions_follow_the_survivor_at_once_and_come_back(
    article: Article, budi: Entity, double: Entity, curator: User
) -> None:
    assert mentioned(article) == ["budi-santoso", "budi-santosa"]
    followed = merge(budi, [double], by=curator, reason="One man.")
    assert followed.settled == 1
    assert mentioned(article) == ["budi-santoso", "budi-santoso"]
    undo_merge(double, by=curator, reason="Two men.")
    assert mentioned(article) == ["budi-santoso", "budi-santosa"]


def test_a_merge_is_undone_in_what_was_read_since(
    article: Article, budi: Entity, double: Entity, curator: User
) -> None:
    merge(budi, [double], by=curator, reason="One man.")
    reextract(by="a test")
    assert mentioned(article) == ["budi-santoso", "budi-santoso"]
    undo_merge(double, by=curator, reason="Two men.")
    assert mentioned(article) == ["budi-santoso", "budi-santosa"]


def test_absorbed_names_lend_themselves_to_the_survivor(
    budi: Entity, double: Entity, curator: User
) -> None:
    merge(budi, [double], by=curator, reason="One man.")
    (known,) = load_knowledge().entities
    names = [alias.name for alias in known.aliases]
    assert (known.slug, names) == ("budi-santoso", ["Budi Santosa", "Budi Santoso"])
    assert Alias.objects.get(name="Budi Santosa").entity == double


def test_who_merged_what_when_and_why_is_on_record(
    article: Article, budi: Entity, double: Entity, curator: User
) -> None:
    merge(budi, [double], by=curator, reason="One man.")
    undo_merge(double, by=curator, reason="Two men.")
    records = double.history.order_by("history_id").values_list(
        "history_user", "history_change_reason", "merged_into"
    )
    assert list(records)[-2:] == [
        (curator.pk, "One man.", budi.pk),
        (curator.pk, "Two men.", None),
    ]
    merges = ArchiveEvent.objects.filter(kind__contains="merge")
    merged, undone = merges.exclude(article=None)
    assert (merged.kind, undone.kind) == ("merge", "undone-merge")
    assert (merged.article, merged.by) == (article, curator)
    assert merged.detail["absorbed"] == ["budi-santosa"]
    assert merged.detail["survivor"] == "budi-santoso"
    of_entries = merges.filter(article=None).values_list("kind", "about", "by")
    assert list(of_entries) == [
        ("merge", "entity/budi-santoso", curator.pk),
        ("undone-merge", "entity/budi-santoso", curator.pk),
    ]


def test_the_absorbed_page_leads_to_the_survivor(
    client: Client, budi: Entity, double: Entity, curator: User
) -> None:
    merge(budi, [double], by=curator, reason="One man.")
    response = client.get(double.get_absolute_url())
    assert response.status_code == 301
    assert response["Location"] == budi.get_absolute_url()
    # The merge can be undone, so no browser may remember it.
    assert response["Cache-Control"] == "no-cache"


def test_an_event_of_the_absorbed_is_still_suggested(
    article: Article, budi: Entity, double: Entity, curator: User
) -> None:
    event = make_event("Penanaman")
    event.participants.add(double)
    curate.correct(article.pk, {"published": "2024-05-16"}, by=curator)
    assert Coverage.objects.count() == 1
    merge(budi, [double], by=curator, reason="One man.")
    reextract(by="a test")
    assert Coverage.objects.count() == 1


def test_articles_credits_and_corrections_follow_a_merged_outlet(
    article: Article, curator: User
) -> None:
    old, new = Source.objects.get(), make_source("Koran Baru")
    assert article.outlet == old
    curate.correct(article.pk, {"outlet": old.slug}, by=curator)
    merge(new, [old], by=curator, reason="Renamed in 2020.")
    article.refresh_from_db()
    assert article.outlet == new
    reextract(by="a test")
    article.refresh_from_db()
    assert article.outlet == new
    # What was settled and what is read now are the same outlet.
    assert not article.review_reasons.filter(reason="extraction-disagrees").exists()


def test_a_merged_outlet_in_a_catalogue_is_no_news_next_time(
    article: Article, tmp_path: Path, curator: User
) -> None:
    merge(
        make_source("Koran Baru"),
        [Source.objects.get(slug="harian-contoh")],
        by=curator,
        reason="Renamed.",
    )
    (tmp_path / "catalogue.csv").write_text(
        "file,outlet\na.txt,harian-contoh\n", encoding="utf-8"
    )
    assert ingest([tmp_path], by="a test").counts == {"updated": 1}
    assert ingest([tmp_path], by="a test").counts == {"unchanged": 1}


def test_too_many_articles_wait_for_the_next_reading(
    article: Article,
    budi: Entity,
    double: Entity,
    curator: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(articles.merging, "SETTLED_AT_ONCE", 0)
    followed = merge(budi, [double], by=curator, reason="One man.")
    assert (followed.settled, followed.waiting) == (0, 1)
    reextract(by="a test")
    assert mentioned(article) == ["budi-santoso", "budi-santoso"]


def test_what_can_not_be_one_is_refused(budi: Entity, curator: User) -> None:
    village = make_entity("Budi", kind="place")
    assert find_conflicts([budi]) == ["Select two or more."]
    assert find_conflicts([budi, village]) == ["They are of different kinds."]
    other = make_entity("Budi Lain", kind="person")
    budi.wikidata_id, other.wikidata_id = "Q1", "Q2"
    assert find_conflicts([budi, other]) == ["They have different Wikidata IDs."]
    with pytest.raises(ValueError, match="different kinds"):
        merge(budi, [village], by=curator, reason="No.")


def test_a_merge_makes_no_loop(budi: Entity, double: Entity, curator: User) -> None:
    merge(budi, [double], by=curator, reason="One man.")
    with pytest.raises(ValueError, match="was already merged into “Budi Santoso”"):
        merge(double, [budi], by=curator, reason="The other way.")


def test_only_a_merge_can_be_undone(budi: Entity, curator: User) -> None:
    with pytest.raises(ValueError, match="is not merged"):
        undo_merge(budi, by=curator, reason="No.")


def post_merge(client: Client, *entries: Entity, **data: Any) -> Any:
    selected = {"_selected_action": [entry.pk for entry in entries]}
    url = reverse("admin:articles_entity_changelist")
    return client.post(url, {"action": "merge_entries"} | selected | data)


def test_the_desk_previews_merges_and_undoes(
    curator_client: Client,
    article: Article,
    budi: Entity,
    double: Entity,
    django_assert_max_num_queries: Any,
) -> None:
    curator_client.get("/admin/")
    with django_assert_max_num_queries(15):
        preview = post_merge(curator_client, budi, double)
    assert [row["counts"] for row in preview.context["rows"]] == [[1, 1], [1, 1]]
    assert Entity.objects.filter(merged_into=None).count() == 2
    no_reason = post_merge(
        curator_client, budi, double, confirmed="1", survivor=budi.pk
    )
    assert no_reason.context["form"].errors.keys() == {"reason"}
    done = post_merge(
        curator_client, budi, double, confirmed="1", survivor=budi.pk, reason="One."
    )
    assert done.status_code == 302
    assert mentioned(article) == ["budi-santoso", "budi-santoso"]

    form = reverse("admin:articles_entity_change", args=[double.pk])
    undo = reverse("admin:articles_entity_undo_merge", args=[double.pk])
    assert undo in curator_client.get(form).content.decode()
    assert curator_client.get(undo).status_code == 200
    assert curator_client.post(undo, {"reason": "Two."}).status_code == 302
    assert mentioned(article) == ["budi-santoso", "budi-santosa"]
    assert curator_client.get(undo).status_code == 404
    told = curator_client.get(
        reverse("admin:articles_entity_history", args=[double.pk])
    ).text
    assert "<bdi>–</bdi> → <bdi>Budi Santoso</bdi>" in told


def test_the_desk_says_why_it_refuses_a_merge(
    curator_client: Client, budi: Entity
) -> None:
    village = make_entity("Budi", kind="place")
    response = post_merge(curator_client, budi, village)
    page = curator_client.get(response["Location"]).content.decode()
    assert "different kinds" in page


def test_nobody_is_offered_what_leads_on_to_another(
    curator_client: Client, budi: Entity, double: Entity, curator: User
) -> None:
    merge(budi, [double], by=curator, reason="One man.")
    found = curator_client.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "articles",
            "model_name": "event",
            "field_name": "place",
            "term": "budi",
        },
    ).json()
    assert [result["text"] for result in found["results"]] == ["Budi Santoso"]
