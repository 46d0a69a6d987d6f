"""Acts are put back, whole or by field; so are changes of entries."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import curate
from articles.ingest import ingest
from articles.models import Alias, ArchiveEvent, Article, Correction, Event
from articles.reverting import revert
from tests.builders import make_entity, make_event, make_user
from tests.test_roles import log_in

pytestmark = [
    pytest.mark.django_db,
    # Thousands of rows that no test here looks at.
    pytest.mark.usefixtures("nothing_shipped"),
]


@pytest.fixture
def articles(tmp_path: Path) -> list[Article]:
    for number in range(2):
        text = f"Kabar nomor {number} dari desa.\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    ingest([tmp_path], by="a test")
    return list(Article.objects.order_by("pk"))


def last_act(article: Article) -> ArchiveEvent:
    return article.events.exclude(act=None).latest("pk")


def put_back(client: Client, line: ArchiveEvent, *fields: str) -> int:
    """Put fields of an act back; return the status of the answer."""
    address = reverse("admin:articles_article_act", args=[line.act])
    data = {"fields_back": fields, "reason": "A slip."}
    return client.post(address, data).status_code


def test_one_field_of_an_act_is_put_back_and_the_others_stand(
    curator_client: Client, curator: User, articles: list[Article]
) -> None:
    article = articles[0]
    curate.correct(article.pk, {"headline": "Satu"}, by=curator)
    both = {"headline": "Dua", "published": "2024-05-16"}
    curate.correct(article.pk, both, by=curator)
    assert put_back(curator_client, last_act(article), "headline") == 302
    article.refresh_from_db()
    assert (article.headline, article.published_edtf) == ("Satu", "2024-05-16")
    line = last_act(article)
    assert (line.by, line.detail["reason"]) == (curator, "A slip.")


def test_an_act_that_was_put_back_can_be_put_back_itself(
    curator: User, articles: list[Article]
) -> None:
    article = articles[0]
    curate.correct(article.pk, {"headline": "Satu"}, by=curator)
    for expected in ("", "Satu"):
        act = last_act(article).act
        assert act
        revert(act, by=curator, reason="r")
        article.refresh_from_db()
        assert article.headline == expected
    assert Correction.objects.count() == 3


def test_what_was_settled_again_since_is_left_alone(
    curator: User, articles: list[Article]
) -> None:
    """In an act of many articles, the others are put back."""
    act = uuid4()
    for article in articles:
        values = {"published": "2024-05-16"}
        curate.decide(article.pk, values=values, by=curator, act=act)
    curate.correct(articles[0].pk, {"published": "2024-05-17"}, by=curator)
    done = revert(act, by=curator, reason="r")
    assert done.articles == [articles[1]]
    assert "settled again since (published)" in done.refused[0]
    days = Article.objects.order_by("pk").values_list("published_edtf", flat=True)
    assert list(days) == ["2024-05-17", ""]


def test_the_history_tells_of_every_field_and_leads_to_putting_it_back(
    curator_client: Client, curator: User, articles: list[Article]
) -> None:
    make_event("Panen", slug="panen")
    values = {"headline": "Judul", "event/panen": "accepted"}
    curate.correct(articles[0].pk, values, by=curator, reason="Seen.")
    address = reverse("admin:articles_article_history", args=[articles[0].pk])
    page = curator_client.get(address).content.decode()
    act = reverse("admin:articles_article_act", args=[last_act(articles[0]).act])
    for words in ("Judul", "event: panen", "accepted", "Seen.", "ingestion", act):
        assert words in page
    assert "Judul" in curator_client.get(act).content.decode()


@pytest.mark.parametrize(
    ("role", "alone", "many"),
    [
        ("viewer", False, False),
        ("curator", True, False),
        ("editor", True, True),
        ("administrator", True, True),
    ],
    ids=["viewer", "curator", "editor", "administrator"],
)
def test_who_may_change_many_articles_may_put_many_back(
    role: str, *, alone: bool, many: bool, articles: list[Article]
) -> None:
    act, somebody = uuid4(), make_user("somebody")
    for article in articles:
        values = {"published": "2024-05-16"}
        curate.decide(article.pk, values=values, by=somebody, act=act)
    curate.correct(articles[0].pk, {"headline": "Judul"}, by=somebody)
    client = log_in(role)
    one, several = last_act(articles[0]), last_act(articles[1])
    assert put_back(client, one, "headline") == (302 if alone else 403)
    assert put_back(client, several, "published") == (302 if many else 403)


def test_an_act_that_is_not_there_is_not_found(curator_client: Client) -> None:
    address = reverse("admin:articles_article_act", args=[uuid4()])
    assert curator_client.get(address).status_code == 404


def test_a_change_of_an_entry_is_put_back_by_field(curator_client: Client) -> None:
    entity = make_entity("Nama Lama")
    entity.name, entity.description = "Nama Baru", "Keterangan"
    entity.save()
    record = entity.history.first()
    address = reverse("admin:articles_entity_revert", args=[record.history_id])
    history = reverse("admin:articles_entity_history", args=[entity.pk])
    assert address in curator_client.get(history).content.decode()
    assert "Nama Lama" in curator_client.get(address).content.decode()
    data = {"fields_back": ["name"], "reason": "A slip."}
    assert curator_client.post(address, data).status_code == 302
    entity.refresh_from_db()
    assert (entity.name, entity.description) == ("Nama Lama", "Keterangan")
    line = ArchiveEvent.objects.filter(kind="knowledge").latest("pk")
    assert line.detail["changes"]["name"] == ["Nama Baru", "Nama Lama"]
    assert line.detail["reason"] == "A slip."


def test_a_name_that_was_turned_off_is_turned_on_again(curator_client: Client) -> None:
    entity = make_entity("Nama")
    alias = Alias.objects.create(entity=entity, name="Alias")
    alias.is_active = False
    alias.save()
    record = alias.history.first()
    address = reverse("admin:articles_entity_revert_part", args=[record.history_id])
    history = reverse("admin:articles_entity_history", args=[entity.pk])
    assert address in curator_client.get(history).content.decode()
    data = {"fields_back": ["is_active"], "reason": "r"}
    assert curator_client.post(address, data).status_code == 302
    alias.refresh_from_db()
    assert alias.is_active


def test_participants_of_an_event_come_back(
    curator_client: Client, articles: list[Article]
) -> None:
    event, entity = make_event("Panen"), make_entity("Desa")
    event.participants.add(entity)
    event.participants.clear()
    record = event.history.first()
    address = reverse("admin:articles_event_revert", args=[record.history_id])
    data = {"fields_back": ["participants"], "reason": "r"}
    assert curator_client.post(address, data).status_code == 302
    assert list(Event.objects.get().participants.all()) == [entity]


def test_a_change_that_was_changed_again_since_stands(curator_client: Client) -> None:
    entity = make_entity("Satu")
    for name in ("Dua", "Tiga"):
        entity.name = name
        entity.save()
    record = entity.history.all()[1]
    address = reverse("admin:articles_entity_revert", args=[record.history_id])
    data = {"fields_back": ["name"], "reason": "r"}
    page = curator_client.post(address, data, follow=True)
    assert "Changed again since" in page.content.decode()
    entity.refresh_from_db()
    assert entity.name == "Tiga"


def test_a_viewer_puts_no_change_back() -> None:
    entity = make_entity("Satu")
    entity.name = "Dua"
    entity.save()
    record = entity.history.first()
    address = reverse("admin:articles_entity_revert", args=[record.history_id])
    assert log_in("viewer").get(address).status_code == 403
    assert log_in("curator").get(address).status_code == 403
    assert log_in("editor").get(address).status_code == 200
