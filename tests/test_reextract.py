from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

import articles.runs
from articles import curate
from articles.ingest import ingest
from articles.models import Article, Extraction, IngestRun, RawFile
from articles.reextract import is_older, reextract
from tests.builders import make_source

pytestmark = [
    pytest.mark.django_db,
    # Thousands of rows that no test here looks at.
    pytest.mark.usefixtures("nothing_shipped"),
]
DUMP = "Warga menanam pohon di tepi sungai.\nCopyright © 2024 Harian Contoh\n"


@pytest.fixture
def article(tmp_path: Path) -> Article:
    """An article of an outlet that the archive does not know yet, and another."""
    (tmp_path / "a.txt").write_text(DUMP, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Kabar kedua dari desa.\n", encoding="utf-8")
    ingest([tmp_path], by="a test")
    return Article.objects.get(raw_file__name="a.txt")


def learn_outlet() -> None:
    """Tell the archive the name that the text prints."""
    source = make_source("Harian Contoh")
    source.language = "id"
    source.save()
    source.names.create(kind="name", value=source.name)


def rows() -> list[dict[str, Any]]:
    return [dict(row) for row in Article.objects.order_by("pk").values()]


def test_what_the_archive_has_learnt_shows_when_read_again(
    article: Article,
) -> None:
    learn_outlet()
    report = reextract(by="a test")
    article.refresh_from_db()
    assert str(article.outlet) == "Harian Contoh"
    assert report.counts == {"updated": 1, "unchanged": 1}
    assert report.rows == {"outlet": 1}
    assert "outlet" in report.readings
    run = IngestRun.objects.latest("pk")
    assert (run.updated_count, run.unchanged_count) == (1, 1)


def test_reading_again_with_the_same_names_changes_nothing(article: Article) -> None:
    before = rows()
    assert reextract(by="a test").counts == {"unchanged": 2}
    assert rows() == before


def test_the_raw_bytes_stay_and_a_guessed_encoding_stays_a_guess(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_bytes("Warga di café menanam pohon.\n".encode("cp1252"))
    ingest([tmp_path], by="a test")
    before = list(RawFile.objects.values())
    reextract(by="a test")
    assert list(RawFile.objects.values()) == before
    assert "encoding" in Article.objects.get().needs_review


def test_several_processes_read_the_same(article: Article) -> None:
    learn_outlet()
    assert reextract(by="a test", jobs=2).rows == {"outlet": 1}


def test_a_dry_run_says_what_would_change_and_leaves_nothing(
    article: Article, capsys: pytest.CaptureFixture[str]
) -> None:
    learn_outlet()
    before = rows()
    call_command("reextract", "--dry-run")
    printed = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert printed[0] == ["1", "would", "change,", "1", "unchanged"]
    assert ["outlet", "1", "1"] in printed
    assert rows() == before
    assert IngestRun.objects.count() == 1


def test_since_leaves_out_what_that_version_or_a_newer_one_read(
    article: Article,
) -> None:
    Extraction.objects.update(extractor_version="1.10+aaaaaaaa")
    Extraction.objects.filter(article=article).update(extractor_version="1.9+bbbbbbbb")
    assert reextract(by="a test", since="1.10").counts.total() == 1
    assert Extraction.objects.get(article=article).extractor_version == (
        IngestRun.objects.latest("pk").extractor_version
    )


@pytest.mark.parametrize(
    ("version", "than", "expected"),
    [
        pytest.param("1.9+aaaaaaaa", "1.10", True, id="by_number"),
        pytest.param("1.10+aaaaaaaa", "1.10", False, id="names_apart"),
        pytest.param("2", "1.10", False, id="newer"),
        pytest.param("next", "1.10", True, id="without_number"),
    ],
)
def test_versions_are_ordered_as_numbers(
    version: str, than: str, *, expected: bool
) -> None:
    assert is_older(version, than) is expected


def test_corrections_stand_and_what_disagrees_is_in_the_queue(
    article: Article, curator: User
) -> None:
    make_source("Harian Benar", slug="harian-benar")
    curate.correct(article.pk, {"outlet": "harian-benar"}, by=curator)
    learn_outlet()
    report = reextract(by="a test")
    article.refresh_from_db()
    assert str(article.outlet) == "Harian Benar"
    assert report.rows == {}
    assert "disagrees" in article.needs_review


def test_a_reviewed_article_keeps_its_row_and_the_new_reading_is_proposed(
    article: Article, curator: User, client: Client
) -> None:
    curate.correct(article.pk, {"review_status": "reviewed"}, by=curator)
    learn_outlet()
    reextract(by="a test")
    article.refresh_from_db()
    assert article.outlet is None
    assert "disagrees" in article.needs_review
    page = client.get(article.get_absolute_url(), follow=True)
    assert "settled by a curator" in page.content.decode()


def test_taking_a_review_s_value_back_lets_the_newer_reading_count(
    article: Article, curator: User
) -> None:
    curate.correct(article.pk, {"review_status": "reviewed"}, by=curator)
    learn_outlet()
    reextract(by="a test")
    curate.withdraw(article.pk, ["outlet"], by=curator, reason="It is right.")
    article.refresh_from_db()
    assert str(article.outlet) == "Harian Contoh"
    assert (article.review_status, article.needs_review) == ("reviewed", "")


def test_a_setting_lets_newer_readings_change_reviewed_articles(
    article: Article, curator: User, settings: LazySettings
) -> None:
    settings.REVIEWED_MAY_CHANGE = True
    curate.correct(article.pk, {"review_status": "reviewed"}, by=curator)
    learn_outlet()
    reextract(by="a test")
    article.refresh_from_db()
    assert str(article.outlet) == "Harian Contoh"
    assert article.needs_review == ""


def test_a_newer_extractor_is_recorded(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles.runs, "VERSION", "9.9")
    reextract(by="a test")
    versions = Extraction.objects.values_list("extractor_version", flat=True)
    assert all(version.startswith("9.9+") for version in versions)
