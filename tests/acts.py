"""Every way in which people and programs change the archive, to be done in tests."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles import curate, ingest, merging, reextract
from articles.management.commands import quickstart
from articles.models import Article
from articles.records import Knowledge, KnownSource
from articles.store import ship_knowledge
from tests.builders import make_entity, make_event, make_source, make_user


class Desk:
    """An archive of two articles, and a curator in front of it."""

    def __init__(self, folder: Path, curator: User) -> None:
        self.folder, self.curator = folder, curator
        self.client = Client()
        self.client.force_login(curator)
        for name in ("a", "b"):
            (folder / f"{name}.txt").write_text(
                f"KOTA, LAMA.EXAMPLE (17/5/2024) - Budi Santoso, {name}, menanam.\n"
            )
        self.outlet = make_source("Lama", domain="lama.example")
        self.other = make_source("Baru", domain="baru.example")
        self.budi = make_entity("Budi Santoso", kind="person")
        self.double = make_entity("Budi Santosa", kind="person")
        self.event = make_event()
        self.event.participants.add(self.budi)
        ingest.ingest([folder], by="setup")
        self.article = Article.objects.order_by("pk")[0]
        curate.correct(self.article.pk, {"headline": "Satu"}, by=curator)

    def post(self, view: str, /, *args: Any, **data: Any) -> None:
        """Send a form of the admin, filled as it is shown but for `data`."""
        url = reverse(f"admin:{view}", args=args)
        response = self.client.get(url)
        shown: dict[str, Any] = {}
        form = response.context["adminform"].form
        sets = [each.formset for each in response.context["inline_admin_formsets"]]
        for each in [
            form,
            *(s.management_form for s in sets),
            *(f for s in sets for f in s),
        ]:
            for field in each:
                value = field.value()
                if value is not None and value is not False:
                    shown[field.html_name] = _as_sent(value)
        response = self.client.post(url, shown | data)
        assert response.status_code == 302, response.context["errors"]

    def act(self, model: str, action: str, *ids: int, **data: Any) -> Any:
        """Send an action on selected rows; return the answer."""
        url = reverse(f"admin:articles_{model}_changelist")
        selected = {"action": action, "_selected_action": ids}
        return self.client.post(url, selected | data)


def _as_sent(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [getattr(each, "pk", each) for each in value]
    return getattr(value, "pk", value)


def assign(desk: Desk) -> None:
    """Assign a date to an article, as its preview shows."""
    data = {"asked": "1", "published": "2024-04", "reason": "r"}
    preview = desk.act("article", "assign_values", desk.article.pk, **data)
    shown = preview.context["form"].data["shown"]
    desk.act("article", "assign_values", desk.article.pk, **data, shown=shown)


def ingest_new(desk: Desk) -> None:
    (desk.folder / "c.txt").write_text("KOTA, LAMA.EXAMPLE - Kabar ketiga.\n")
    ingest.ingest([desk.folder], by="operator")


def ingest_catalogue(desk: Desk) -> None:
    (desk.folder / "catalogue.csv").write_text("file,published,note\na.txt,2024-03,x\n")
    ingest.ingest([desk.folder], by="operator")


def read_again(desk: Desk) -> None:
    desk.outlet.names.update(is_active=False)
    reextract.reextract(by="operator")


def ship(desk: Desk) -> None:
    ship_knowledge(Knowledge(sources=(KnownSource("sumber", "Sumber", "outlet"),)))


def change_names(desk: Desk) -> None:
    desk.post(
        "articles_entity_change",
        desk.budi.pk,
        **{"aliases-0-name": "Pak Budi"},
    )


def change_event(desk: Desk) -> None:
    desk.post("articles_event_change", desk.event.pk, starts_on="2024-05-15")


def give_role(desk: Desk) -> None:
    user = make_user("sari")
    group = Group.objects.get(name="editor")
    desk.post("auth_user_change", user.pk, groups=[group.pk], **DATES)


def add_account(desk: Desk) -> None:
    desk.post(
        "auth_user_add",
        username="tono",
        password1="panjang sekali 77",
        password2="panjang sekali 77",
    )


def change_password(desk: Desk) -> None:
    user = make_user("sari")
    url = reverse("admin:auth_user_password_change", args=[user.pk])
    new = "panjang sekali 77"
    desk.client.post(
        url, {"password1": new, "password2": new, "usable_password": "true"}
    )


def delete_role(desk: Desk) -> None:
    group = Group.objects.get(name="viewer")
    desk.client.post(
        reverse("admin:auth_group_delete", args=[group.pk]), {"post": "yes"}
    )


def bulk(action: str) -> Callable[[Desk], None]:
    def act(desk: Desk) -> None:
        ids = Article.objects.values_list("pk", flat=True)
        if "proposals" in action:
            # What the machine says now is not what the corrector saw.
            desk.article.extraction.facts["headline"] = {
                "text": "Dua",
                "evidence": {"rule": "r", "start": 0, "end": 4, "exact": "KOTA"},
            }
            desk.article.extraction.save()
            curate.correct(desk.article.pk, {"dateline": "X"}, by=desk.curator)
        desk.act("article", action, *ids)

    return act


DATES = {"date_joined_0": "2024-01-01", "date_joined_1": "00:00:00"}
# Act → what the newest line must say: kind, of what, and a part of the detail.
ACTS: dict[str, tuple[Callable[[Desk], Any], str, str, str]] = {
    "ingest": (ingest_new, "extraction", "article", "version"),
    "catalogue": (ingest_catalogue, "extraction", "article", "2024-03"),
    "reextract": (read_again, "extraction", "article", "published_edtf"),
    "ship": (ship, "knowledge", "shipped", "sumber"),
    "correct": (
        lambda desk: curate.correct(
            desk.article.pk, {"outlet": "baru"}, by=desk.curator
        ),
        "correction",
        "article",
        "[None, 'baru']",
    ),
    "withdraw": (
        lambda desk: curate.withdraw(desk.article.pk, ["headline"], by=desk.curator),
        "correction",
        "article",
        "['Satu', ''",
    ),
    "reject": (
        lambda desk: curate.reject(desk.article.pk, ["headline"], by=desk.curator),
        "correction",
        "article",
        "settled",
    ),
    "hide": (
        lambda desk: curate.hide(desk.article.pk, by=desk.curator, reason="asked"),
        "hide",
        "article",
        "asked",
    ),
    "merge": (
        lambda desk: merging.merge(
            desk.other, [desk.outlet], by=desk.curator, reason="r"
        ),
        "merge",
        "article",
        "lama",
    ),
    "merge-of-unmentioned": (
        lambda desk: merging.merge(
            desk.budi, [desk.double], by=desk.curator, reason="r"
        ),
        "merge",
        "entity/budi-santoso",
        "budi-santosa",
    ),
    "purge": (
        lambda desk: call_command(
            "purge", desk.article.raw_file.sha256, "--reason", "order"
        ),
        "purge",
        "",
        "order",
    ),
    "admin-names": (change_names, "knowledge", "entity/budi-santoso", "Pak Budi"),
    "admin-source": (
        lambda desk: desk.post("articles_source_change", desk.outlet.pk, name="Kini"),
        "knowledge",
        "source/lama",
        "['Lama', 'Kini']",
    ),
    "admin-new-source": (
        lambda desk: desk.post(
            "articles_source_add", name="N", slug="n", kind="outlet"
        ),
        "knowledge",
        "source/n",
        "[None, 'N']",
    ),
    "admin-event": (
        change_event,
        "knowledge",
        "event/",
        "['2024-05-16', '2024-05-15']",
    ),
    "admin-article": (
        lambda desk: desk.post(
            "articles_article_change", desk.article.pk, headline="Tiga", reason="r"
        ),
        "correction",
        "article",
        "['Satu', 'Tiga']",
    ),
    "admin-role": (give_role, "account", "user/sari", "[[], ['editor']]"),
    "admin-account": (add_account, "account", "user/tono", "[None, 'tono']"),
    "admin-password": (change_password, "account", "user/sari", "changed"),
    "admin-delete-role": (delete_role, "account", "group/viewer", "['viewer', None]"),
    "mark_reviewed": (bulk("mark_reviewed"), "correction", "article", "'reviewed'"),
    "accept_suggested_events": (
        bulk("accept_suggested_events"),
        "correction",
        "article",
        "event/",
    ),
    "assign_values": (assign, "correction", "article", "2024-04"),
    "accept_proposals": (bulk("accept_proposals"), "correction", "article", "headline"),
    "reject_proposals": (bulk("reject_proposals"), "correction", "article", "headline"),
    "merge_entries": (
        lambda desk: desk.act(
            "source",
            "merge_entries",
            desk.outlet.pk,
            desk.other.pk,
            confirmed="yes",
            survivor=desk.other.pk,
            reason="r",
        ),
        "merge",
        "article",
        "lama",
    ),
    "createsuperuser": (
        lambda desk: call_command(
            "createsuperuser", username="akar", email="", interactive=False
        ),
        "account",
        "user/akar",
        "operator",
    ),
    "quickstart": (
        lambda desk: (
            User.objects.update(is_superuser=False) and quickstart.create_admin()
        ),
        "account",
        "user/admin",
        "operator",
    ),
}
