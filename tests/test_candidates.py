"""Names that no entity has: queued, decided, and followed in the articles."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import articles.candidates
from articles import curate, tallies
from articles.candidates import (
    decide_never,
    find_decided,
    find_queue,
    find_waiting,
    make_alias,
    make_entity,
    reopen,
    split_alias,
)
from articles.ingest import ingest
from articles.merging import merge
from articles.models import (
    Alias,
    ArchiveEvent,
    Article,
    Candidate,
    Correction,
    Entity,
    Mention,
    Sighting,
    Tally,
)
from articles.near import find_near
from articles.store import reindex
from tests import builders
from tests.test_roles import log_in

pytestmark = [
    pytest.mark.django_db,
    # Thousands of rows that no test here looks at.
    pytest.mark.usefixtures("nothing_shipped"),
]
# "Budi Santosa" in two articles, "Ani Lestari" in one.
TEXTS = (
    "Warga menyambut Budi Santosa di tepi sungai. Menurut Budi Santosa, panen baik.\n",
    "Warga bertemu Budi Santosa. Kata warga, Ani Lestari ikut menanam pohon.\n",
)


@pytest.fixture
def texts(tmp_path: Path) -> list[Article]:
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    ingest([tmp_path], by="a test")
    return list(Article.objects.order_by("raw_file__name"))


def queue(**chosen: Any) -> list[tuple[str, int]]:
    rows = find_queue(after=None, **chosen).values_list("value", "count")
    return [(Candidate.objects.get(pk=pk).name, count) for pk, count in rows]


def get(name: str) -> Candidate:
    return Candidate.objects.get(name=name)


def mentioned() -> list[tuple[str, str]]:
    found = Mention.objects.order_by("article", "start")
    return list(found.values_list("entity__slug", "surface"))


def test_names_are_queued_by_the_articles_that_print_them(
    texts: list[Article],
) -> None:
    assert queue()[:2] == [("Budi Santosa", 2), ("Ani Lestari", 1)]


def test_the_queue_goes_on_where_a_page_ended(texts: list[Article]) -> None:
    whole = list(find_queue(after=None).values_list("count", "value"))
    for place, last in enumerate(whole):
        rest = find_queue(after=last).values_list("count", "value")
        assert list(rest) == whole[place + 1 :]


def test_a_new_entity_is_mentioned_in_its_articles_at_once(
    texts: list[Article], curator: User
) -> None:
    reread = make_entity(
        get("Budi Santosa"),
        name="Budi Santoso",
        kind="person",
        by=curator,
        reason="The mayor.",
    )
    assert (reread.read, reread.waiting) == (2, 0)
    assert mentioned() == [("budi-santoso", "Budi Santosa")] * 3
    names = Alias.objects.values_list("name", flat=True)
    assert sorted(names) == ["Budi Santosa", "Budi Santoso"]
    assert ("Budi Santosa", 2) not in queue()


def test_an_alias_is_mentioned_as_its_entity(
    texts: list[Article], curator: User
) -> None:
    budi = builders.make_entity("Budi Santoso", kind="person")
    make_alias(get("Budi Santosa"), budi, by=curator, reason="A slip.")
    assert {slug for slug, _surface in mentioned()} == {"budi-santoso"}
    alias = Alias.objects.get(name="Budi Santosa")
    assert alias.history.get().history_user == curator


def test_a_name_that_needs_context_is_told_so(
    texts: list[Article], curator: User
) -> None:
    budi = builders.make_entity("Budi Santoso", kind="person")
    make_alias(
        get("Budi Santosa"), budi, needs_context=True, by=curator, reason="A word too."
    )
    assert Alias.objects.get(name="Budi Santosa").needs_context


def test_an_alias_that_was_turned_off_is_on_again(
    texts: list[Article], curator: User
) -> None:
    budi = builders.make_entity("Budi Santoso", kind="person")
    Alias.objects.create(entity=budi, name="Budi Santosa", is_active=False)
    make_alias(get("Budi Santosa"), budi, by=curator, reason="After all.")
    assert Alias.objects.get(name="Budi Santosa").is_active


def test_never_is_remembered_wherever_the_name_is_seen_again(
    texts: list[Article], curator: User, tmp_path: Path
) -> None:
    decide_never([get("Budi Santosa")], by=curator, reason="A slip of the pen.")
    again = tmp_path / "again.txt"
    again.write_text("Petani mengenal Budi Santosa.\n" + TEXTS[0], encoding="utf-8")
    ingest([again], by="a test")
    assert "Budi Santosa" not in dict(queue())
    assert get("Budi Santosa") in find_decided("never")
    reopen(get("Budi Santosa"), by=curator, reason="Somebody after all.")
    assert queue()[0] == ("Budi Santosa", 3)


def test_decisions_are_logged_with_who_and_why(
    texts: list[Article], curator: User
) -> None:
    decide_never([get("Ani Lestari")], by=curator, reason="No.")
    make_entity(
        get("Budi Santosa"), name="Budi", kind="person", by=curator, reason="Yes."
    )
    logged = ArchiveEvent.objects.filter(about__startswith="candidate/").order_by("pk")
    assert [(event.by, event.detail) for event in logged] == [
        (
            curator,
            {
                "candidate": "Ani Lestari",
                "decision": "never",
                "entity": None,
                "reason": "No.",
            },
        ),
        (
            curator,
            {
                "candidate": "Budi Santosa",
                "decision": "named",
                "entity": "budi",
                "reason": "Yes.",
            },
        ),
    ]


def test_what_people_settled_stands_when_articles_are_read_again(
    texts: list[Article], curator: User
) -> None:
    curate.correct(texts[0].pk, {"headline": "Judul"}, by=curator, reason="Printed.")
    make_entity(get("Budi Santosa"), name="B", kind="person", by=curator, reason="r")
    texts[0].refresh_from_db()
    assert texts[0].headline == "Judul"
    assert Correction.objects.count() == 1


def test_many_articles_wait_for_the_command(
    texts: list[Article], curator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles.candidates, "READ_AT_ONCE", 1)
    reread = make_entity(
        get("Budi Santosa"), name="Budi Santosa", kind="person", by=curator, reason="r"
    )
    assert (reread.read, reread.waiting) == (0, 2)
    assert mentioned() == []
    assert find_waiting().count() == 2
    call_command("reextract", "--named")
    assert len(mentioned()) == 3
    assert not find_waiting().exists()


def test_a_slug_that_is_taken_is_numbered(texts: list[Article], curator: User) -> None:
    builders.make_entity("Budi Santosa", kind="place")
    make_entity(
        get("Budi Santosa"), name="Budi Santosa", kind="person", by=curator, reason="r"
    )
    assert Entity.objects.filter(slug="budi-santosa-2", kind="person").exists()


def test_near_names_lead_to_the_survivor_of_a_merge() -> None:
    survivor = builders.make_entity("Vladimir Putin", kind="person")
    absorbed = builders.make_entity("Wladimir Putin", kind="person")
    absorbed.merged_into = survivor
    absorbed.save()
    (near,) = find_near(["Wladimir W. Putin"])["Wladimir W. Putin"]
    assert near.entity == survivor


@pytest.mark.parametrize(
    ("name", "near"),
    [
        pytest.param("Moskow", ["Moscow"], id="begins_alike"),
        pytest.param("Jusuf Kalla", ["Yusuf Kalla"], id="one_word_alike"),
        pytest.param("Sarto", ["Harto"], id="ends_alike"),
        pytest.param("JOKO", ["Joko Widodo"], id="part"),
        pytest.param("Bandung", [], id="nothing"),
        pytest.param("?", [], id="no_word"),
    ],
)
def test_names_that_begin_or_end_alike_are_compared(name: str, near: list[str]) -> None:
    for known in ("Moscow", "Yusuf Kalla", "Harto", "Joko Widodo"):
        builders.make_entity(known)
    assert [str(each.entity) for each in find_near([name])[name]] == near


def test_a_name_that_was_turned_off_is_near_to_none() -> None:
    builders.make_entity("Moscow")
    assert find_near(["Moskow"])["Moskow"]
    Alias.objects.update(is_active=False)
    assert not find_near(["Moskow"])["Moskow"]


def test_a_hidden_article_shows_no_names(texts: list[Article], curator: User) -> None:
    before = queue()
    curate.hide(texts[1].pk, by=curator, reason="r")
    assert queue()[0] == ("Budi Santosa", 1)
    assert "Ani Lestari" not in dict(queue())
    curate.unhide(texts[1].pk, by=curator, reason="r")
    assert queue() == before


def test_counts_are_kept_as_counting_anew_gives(texts: list[Article]) -> None:
    kept = sorted(Tally.objects.filter(facet=9).values_list("value", "count"))
    with connection.cursor() as cursor:
        tallies.rebuild(connection.vendor, cursor)
    assert kept == sorted(Tally.objects.filter(facet=9).values_list("value", "count"))


def test_sightings_are_made_anew_from_what_was_read(texts: list[Article]) -> None:
    def rows() -> list[Any]:
        return sorted(Sighting.objects.values_list("article", "candidate", "start"))

    before = rows()
    Sighting.objects.all().delete()
    reindex()
    assert rows() == before != []


# --- the desk ---------------------------------------------------------------------

QUEUE = "admin:articles_candidate_changelist"


def decide(client: Client, of: str, **data: Any) -> Any:
    page = reverse("admin:articles_candidate_change", args=[get(of).pk])
    return client.post(page, {"reason": "Seen.", **data})


def test_the_queue_costs_the_same_whatever_is_in_it(texts: list[Article]) -> None:
    client = log_in("editor")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = client.get(reverse(QUEUE)).content.decode()
    assert len(queries) <= 15
    assert "Budi Santosa" in page
    assert "Ani Lestari" in client.get(reverse(QUEUE) + "?kind=").content.decode()


def test_the_form_shows_the_lines_and_goes_on_to_the_next(
    texts: list[Article],
) -> None:
    client = log_in("editor")
    form = reverse("admin:articles_candidate_change", args=[get("Budi Santosa").pk])
    with CaptureQueriesContext(connection) as queries:
        page = client.get(form).content.decode()
    assert len(queries) <= 15
    assert "<mark>Budi Santosa</mark> di tepi sungai" in page
    response = decide(client, "Budi Santosa", decision="never")
    assert response.url == reverse(
        "admin:articles_candidate_change", args=[get("Ani Lestari").pk]
    )


@pytest.mark.parametrize(
    ("data", "slugs"),
    [
        pytest.param(
            {"decision": "new", "name": "Budi S.", "kind": "person"},
            {"budi-s", "budi-santoso"},
            id="new",
        ),
        pytest.param({"decision": "near"}, {"budi-santoso"}, id="near"),
        pytest.param({"decision": "other"}, {"budi-santoso"}, id="other"),
    ],
)
def test_each_decision_can_be_sent(
    data: dict[str, str], slugs: set[str], texts: list[Article]
) -> None:
    budi = builders.make_entity("Budi Santoso", kind="person")
    if data["decision"] == "near":
        data = {"decision": str(budi.pk)}
    if data["decision"] == "other":
        data = {"decision": "other", "entity": "budi santoso"}
    following = get("Ani Lestari").pk
    response = decide(log_in("editor"), "Budi Santosa", **data)
    assert response.url == reverse("admin:articles_candidate_change", args=[following])
    assert set(Entity.objects.values_list("slug", flat=True)) == slugs
    assert get("Budi Santosa").decision == "named"
    assert len(mentioned()) == 3


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"decision": "new", "name": "", "kind": ""}, id="nameless"),
        pytest.param({"decision": "other"}, id="no entity chosen"),
        pytest.param({"decision": "other", "entity": "Nobody"}, id="nobody's name"),
        pytest.param({"decision": "9999"}, id="no such entity"),
        pytest.param({"decision": "never", "reason": ""}, id="no reason"),
        pytest.param({}, id="nothing"),
    ],
)
def test_what_lacks_something_is_said_and_decides_nothing(
    data: dict[str, str], texts: list[Article]
) -> None:
    response = decide(log_in("editor"), "Budi Santosa", **data)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert get("Budi Santosa").decision == "open"


def test_names_are_put_aside_together_and_asked_again(texts: list[Article]) -> None:
    client = log_in("editor")
    chosen = [get(name).pk for name in ("Budi Santosa", "Ani Lestari")]
    client.post(reverse(QUEUE), {"candidate": chosen, "reason": "No."})
    assert not {"Budi Santosa", "Ani Lestari"} & set(dict(queue()))
    page = client.get(reverse(QUEUE) + "?decision=never").content.decode()
    assert page.index("Ani Lestari") < page.index("Budi Santosa")
    decide(client, "Budi Santosa")
    assert "Budi Santosa" in dict(queue())


def test_a_name_that_was_given_is_found_again(
    texts: list[Article], curator: User
) -> None:
    who: Any = {"by": curator, "reason": "r"}
    make_entity(get("Budi Santosa"), name="Budi Santosa", kind="person", **who)
    page = log_in("viewer").get(reverse(QUEUE) + "?decision=named").content.decode()
    assert (
        reverse("admin:articles_candidate_change", args=[get("Budi Santosa").pk])
        in page
    )
    assert list(find_decided("named", after="Budi Santosa")) == []


@pytest.mark.parametrize(
    "query",
    [
        "decision=never&after=%00",
        "after=x",
        "after=9-",
        "after=99999999999999999999-1",
        "decision=no",
        "kind=no",
    ],
)
def test_any_address_gives_a_queue(query: str, texts: list[Article]) -> None:
    assert log_in("viewer").get(f"{reverse(QUEUE)}?{query}").status_code == 200


@pytest.mark.parametrize("role", ["viewer", "curator"])
def test_who_may_not_decide_only_reads(role: str, texts: list[Article]) -> None:
    client = log_in(role)
    assert client.get(reverse(QUEUE)).status_code == 200
    assert decide(client, "Budi Santosa", decision="never").status_code == 403
    chosen = {"candidate": [get("Budi Santosa").pk], "reason": "No."}
    assert client.post(reverse(QUEUE), chosen).status_code == 403
    assert get("Budi Santosa").decision == "open"


# --- names that an entity has ---------------------------------------------------------


@pytest.fixture
def budi(texts: list[Article], curator: User) -> Entity:
    """An entity to which two articles' "Budi Santosa" was given, and "Ani Lestari"."""
    entity = builders.make_entity("Budi Santoso", kind="person")
    for name in ("Budi Santosa", "Ani Lestari"):
        make_alias(get(name), entity, by=curator, reason="One.")
    return entity


def test_a_name_is_split_off_to_a_new_entity_and_merged_back(
    budi: Entity, curator: User
) -> None:
    alias = Alias.objects.get(name="Ani Lestari")
    before = mentioned()
    reread = split_alias(
        alias, name="Ani Lestari", kind="person", by=curator, reason="A woman."
    )
    assert reread.read == 1
    assert mentioned().count(("ani-lestari", "Ani Lestari")) == 1
    assert mentioned().count(("budi-santoso", "Budi Santosa")) == 3
    merge(budi, [Entity.objects.get(slug="ani-lestari")], by=curator, reason="Back.")
    assert mentioned() == before


def test_a_name_is_split_off_to_an_entity_that_is_there(
    budi: Entity, curator: User
) -> None:
    ani = builders.make_entity("Ani L.", kind="person")
    alias = Alias.objects.get(name="Ani Lestari")
    split_alias(alias, entity=ani, by=curator, reason="Hers.")
    assert ("ani-l", "Ani Lestari") in mentioned()
    told = ArchiveEvent.objects.filter(about="entity/budi-santoso").last()
    assert told
    assert (told.by, told.detail["reason"]) == (curator, "Hers.")


def test_what_is_split_off_ships_never_again(budi: Entity, curator: User) -> None:
    alias = Alias.objects.get(name="Ani Lestari")
    split_alias(alias, name="Ani", kind="person", by=curator, reason="Hers.")
    alias.refresh_from_db()
    assert (alias.entity, alias.is_active) == (budi, False)


@pytest.mark.parametrize(
    ("role", "status"), [("viewer", 403), ("editor", 302), ("administrator", 302)]
)
def test_an_editor_splits_names_off(role: str, status: int, budi: Entity) -> None:
    alias = Alias.objects.get(name="Ani Lestari")
    split = reverse("admin:articles_entity_split", args=[alias.pk])
    client = log_in(role)
    data = {"name": "Ani Lestari", "kind": "person", "reason": "Hers."}
    assert client.get(split).status_code == (200 if status == 302 else 403)
    assert client.post(split, data).status_code == status
    assert Entity.objects.filter(slug="ani-lestari").exists() is (status == 302)


def test_a_name_that_is_turned_off_on_the_entitys_form_is_mentioned_no_more(
    budi: Entity,
) -> None:
    client = log_in("editor")
    form = reverse("admin:articles_entity_change", args=[budi.pk])
    formset = client.get(form).context["inline_admin_formsets"][0].formset
    data = {
        bound.html_name: bound.value()
        for part in (formset.management_form, *formset.forms)
        for bound in part
        if bound.value() not in (None, False)
    }
    place = next(
        number
        for number, row in enumerate(formset.forms)
        if row.instance.name == "Ani Lestari"
    )
    del data[f"aliases-{place}-is_active"]
    data |= {"name": budi.name, "kind": "person"}
    assert client.post(form, data).status_code == 302
    assert ("budi-santoso", "Ani Lestari") not in mentioned()
    assert ("Ani Lestari", 1) in queue()


def test_a_name_of_several_entities_asks_for_the_slug(texts: list[Article]) -> None:
    for slug in ("budi-satu", "budi-dua"):
        builders.make_entity("Budi", kind="person", slug=slug)
    client = log_in("editor")
    page = decide(client, "Budi Santosa", decision="other", entity="Budi")
    assert "budi-satu" in page.context["form"].errors["entity"][0]
    sent = decide(client, "Budi Santosa", decision="other", entity="budi-dua")
    assert sent.status_code == 302
    named = get("Budi Santosa").entity
    assert named
    assert named.slug == "budi-dua"
