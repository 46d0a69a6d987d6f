import shutil
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DataError

import articles.ingest
import articles.runs
from articles import curate
from articles.extract import Extractor
from articles.ingest import ingest
from articles.models import Article, IngestRun, RawFile
from articles.read import Shard
from articles.records import RawDocument
from articles.store import Incoming, Writer
from tests.builders import make_source

pytestmark = [
    pytest.mark.django_db,
    # Thousands of rows that no test here looks at.
    pytest.mark.usefixtures("nothing_shipped"),
]
DUMP = "KOTA, CONTOH.ID - Warga menanam pohon di tepi sungai.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(DUMP, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Kabar kedua dari desa.\n", encoding="utf-8")
    return tmp_path


def test_a_folder_goes_in(folder: Path) -> None:
    report = ingest([folder], by="a test")
    assert report.counts == {"created": 2}
    assert report.rejected == []
    assert Article.objects.count() == 2
    run = IngestRun.objects.get()
    assert (run.by, run.created_count) == ("a test", 2)
    assert run.finished_at


def test_articles_are_numbered_in_the_order_of_their_files(folder: Path) -> None:
    for number in range(8):
        (folder / f"c{number}.txt").write_text(f"Kabar {number}.\n", encoding="utf-8")
    ingest([folder], by="a test")
    names = Article.objects.order_by("pk").values_list("raw_file__name", flat=True)
    assert list(names) == sorted(names)


def test_the_same_folder_again_changes_nothing(folder: Path) -> None:
    ingest([folder], by="a test")
    rows = list(Article.objects.order_by("pk").values())
    (folder / "a.txt").rename(folder / "renamed.txt")
    assert ingest([folder], by="a test").counts == {"unchanged": 2}
    assert list(Article.objects.order_by("pk").values()) == rows


def test_the_same_bytes_twice_in_one_run_are_one_article(folder: Path) -> None:
    (folder / "copy.txt").write_text(DUMP, encoding="utf-8")
    report = ingest([folder], by="a test")
    assert report.counts == {"created": 2, "unchanged": 1}


def test_the_same_bytes_in_later_batches_are_one_article(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles.runs, "BATCH_SIZE", 1)
    for name in ("aa.txt", "c.txt", "d.txt"):
        (folder / name).write_text(DUMP, encoding="utf-8")
    report = ingest([folder], by="a test")
    assert report.counts == {"created": 2, "unchanged": 3}
    assert report.rejected == []


def test_several_processes_store_the_same_articles_in_the_same_order(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = shutil.copytree(folder, tmp_path_factory.mktemp("copy") / "folder")
    (copy / "a.txt").write_text(DUMP + "Lagi.\n", encoding="utf-8")
    ingest([folder], by="a test", jobs=1)
    assert ingest([copy], by="a test", jobs=2).counts == {"created": 1, "unchanged": 1}
    names = Article.objects.order_by("pk").values_list("raw_file__name", flat=True)
    assert list(names) == ["a.txt", "b.txt", "a.txt"]


def test_a_changed_extractor_reads_again_and_corrections_stand(
    folder: Path, curator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_source("Harian Benar", slug="harian-benar")
    ingest([folder], by="a test")
    article = Article.objects.get(raw_file__name="a.txt")
    curate.correct(article.pk, {"outlet": "harian-benar"}, by=curator)
    curate.correct(article.pk, {"published": "2024-05-16"}, by=curator)
    monkeypatch.setattr(articles.runs, "VERSION", "next")
    assert ingest([folder], by="a test").counts == {"updated": 2}
    article.refresh_from_db()
    assert str(article.outlet) == "Harian Benar"
    assert article.published_edtf == "2024-05-16"


def test_a_new_line_in_the_catalogue_updates_its_file_only(folder: Path) -> None:
    ingest([folder], by="a test")
    (folder / "catalogue.csv").write_text(
        "file,published\nb.txt,2024-03\n", encoding="utf-8"
    )
    report = ingest([folder], by="a test")
    assert report.counts == {"updated": 1, "unchanged": 1}
    article = Article.objects.get(raw_file__name="b.txt")
    assert (article.published_edtf, article.published_basis) == ("2024-03", "sidecar")


def test_a_refused_line_of_the_catalogue_is_reported_with_its_place(
    folder: Path,
) -> None:
    (folder / "catalogue.csv").write_text(
        "file,outlet\nb.txt,tak-dikenal\n", encoding="utf-8"
    )
    report = ingest([folder], by="a test")
    assert report.counts == {"created": 2}
    (rejection,) = report.rejected
    assert rejection.file.endswith("catalogue.csv, line 2")


def test_a_bad_file_stops_only_itself(folder: Path) -> None:
    (folder / "empty.txt").touch()
    report = ingest([folder, folder / "missing.txt"], by="a test")
    assert report.counts == {"created": 2}
    assert [Path(rejection.file).name for rejection in report.rejected] == [
        "empty.txt",
        "missing.txt",
    ]
    assert len(IngestRun.objects.get().rejected) == 2


def test_a_dry_run_reports_and_leaves_nothing(folder: Path) -> None:
    report = ingest([folder], by="a test", dry_run=True)
    assert report.counts == {"created": 2}
    assert RawFile.objects.count() == IngestRun.objects.count() == 0


def test_a_run_that_breaks_off_keeps_what_it_stored_and_can_be_repeated(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = Writer.create

    def create_once_then_break(*args: Any, **kwargs: Any) -> None:
        if Article.objects.exists():
            raise KeyboardInterrupt
        create(*args, **kwargs)

    with monkeypatch.context() as broken:
        broken.setattr(articles.runs, "BATCH_SIZE", 1)
        broken.setattr(Writer, "create", create_once_then_break)
        with pytest.raises(KeyboardInterrupt):
            ingest([folder], by="a test")
    assert IngestRun.objects.get().created_count == 1
    assert ingest([folder], by="a test").counts == {"created": 1, "unchanged": 1}


def test_a_document_the_database_refuses_stops_only_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = Writer.create

    def refuse(self: Writer, batch: list[Incoming], **kwargs: Any) -> None:
        if any(each.document.name == "a.txt" for each in batch):
            message = "value too long"
            raise DataError(message)
        create(self, batch, **kwargs)

    monkeypatch.setattr(Writer, "create", refuse)
    report = ingest([folder], by="a test")
    assert report.counts == {"created": 1}
    (rejection,) = report.rejected
    assert rejection.file.endswith("a.txt")
    assert "value too long" in rejection.reason


def test_a_document_that_another_run_stored_first_is_no_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([folder], by="another run")
    monkeypatch.setattr(articles.ingest, "find_states", lambda _hashes: {})
    report = ingest([folder], by="a test")
    assert report.counts == {"unchanged": 2}
    assert Article.objects.count() == 2


def test_the_command_prints_a_table_and_fails_when_anything_is_rejected(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").touch()
    with pytest.raises(CommandError, match="1 rejected; the rest went in"):
        call_command("ingest", folder)
    printed = capsys.readouterr().out.split("\n")
    assert printed[0].split() == ["created", "2"]
    assert printed[3].split() == ["rejected", "1"]
    assert printed[4].split() == ["needing", "review", "2"]
    assert "empty.txt" in printed[5]


def test_the_command_succeeds_when_all_went_in(folder: Path) -> None:
    call_command("ingest", folder, "--dry-run")
    assert Article.objects.count() == 0


def test_what_the_extractor_cannot_read_stops_only_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = Extractor.extract

    def fail(self: Extractor, document: RawDocument, **kwargs: Any) -> Any:
        if document.name == "a.txt":
            message = "a rule went wrong"
            raise ValueError(message)
        return extract(self, document, **kwargs)

    monkeypatch.setattr(Extractor, "extract", fail)
    report = ingest([folder], by="a test")
    assert report.counts == {"created": 1}
    (rejection,) = report.rejected
    assert rejection.reason == "the extractor failed: ValueError: a rule went wrong"


def test_a_page_that_spells_what_no_text_holds_is_stored(tmp_path: Path) -> None:
    script = r'{"@type": "NewsArticle", "headline": "Kabar \ud800 kota\u0000"}'
    (tmp_path / "a.html").write_text(
        f'<html><script type="application/ld+json">{script}</script>'
        "<p>Warga menanam pohon di tepi sungai kota pada pagi hari.</p></html>",
        encoding="utf-8",
    )
    assert ingest([tmp_path], by="a test").counts == {"created": 1}


def test_bytes_that_come_again_as_another_kind_of_file_change_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "<html><h1>Kabar kota</h1><p>Warga menanam pohon di tepi sungai.</p></html>"
    (folder / "page.html").write_text(page, encoding="utf-8")
    ingest([folder / "page.html"], by="a test")
    before = Article.objects.values().get()
    (folder / "page.html").rename(folder / "page.txt")
    monkeypatch.setattr(articles.runs, "VERSION", "next")
    ingest([folder / "page.txt"], by="a test")
    assert Article.objects.values().get() == before


def test_of_two_lines_for_the_same_bytes_the_first_counts_every_time(
    folder: Path,
) -> None:
    (folder / "copy.txt").write_text(DUMP, encoding="utf-8")
    (folder / "catalogue.csv").write_text(
        "file,published\na.txt,2024-03\ncopy.txt,2024-04\n", encoding="utf-8"
    )
    for _ in range(2):
        report = ingest([folder], by="a test")
        assert [Path(rejection.file).name for rejection in report.rejected] == [
            "copy.txt"
        ]
        article = Article.objects.get(raw_file__name="a.txt")
        assert article.published_edtf == "2024-03"


def test_a_catalogue_may_name_an_outlet_that_was_merged(folder: Path) -> None:
    survivor = make_source("Harian Baru", slug="harian-baru")
    absorbed = make_source("Harian Lama", slug="harian-lama")
    absorbed.merged_into = survivor
    absorbed.save()
    (folder / "catalogue.csv").write_text(
        "file,outlet\na.txt,harian-lama\n", encoding="utf-8"
    )
    ingest([folder], by="a test")
    assert Article.objects.get(raw_file__name="a.txt").outlet == survivor
    assert ingest([folder], by="a test").counts == {"unchanged": 2}


def test_a_reason_with_bytes_that_nothing_can_store_is_reported(
    folder: Path,
) -> None:
    (folder / "catalogue.csv").write_bytes(b"file,outlet\na.txt,ko\x00ran\n")
    report = ingest([folder], by="a test")
    assert "ko?ran" in report.rejected[0].reason
    assert IngestRun.objects.get().finished_at


def test_hosts_that_share_the_files_take_each_in_once(folder: Path) -> None:
    for number in range(20):
        (folder / f"c{number}.txt").write_text(f"Kabar {number}.\n", encoding="utf-8")
    created = [
        ingest([folder], by="a test", shard=Shard(number, 3)).counts["created"]
        for number in (1, 2, 3)
    ]
    assert all(created)
    assert sum(created) == Article.objects.count() == 22
    assert ingest([folder], by="a test").counts == {"unchanged": 22}


@pytest.mark.parametrize("shard", ["0/2", "3/2", "1", "a/b", "1/0", "-1/2"])
def test_a_part_that_is_none_is_refused(folder: Path, shard: str) -> None:
    with pytest.raises(CommandError, match="write 2/4"):
        call_command("ingest", str(folder), f"--shard={shard}")
