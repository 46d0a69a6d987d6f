import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction

from articles import backup
from articles.backup.tables import list_tables, rows_of
from articles.models import ArchiveEvent, IngestRun, RawFile
from articles.verify import verify
from tests.archives import emptied_archive, make_curated

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(tmp_path: Path, curator: User, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of a curated archive."""
    make_curated(curator, monkeypatch)
    folder = tmp_path / "saved"
    call_command("backup", folder)
    return folder


def rows_in(folder: Path) -> dict[str, list[str]]:
    """Every line of every table in a backup, but those about backups."""
    return {
        path.name: [
            line
            for line in path.read_text(encoding="utf-8").splitlines()
            if '"about": "archive"' not in line
        ]
        for path in sorted((folder / "data" / "rows").iterdir())
    }


def files_in(folder: Path) -> dict[str, bytes]:
    raw = folder / "data" / "raw"
    return {path.name: path.read_bytes() for path in raw.rglob("*") if path.is_file()}


def test_what_comes_back_is_what_was_saved(saved: Path, tmp_path: Path) -> None:
    with emptied_archive():
        assert not RawFile.objects.exists()
        call_command("restore", saved)
        assert list(verify()) == []
        again = tmp_path / "again"
        call_command("backup", again)
        last = ArchiveEvent.objects.latest("pk")
        assert ArchiveEvent.objects.filter(kind="restore").exists()
        # Numbers go on where they were.
        assert ArchiveEvent.objects.filter(pk__gt=last.pk).count() == 0
    assert rows_in(again) == rows_in(saved)
    assert files_in(again) == files_in(saved)


def test_times_come_back_to_the_microsecond(tmp_path: Path) -> None:
    at = datetime(2024, 5, 16, 9, 30, 0, 456, tzinfo=UTC)
    run = IngestRun.objects.create(started_at=at, extractor_version="1")
    call_command("backup", tmp_path / "saved")
    with emptied_archive():
        call_command("restore", tmp_path / "saved")
        assert IngestRun.objects.get(pk=run.pk).started_at == at


def test_raw_files_are_as_they_were_received(saved: Path) -> None:
    files = files_in(saved)
    stored = RawFile.objects.values_list("sha256", "name")
    assert sorted(files) == sorted(sha256 for sha256, _ in stored)
    seeds = Path(__file__).parents[2] / "seeds"
    for sha256, name in stored:
        assert files[sha256] == (seeds / name).read_bytes()
    assert (saved / "manifest-sha512.txt").exists()


def test_a_backup_with_one_wrong_bit_is_refused(saved: Path) -> None:
    dice = random.Random(1)  # noqa: S311 - for likeness, not for secrets
    files = [
        path
        for path in sorted(saved.rglob("*"))
        if path.is_file() and path.stat().st_size
    ]
    for path in files:
        sound = path.read_bytes()
        spoilt = bytearray(sound)
        spoilt[dice.randrange(len(sound))] ^= 1 << dice.randrange(8)
        path.write_bytes(spoilt)
        with pytest.raises(CommandError, match="is no sound backup"):
            call_command("restore", saved)
        path.write_bytes(sound)


def test_a_backup_that_is_not_whole_is_refused(saved: Path) -> None:
    refused = "is no sound backup, nothing was restored"
    raw = next(path for path in (saved / "data" / "raw").rglob("*") if path.is_file())
    for lost in (raw, saved / "bagit.txt", saved / "manifest-sha256.txt"):
        data = lost.read_bytes()
        lost.unlink()
        with pytest.raises(CommandError, match=refused):
            call_command("restore", saved)
        lost.write_bytes(data)
    raw.with_name("more").write_bytes(b"x")
    with pytest.raises(CommandError, match=refused):
        call_command("restore", saved)


def test_nothing_is_restored_over_an_archive(saved: Path) -> None:
    with pytest.raises(CommandError, match="There is something in this archive"):
        call_command("restore", saved)


def test_a_restore_that_fails_leaves_nothing(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> int:
        message = "broke off"
        raise OSError(message)

    monkeypatch.setattr("articles.backup.restoring.reindex", fail)
    with emptied_archive():
        with pytest.raises(CommandError, match="Nothing was restored: broke off"):
            call_command("restore", saved)
        assert not RawFile.objects.exists()
        assert not User.objects.exists()


def test_a_backup_says_what_keeps_it_from_being_made(saved: Path) -> None:
    with pytest.raises(CommandError, match="is there already: name a new folder"):
        call_command("backup", saved)
    with pytest.raises(CommandError, match="Free or name another disk"):
        call_command("backup", saved / "bagit.txt" / "below")


def test_a_damaged_raw_file_is_not_saved(saved: Path) -> None:
    from tests.verify.damage import DAMAGE, nothing_refused

    with transaction.atomic(), nothing_refused():
        DAMAGE["other bytes"][0]()
    folder = saved.with_name("new")
    with pytest.raises(backup.BackupError, match=r"is damaged: run manage\.py verify"):
        backup.save(folder, by="a test")
    assert sorted(path.name for path in saved.parent.iterdir()) == ["saved"]


def test_every_table_is_saved_after_those_it_refers_to() -> None:
    tables = list_tables()
    for number, model in enumerate(tables):
        for field in model._meta.concrete_fields:
            if field.related_model in tables[number + 1 :]:
                raise AssertionError(field)
        assert rows_of(model).query
