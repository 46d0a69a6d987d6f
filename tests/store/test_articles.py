import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DataError, IntegrityError

from articles.models import (
    ArchiveEvent,
    Article,
    Credit,
    Extraction,
    IngestRun,
    Mention,
    RawFile,
    Sidecar,
)
from articles.records import ExtractedArticle, RawDocument, SidecarEntry
from articles.store import Directory, Incoming, Outcome, Writer, find_states
from tests.builders import make_entity, make_run, make_source
from tests.facts import (
    make_facts,
    make_found_credit,
    make_found_mention,
    make_headline,
    make_outlet,
    make_published,
)

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def make_document(text: str = "Berita contoh.", name: str = "a.txt") -> RawDocument:
    data = text.encode()
    return RawDocument(
        name=name,
        path=f"folder/{name}",
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        encoding="utf-8",
        text=text,
    )


def save(
    facts: ExtractedArticle,
    *,
    document: RawDocument | None = None,
    sidecar: SidecarEntry | None = None,
    version: str = "1",
    run: IngestRun | None = None,
) -> Outcome:
    writer = Writer(run or make_run(), version, (), Directory())
    return writer.save(Incoming(document or make_document(), facts, sidecar), at=AT)


def test_a_raw_document_is_stored_with_its_bytes_and_its_row() -> None:
    make_source("Harian Contoh")
    facts = make_facts(
        outlet=make_outlet(),
        headline=make_headline(),
        published=make_published("2024-05-14"),
    )
    document = make_document("Kabar – “é”\r\n")
    assert save(facts, document=document) == "created"
    article = Article.objects.select_related("raw_file", "outlet").get()
    assert article.raw_file.data == document.data
    assert article.raw_file.text == document.text
    assert article.raw_file.size == len(document.data)
    assert str(article.outlet) == "Harian Contoh"
    assert article.title == "Kabar Contoh"
    assert article.published_edtf == "2024-05-14"
    assert article.needs_review == ""


def test_the_same_bytes_under_another_name_are_one_article() -> None:
    save(make_facts(), document=make_document(name="a.txt"))
    assert save(make_facts(), document=make_document(name="b.txt")) == "unchanged"
    assert RawFile.objects.get().name == "a.txt"
    assert Article.objects.count() == 1


def test_a_better_extraction_replaces_the_earlier_whole() -> None:
    make_source("Kantor Berita", kind="agency", slug="kantor-berita")
    make_entity("Putin", kind="person", slug="putin")
    save(
        make_facts(
            headline=make_headline("Lama"), mentions=(make_found_mention("putin"),)
        )
    )
    save(make_facts(credits=(make_found_credit(),)), version="2")
    article = Article.objects.get()
    assert article.headline == ""
    assert Mention.objects.count() == 0
    assert str(Credit.objects.get().source) == "Kantor Berita"
    assert Extraction.objects.get().extractor_version == "2"
    (change,) = ArchiveEvent.objects.filter(kind="extraction").exclude(
        detail={"version": "1"}
    )
    assert change.detail == {"version": "2", "changes": {"headline": ["Lama", ""]}}


def test_a_credit_to_a_source_nobody_knows_keeps_its_printed_name() -> None:
    save(make_facts(credits=(make_found_credit(None),)))
    credit = Credit.objects.get()
    assert (credit.name, credit.source) == ("Kantor Berita", None)


def test_facts_about_merged_sources_and_entities_go_to_the_survivors() -> None:
    survivor = make_source("Harian Baru", slug="harian-baru")
    absorbed = make_source("Harian Contoh")
    absorbed.merged_into = survivor
    absorbed.save()
    save(make_facts(outlet=make_outlet("harian-contoh")))
    assert Article.objects.get().outlet == survivor


def test_the_sidecar_is_kept_and_stays_when_none_comes() -> None:
    make_source("Harian Contoh")
    save(make_facts(), sidecar=SidecarEntry(outlet="harian-contoh", note="seen"))
    save(make_facts(), version="2")
    assert str(Article.objects.get().outlet) == "Harian Contoh"
    assert Sidecar.objects.get().note == "seen"


def test_a_state_is_current_until_version_or_sidecar_change() -> None:
    document, sidecar = make_document(), SidecarEntry(note="seen")
    save(make_facts(), document=document, sidecar=sidecar)
    state = find_states([document.sha256, "0" * 64])[document.sha256]
    assert state.is_current("1", None)
    assert state.is_current("1", sidecar)
    assert not state.is_current("2", None)
    assert not state.is_current("1", SidecarEntry(note="seen again"))


def test_each_write_is_in_the_log_with_its_run() -> None:
    run = make_run()
    save(make_facts(), run=run)
    kinds: list[tuple[Any, ...]] = list(
        ArchiveEvent.objects.values_list("kind", "run", "detail")
    )
    assert kinds == [
        ("ingestion", run.pk, {"name": "a.txt"}),
        ("extraction", run.pk, {"version": "1"}),
    ]


def test_a_document_the_database_refuses_leaves_nothing_behind() -> None:
    twice = (make_found_mention("putin"), make_found_mention("putin"))
    make_entity("Putin", kind="person", slug="putin")
    with pytest.raises((IntegrityError, DataError)):
        save(make_facts(mentions=twice))
    assert RawFile.objects.count() == 0
    assert ArchiveEvent.objects.count() == 0
