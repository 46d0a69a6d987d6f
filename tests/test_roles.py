"""What each group of people may do on the curators' desk."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from articles.ingest import ingest
from articles.models import Article
from tests.builders import make_entity, make_user
from tests.test_admin import open_form, save_form

pytestmark = [
    pytest.mark.django_db,
    # Thousands of rows that no test here looks at.
    pytest.mark.usefixtures("nothing_shipped"),
]
ROLES = ["viewer", "curator", "editor", "administrator"]


def log_in(role: str) -> Client:
    """A browser in which somebody of that role is logged in."""
    user = make_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def article(tmp_path: Path) -> Article:
    (tmp_path / "a.txt").write_text("Warga menanam pohon.\n", encoding="utf-8")
    ingest([tmp_path], by="a test")
    return Article.objects.get()


def actions(client: Client, model: str) -> set[str]:
    page = client.get(reverse(f"admin:articles_{model}_changelist"))
    form: Any = page.context["action_form"]
    return (
        {name for name, _label in form.fields["action"].choices if name}
        if form
        else set()
    )


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", ["article", "source", "entity", "event", "ingestrun"])
def test_everybody_reads_everything(role: str, model: str, article: Article) -> None:
    client = log_in(role)
    assert client.get(reverse(f"admin:articles_{model}_changelist")).status_code == 200


def test_a_viewer_sees_evidence_and_changes_nothing(article: Article) -> None:
    client = log_in("viewer")
    form = reverse("admin:articles_article_change", args=[article.pk])
    page = client.get(form).content.decode()
    assert "Warga menanam pohon." in page
    assert "Reason" not in page
    assert client.post(form, {"headline": "Judul", "reason": "r"}).status_code == 403
    assert actions(client, "article") == set()


@pytest.mark.parametrize("role", ROLES[1:])
def test_a_curator_corrects(role: str, article: Article) -> None:
    client = log_in(role)
    data = open_form(client, article) | {"headline": "Judul", "reason": "Printed."}
    assert save_form(client, article, data) == []
    article.refresh_from_db()
    assert article.headline == "Judul"


@pytest.mark.parametrize(
    ("role", "may"),
    [("viewer", False), ("curator", False), ("editor", True), ("administrator", True)],
    ids=ROLES,
)
def test_an_editor_merges_and_changes_in_bulk(
    role: str, *, may: bool, article: Article
) -> None:
    client = log_in(role)
    one, other = make_entity("Budi Santoso"), make_entity("Budi Santosa")
    assert ("mark_reviewed" in actions(client, "article")) is may
    assert ("merge_entries" in actions(client, "entity")) is may
    client.post(
        reverse("admin:articles_entity_changelist"),
        {
            "action": "merge_entries",
            "_selected_action": [one.pk, other.pk],
            "confirmed": "1",
            "survivor": one.pk,
            "reason": "One.",
        },
    )
    other.refresh_from_db()
    assert (other.merged_into == one) is may
    undo = reverse("admin:articles_entity_undo_merge", args=[other.pk])
    other.merged_into = one
    other.save()
    assert client.get(undo).status_code == (200 if may else 403)
    add = client.get(reverse("admin:articles_entity_add"))
    assert add.status_code == (200 if may else 403)


@pytest.mark.parametrize("role", ROLES)
def test_only_an_administrator_manages_people(role: str) -> None:
    status = log_in(role).get(reverse("admin:auth_user_changelist")).status_code
    assert status == (200 if role == "administrator" else 403)
