from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.core.serializers import serialize
from django.db import connection

from articles import curate
from articles.ingest import ingest
from articles.models import ArchiveEvent, Article, Correction, RawFile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_shipped")]
SECRET = "rahasia"


@pytest.fixture
def purged(tmp_path: Path, curator: User) -> RawFile:
    (tmp_path / "a.txt").write_text(
        f"Kabar {SECRET} kota\n\nKOTA, CONTOH.ID - Warga {SECRET} menanam pohon.\n"
    )
    (tmp_path / "b.txt").write_text("KOTA, CONTOH.ID - Kabar lain dari desa.\n")
    ingest([tmp_path], by="a test")
    raw_file = RawFile.objects.get(name="a.txt")
    curate.correct(raw_file.article.pk, {"headline": SECRET}, by=curator)
    call_command("purge", raw_file.sha256, "--reason", "by order of a court")
    raw_file.refresh_from_db()
    return raw_file


def test_nothing_says_what_a_purged_file_said(purged: RawFile) -> None:
    assert bytes(purged.compressed) == b""
    assert not Article.everything.filter(raw_file=purged).exists()
    assert not Correction.objects.exists()
    for model in (Article, ArchiveEvent, RawFile):
        assert SECRET not in serialize("json", model._default_manager.all())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_search")
        assert cursor.fetchone() == (1,)


def test_the_log_says_that_it_was_here_who_purged_it_and_why(purged: RawFile) -> None:
    kinds = purged.events.values_list("kind", flat=True)
    assert list(kinds) == ["ingestion", "extraction", "correction", "purge"]
    detail = purged.events.get(kind="purge").detail
    assert (detail["name"], detail["reason"]) == ("a.txt", "by order of a court")
    assert detail["by"]


def test_purged_bytes_do_not_come_in_again(purged: RawFile, tmp_path: Path) -> None:
    report = ingest([tmp_path], by="a test")
    assert report.counts == {"unchanged": 1}
    (rejection,) = report.rejected
    assert rejection.reason == "purged from the archive: by order of a court"


@pytest.mark.parametrize("reason", ["", " "])
def test_without_a_reason_nothing_is_purged(reason: str) -> None:
    with pytest.raises(CommandError, match="Say why"):
        call_command("purge", "0" * 64, "--reason", reason)


def test_what_is_not_there_or_gone_already_is_said(purged: RawFile) -> None:
    with pytest.raises(CommandError, match="has no raw file"):
        call_command("purge", "0" * 64, "--reason", "by order")
    with pytest.raises(CommandError, match="purged already"):
        call_command("purge", purged.sha256, "--reason", "by order")
