"""Sources and entities as files: written, compared, taken in."""

import csv
import io
import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.exchange import NotReadableError, compare, read, take, write
from articles.models import Alias, ArchiveEvent, Entity, Source
from tests.builders import make_entity, make_source
from tests.test_roles import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def entries() -> None:
    make_entity("Budi Santoso", kind="person", aliases=("Pak Budi",))
    make_entity("Kota Lama", kind="place")
    source = make_source("Harian Contoh", domain="contoh.id")
    source.names.create(kind="name", value="Harian Contoh")


def state() -> list[Any]:
    return [
        list(Entity.objects.order_by("slug").values_list("slug", "name", "kind")),
        list(
            Alias.objects.order_by("entity__slug", "name").values_list(
                "entity__slug", "name", "needs_context", "is_active"
            )
        ),
    ]


@pytest.mark.parametrize("model", [Entity, Source])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_is_written_is_read_as_it_is(form: str, model: Any) -> None:
    assert compare(model, read(model, write(model, form))) == []


@pytest.mark.parametrize("form", ["csv", "json"])
def test_another_archive_takes_it_in_whole(form: str, curator: User) -> None:
    text, before = write(Entity, form), state()
    Entity.objects.all().delete()
    assert take(Entity, read(Entity, text), by=curator, reason="Moved.") == 2
    assert state() == before


def test_the_dry_run_shows_what_changes_and_changes_nothing() -> None:
    rows = json.loads(write(Entity, "json"))
    rows[0]["description"] = "Wali kota"
    rows[0]["aliases"][1]["is_active"] = False
    rows.append({"slug": "sungai", "name": "Sungai", "kind": "place"})
    before = state()
    changed, new = compare(Entity, read(Entity, json.dumps(rows)))
    assert changed.changes == {"description": ["", "Wali kota"]}
    assert changed.parts == {"Pak Budi": {"is_active": [True, False]}}
    assert (new.slug, new.is_new) == ("sungai", True)
    assert state() == before


def test_what_is_taken_in_is_logged_with_who_and_why(curator: User) -> None:
    rows = json.loads(write(Entity, "json"))
    rows[0]["aliases"][1]["needs_context"] = True
    rows = read(Entity, json.dumps(rows))
    assert take(Entity, rows, by=curator, reason="From the registry.") == 1
    assert Alias.objects.get(name="Pak Budi").needs_context
    line = ArchiveEvent.objects.get(about="entity/budi-santoso")
    assert (line.by, line.detail["reason"]) == (curator, "From the registry.")
    record = Alias.objects.get(name="Pak Budi").history.latest()
    assert record.history_change_reason == "From the registry."
    assert take(Entity, rows, by=curator, reason="Again.") == 0


def test_what_json_leaves_out_stays(curator: User) -> None:
    Entity.objects.filter(slug="kota-lama").update(wikidata_id="Q1")
    Alias.objects.filter(name="Pak Budi").update(needs_context=True)
    rows = read(
        Entity,
        '[{"slug": "kota-lama", "name": "Kota"},'
        ' {"slug": "budi-santoso",'
        ' "aliases": [{"name": "Pak Budi", "language": "id"}]}]',
    )
    take(Entity, rows, by=curator, reason="r")
    kota = Entity.objects.get(slug="kota-lama")
    assert (kota.name, kota.wikidata_id, kota.kind) == ("Kota", "Q1", "place")
    alias = Alias.objects.get(name="Pak Budi")
    assert (alias.needs_context, alias.is_active, alias.language) == (True, True, "id")


def test_a_new_entry_needs_a_name_and_a_kind() -> None:
    with pytest.raises(NotReadableError, match="no name or no kind"):
        compare(Entity, read(Entity, '[{"slug": "sungai", "name": "Sungai"}]'))


def test_a_file_that_says_less_deletes_nothing(curator: User) -> None:
    rows = json.loads(write(Entity, "json"))[:1]
    rows[0]["aliases"] = []
    assert compare(Entity, read(Entity, json.dumps(rows))) == []


@pytest.mark.parametrize("name", ["=1+1", "+62", "-x", "@cmd", "'quoted", "'=1"])
def test_no_cell_is_a_formula_and_each_comes_back(name: str) -> None:
    Entity.objects.filter(slug="kota-lama").update(name=name)
    text = write(Entity, "csv")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    names = {row["slug"]: row["name"] for row in read(Entity, text)}
    assert names["kota-lama"] == name


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "The first line has to be"),
        ("a,b\n1,2\n", "The first line has to be"),
        ("[1]", "Entry 1: it is no object"),
        ("[{", "no JSON"),
        ("[" * 5000, "no JSON"),
        ('[{"slug": 1, "name": "x", "kind": "place"}]', "“slug” is no text"),
        ('[{"slug": "x", "name": "\\u0000", "kind": "place"}]', "“name” is no text"),
        ('[{"slug": "x", "name": "\\ud800", "kind": "place"}]', "“name” is no text"),
        ('[{"slug": "x", "name": "", "kind": "place"}]', "no slug or no name"),
        ('[{"slug": "x", "name": "x", "kind": "fish"}]', "kind is none of"),
        ('[{"slug": "x", "name": "x", "kind": "place", "aliases": 3}]', "no list"),
        (
            '[{"slug": "x", "name": "x", "kind": "place",'
            ' "aliases": [{"name": "x", "needs_context": "perhaps"}]}]',
            "is no yes or no",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_words(text: str, why: str) -> None:
    with pytest.raises(NotReadableError, match=why):
        read(Entity, text)


def test_what_the_database_would_refuse_changes_nothing(curator: User) -> None:
    rows = json.loads(write(Entity, "json"))
    rows[0]["description"] = "Wali kota"
    rows[1]["wikidata_id"] = "Q" * 300
    before = state()
    with pytest.raises(NotReadableError, match="Kota Lama"):
        take(Entity, read(Entity, json.dumps(rows)), by=curator, reason="r")
    assert state() == before
    assert not Entity.objects.filter(description="Wali kota").exists()


# --- the desk ---------------------------------------------------------------------


def send(client: Client, text: str = "", **data: str) -> Any:
    fields: dict[str, Any] = {"reason": "From the registry.", **data}
    if text:
        fields["file"] = SimpleUploadedFile("entities.json", text.encode())
    return client.post(reverse("admin:articles_entity_import"), fields)


def test_an_editor_takes_in_what_the_dry_run_showed() -> None:
    client = log_in("editor")
    rows = json.loads(write(Entity, "json"))
    rows[0]["name"] = "Budi S."
    page = send(client, json.dumps(rows))
    assert "Budi S." in page.content.decode()
    assert not Entity.objects.filter(name="Budi S.").exists()
    data = page.context["form"].data
    done = send(client, text=data["text"], shown=data["shown"])
    assert done.status_code == 302
    assert Entity.objects.filter(name="Budi S.").exists()


def test_the_dry_run_can_be_confirmed_without_the_file() -> None:
    client = log_in("editor")
    rows = json.loads(write(Entity, "json"))
    rows[0]["name"] = "Budi S."
    data = send(client, json.dumps(rows)).context["form"].data
    address = reverse("admin:articles_entity_import")
    sent = {"reason": "r", "text": data["text"], "shown": data["shown"]}
    assert client.post(address, sent).status_code == 302
    assert Entity.objects.filter(name="Budi S.").exists()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"[{", b"a,b", b"x" * 1_000_001]
)
def test_any_file_gives_an_answer_in_words(content: bytes) -> None:
    file = SimpleUploadedFile("file", content)
    address = reverse("admin:articles_source_import")
    page = log_in("editor").post(address, {"reason": "r", "file": file})
    assert page.status_code == 200
    assert page.context["form"].errors


@pytest.mark.parametrize("model", ["entity", "source"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_everybody_on_the_desk_exports(form: str, model: str) -> None:
    client = log_in("viewer")
    listed = client.get(reverse(f"admin:articles_{model}_changelist"))
    address = reverse(f"admin:articles_{model}_export", args=[form])
    assert address in listed.content.decode()
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert ("budi-santoso" if model == "entity" else "contoh.id") in (
        answer.content.decode()
    )


def test_a_form_that_is_none_is_not_found() -> None:
    address = reverse("admin:articles_entity_export", args=["exe"])
    assert log_in("viewer").get(address).status_code == 404


@pytest.mark.parametrize("role", ["viewer", "curator"])
def test_who_may_not_add_imports_nothing(role: str) -> None:
    client = log_in(role)
    address = reverse("admin:articles_entity_import")
    assert client.get(address).status_code == 403
    assert send(client, "[]").status_code == 403
    listed = client.get(reverse("admin:articles_entity_changelist"))
    assert address not in listed.content.decode()
