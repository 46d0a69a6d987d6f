"""Whatever happens in whatever order, what the archive promises holds.

A machine of states does at random what ingest and curators do, keeps by hand what
must stand, and compares after every step.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import articles.runs
from articles import curate, tallies
from articles.ingest import ingest
from articles.merging import merge, undo_merge
from articles.models import (
    ArchiveEvent,
    Article,
    Correction,
    Coverage,
    Entity,
    Listing,
    Mention,
    RawFile,
    Sighting,
    Source,
    SourceName,
    Tally,
)
from articles.reextract import reextract
from articles.search import matching, parse_query
from articles.store import find_grounds, list_articles, reindex
from tests.builders import make_entity, make_event, make_source, make_user

pytestmark = [
    pytest.mark.django_db,
    # Thousands of rows that no machine here looks at.
    pytest.mark.usefixtures("nothing_shipped"),
]

TEXTS = [
    "KOTA, CONTOH.ID - Budi Santoso menanam pohon pada Kamis (16/5/2024).\n",
    "DESA, CONTOH.ID - Menurut warga, Budi Santosa memanen kopi.\n",
    "Budi Santoso dan Budi Santosa bertemu Ani Lestari. Ani Lestari gembira.\n",
    "Harga beras naik, kata Wati Purnama di pasar.\n",
]
WORDS = ("pohon", "kopi", "gembira", "beras")
VALUES: dict[str, list[Any]] = {
    "outlet": ["harian-satu", "harian-dua", None],
    "published": ["2024-05-16", "2023-01~", None],
    "headline": ["Judul yang dicetak", None],
    "event/panen": ["accepted", "rejected"],
}


class Archive(RuleBasedStateMachine):
    """What is done to the archive, beside what must have come of it."""

    def __init__(self) -> None:
        super().__init__()
        # What an example does is taken back at its end.
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.files = tempfile.TemporaryDirectory()
        self.folder = Path(self.files.name)
        self.raw: dict[str, bytes] = {}
        # By raw file and field: what a person settled last.
        self.settled: dict[tuple[str, str], Any] = {}
        self.hidden: set[str] = set()
        self.correction_count = 0
        self.event_count = 0
        self.version = "1"

    @initialize()
    def make_archive(self) -> None:
        self.by = make_user("curator")
        for name in ("Harian Satu", "Harian Dua"):
            make_source(name).names.get_or_create(kind="name", value=name)
        for name in ("Budi Santoso", "Budi Santosa"):
            make_entity(name, kind="person")
        domain = {"kind": "domain", "value": "contoh.id", "is_active": False}
        Source.objects.get(slug="harian-satu").names.create(**domain)
        make_event("Panen").participants.set(Entity.objects.all())

    def article(self, name: str) -> Article:
        return Article.everything.get(raw_file__name=name)

    @rule(number=st.integers(0, len(TEXTS) - 1))
    def ingest(self, number: int) -> None:
        name = f"{number}.txt"
        path = self.folder / name
        path.write_bytes(TEXTS[number].encode())
        assert ingest([path], by="a test").rejected == []
        self.raw[name] = TEXTS[number].encode()

    @rule(is_known=st.booleans())
    def learn(self, *, is_known: bool) -> None:
        """Later readings find an outlet where earlier ones found none."""
        SourceName.objects.filter(kind="domain").update(is_active=is_known)

    @precondition(lambda self: self.raw)
    @rule()
    def read_again(self) -> None:
        self.version += "1"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(articles.runs, "VERSION", self.version)
            assert reextract(by="a test").rejected == []

    @precondition(lambda self: self.raw)
    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.raw)))
        field = data.draw(st.sampled_from(sorted(VALUES)))
        value = data.draw(st.sampled_from(VALUES[field]))
        article = self.article(name)
        curate.correct(article.pk, {field: value}, by=self.by, reason="Said so.")
        self.settled[name, field] = value
        self.correction_count += 1

    @precondition(lambda self: self.settled)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        name, field = data.draw(st.sampled_from(sorted(self.settled)))
        article = self.article(name)
        curate.withdraw(article.pk, [field], by=self.by, reason="A mistake.")
        del self.settled[name, field]
        self.correction_count += 1

    @precondition(lambda self: self.raw)
    @rule(data=st.data(), keep=st.booleans())
    def decide_on_proposals(self, data: st.DataObject, *, keep: bool) -> None:
        name = data.draw(st.sampled_from(sorted(self.raw)))
        article = self.article(name)
        fields = sorted(find_grounds(article).proposals)
        if not fields:
            return
        act: Callable[..., None] = curate.reject if keep else curate.withdraw
        act(article.pk, fields, by=self.by, reason="Weighed.")
        self.correction_count += len(fields)
        for field in fields if not keep else ():
            del self.settled[name, field]

    @precondition(lambda self: self.raw)
    @rule(data=st.data())
    def hide_or_unhide(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.raw)))
        article = self.article(name)
        if name in self.hidden:
            curate.unhide(article.pk, by=self.by, reason="Over.")
        else:
            curate.hide(article.pk, by=self.by, reason="Asked for.")
        self.hidden ^= {name}
        self.correction_count += 1

    @rule(is_entity=st.booleans())
    def merge_or_undo(self, *, is_entity: bool) -> None:
        model: Any = Entity if is_entity else Source
        slugs = (
            ("budi-santoso", "budi-santosa")
            if is_entity
            else ("harian-satu", "harian-dua")
        )
        survivor, absorbed = (model.objects.get(slug=slug) for slug in slugs)
        if absorbed.merged_into:
            undo_merge(absorbed, by=self.by, reason="Two.")
        else:
            merge(survivor, [absorbed], by=self.by, reason="One.")

    # --- what holds ---------------------------------------------------------------

    @invariant()
    def every_raw_byte_is_intact(self) -> None:
        assert {file.name: file.data for file in RawFile.objects.all()} == self.raw

    @invariant()
    def what_a_person_settled_stands(self) -> None:
        merged = Source.objects.filter(slug="harian-dua").exclude(merged_into=None)
        is_merged = merged.exists()
        for (name, field), value in self.settled.items():
            article = self.article(name)
            if field.startswith("event/"):
                if name not in self.hidden:
                    assert article.coverage.get().status == value
            elif field == "outlet":
                slug = article.outlet.slug if article.outlet else None
                led = value and ("harian-satu" if is_merged else value)
                assert slug == led
            elif field == "published":
                assert article.published_edtf == (value or "")
            else:
                assert getattr(article, field) == (value or "")

    @invariant()
    def who_is_hidden_is_hidden(self) -> None:
        names = Article.objects.values_list("raw_file__name", flat=True)
        assert set(names) == self.raw.keys() - self.hidden
        for model in (Mention, Coverage, Listing, Sighting):
            assert not model.objects.filter(article__is_hidden=True).exists()

    @invariant()
    def history_is_complete(self) -> None:
        assert Correction.objects.count() == self.correction_count
        lines = ArchiveEvent.objects.count()
        assert lines >= self.event_count
        self.event_count = lines
        for article in Article.everything.all():
            kinds = article.events.order_by("pk").values_list("kind", flat=True)
            assert kinds[0] == "ingestion"
            told = article.events.filter(kind__in=("correction", "hide", "unhide"))
            settled = [pk for line in told for pk in line.detail["corrections"]]
            corrections = article.corrections.values_list("pk", flat=True)
            assert sorted(settled) == sorted(corrections)

    @invariant()
    def a_row_is_what_settling_it_anew_gives(self) -> None:
        before = self.tell_rows()
        list_articles(Article.everything.all())
        with connection.cursor() as cursor:
            tallies.rebuild(connection.vendor, cursor)
        assert self.tell_rows() == before

    def tell_rows(self) -> list[Any]:
        tallied = Tally.objects.filter(count__gt=0).order_by("facet", "period", "value")
        listed = Listing.objects.order_by("article", "facet", "value")
        return [
            list(tallied.values_list("facet", "period", "value", "count")),
            list(listed.values_list("article", "facet", "value", "pos")),
        ]

    @invariant()
    def search_finds_what_is_shown(self) -> None:
        for word in WORDS:
            query = parse_query(word)
            assert query
            found = matching(Article.objects.all(), query)
            names = set(found.values_list("raw_file__name", flat=True))
            holding = Article.everything.filter(body__contains=word)
            held = set(holding.values_list("raw_file__name", flat=True))
            assert names == held - self.hidden

    def teardown(self) -> None:
        try:
            before = self.tell_rows()
            reindex()
            assert self.tell_rows() == before
            self.search_finds_what_is_shown()
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)
            self.files.cleanup()


def test_no_order_of_acts_breaks_what_the_archive_promises() -> None:
    run_state_machine_as_test(
        Archive,
        settings=settings(
            max_examples=10,
            stateful_step_count=20,
            deadline=None,
            # Looking for the shortest example takes longer than a test may.
            phases=[Phase.generate],
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
