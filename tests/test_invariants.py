"""Whatever happens in whatever order, what the archive promises holds.

A machine of states does at random what ingest and curators do.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

import articles.runs
from articles import bulk, candidates, curate, duplicates
from articles.ingest import ingest
from articles.merging import merge, undo_merge
from articles.models import (
    Alias,
    Article,
    Candidate,
    Entity,
    Overlap,
    Source,
    SourceName,
)
from articles.reextract import reextract
from articles.reverting import revert
from articles.store import find_grounds
from tests.builders import make_entity, make_event, make_source, make_user
from tests.promises import WITHDRAWN, Promises

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
    "Harga beras naik, kata Wati Purnama di pasar.\n\n",
]
VALUES: dict[str, list[Any]] = {
    "outlet": ["harian-satu", "harian-dua", None],
    "published": ["2024-05-16", "2023-01~", None],
    "headline": ["Judul yang dicetak", None],
    "event/panen": ["accepted", "rejected"],
}


class Archive(Promises):
    """What is done to the archive."""

    version = "1"

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
        self.settle({(name, field): value})

    @precondition(lambda self: self.settled)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        name, field = data.draw(st.sampled_from(sorted(self.settled)))
        article = self.article(name)
        curate.withdraw(article.pk, [field], by=self.by, reason="A mistake.")
        self.settle({(name, field): WITHDRAWN})

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
        keys = [(name, field) for field in fields]
        self.settle({key: self.settled[key] if keep else WITHDRAWN for key in keys})

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

    @precondition(lambda self: self.raw)
    @rule(data=st.data(), overwrite=st.booleans())
    def assign_to_all(self, data: st.DataObject, *, overwrite: bool) -> None:
        # What the desk's form offers: nothing unknown, no outlet that is another's.
        merged = set(Source.objects.exclude(merged_into=None).values_list("slug"))
        offered = [
            (field, value)
            for field in ("event/panen", "outlet", "published")
            for value in VALUES[field]
            if value and (value,) not in merged
        ]
        field, value = data.draw(st.sampled_from(offered))
        values = {field: value}
        changes = bulk.preview(list(Article.objects.order_by("pk")), values)
        bulk.assign(changes, values, overwrite=overwrite, by=self.by, reason="All.")
        keys = [(c.article.raw_file.name, field) for c in changes if c.is_news]
        if wanted := [key for key in keys if overwrite or key not in self.settled]:
            self.settle(dict.fromkeys(wanted, value))

    @precondition(lambda self: self.before)
    @rule(data=st.data())
    def revert_an_act(self, data: st.DataObject) -> None:
        act = data.draw(st.sampled_from(list(self.before)))
        before = self.before[act]
        since = {key[0] for key in before if self.last_act[key] != act}
        revert(act, by=self.by, reason="Not so.")
        if wanted := {key: old for key, old in before.items() if key[0] not in since}:
            self.settle(wanted)

    @rule(data=st.data())
    def decide_on_a_name(self, data: st.DataObject) -> None:
        names = list(Candidate.objects.order_by("pk"))
        if not names:
            return
        name = data.draw(st.sampled_from(names))
        entity = Entity.objects.get(slug="budi-santoso")
        said = data.draw(st.sampled_from(["alias", "never", "open"]))
        why: dict[str, Any] = {"by": self.by, "reason": "Known."}
        if said == "alias":
            candidates.make_alias(name, entity, **why)
        elif said == "never":
            candidates.decide_never([name], **why)
        else:
            candidates.reopen(name, **why)
        self.decided[name.name] = "named" if said == "alias" else said

    @rule(data=st.data())
    def split_a_name_off(self, data: st.DataObject) -> None:
        aliases = Alias.objects.filter(is_active=True).exclude(name=F("entity__name"))
        found = list(aliases.order_by("pk"))
        if not found:
            return
        alias = data.draw(st.sampled_from(found))
        kind = alias.entity.kind
        why: dict[str, Any] = {"by": self.by, "reason": "Another."}
        candidates.split_alias(alias, name=alias.name, kind=kind, **why)
        self.decided[alias.name] = "named"

    @rule()
    def compare_texts(self) -> None:
        while duplicates.compare_next():
            pass

    @rule(decision=st.sampled_from(sorted(Overlap.Decision)))
    def judge_a_pair(self, decision: str) -> None:
        if pair := Overlap.objects.first():
            duplicates.judge(pair, decision, by=self.by, reason="Read both.")
            self.judged[pair.pk] = decision


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
