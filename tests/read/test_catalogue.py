from pathlib import Path

import pytest

from articles.read.catalogue import KnownSlugs, read_catalogue
from articles.records import SidecarEntry

KNOWN = KnownSlugs(outlets={"harian-contoh": "harian-contoh"}, events={"kunjungan"})


def write_catalogue(folder: Path, text: str) -> None:
    (folder / "a.txt").write_text("Berita", encoding="utf-8")
    (folder / "b.txt").write_text("Kabar", encoding="utf-8")
    (folder / "catalogue.csv").write_text(text, encoding="utf-8")


def test_no_catalogue_is_no_error(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path, KNOWN) == ({}, [])


def test_a_line_gives_its_file_what_the_text_does_not_say(tmp_path: Path) -> None:
    write_catalogue(
        tmp_path,
        "\ufefffile,outlet,published,url,event,note\r\n"
        'a.txt,harian-contoh,2024-03,https://contoh.id/a,kunjungan,"said, so"\r\n',
    )
    entries, rejections = read_catalogue(tmp_path, KNOWN)
    assert rejections == []
    entry = entries["a.txt"]
    assert entry.published
    assert (entry.published.edtf, entry.published.basis) == ("2024-03", "sidecar")
    assert entry.outlet == "harian-contoh"
    assert entry.url == "https://contoh.id/a"
    assert entry.event == "kunjungan"
    assert entry.note == "said, so"


def test_columns_may_be_left_out(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "file\na.txt\n")
    assert read_catalogue(tmp_path, KNOWN) == ({"a.txt": SidecarEntry()}, [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("c.txt,,", "no file “c.txt”", id="unknown_file"),
        pytest.param("../a.txt,,", "no file “../a.txt”", id="file_elsewhere"),
        pytest.param("a.txt,koran,", "no outlet “koran”", id="unknown_outlet"),
        pytest.param("a.txt,,14 Mei", "“14 Mei” is no closed EDTF", id="no_edtf"),
        pytest.param("a.txt,,,x", "more values than columns", id="too_many_values"),
        pytest.param("b.txt,,", "b.txt has a line already", id="file_twice"),
    ],
)
def test_a_bad_line_is_named_and_stops_only_itself(
    tmp_path: Path, line: str, reason: str
) -> None:
    write_catalogue(tmp_path, f"file,outlet,published\nb.txt,,2024\n{line}\n")
    entries, (rejection,) = read_catalogue(tmp_path, KNOWN)
    assert list(entries) == ["b.txt"]
    assert rejection.file.endswith("catalogue.csv, line 3")
    assert reason in rejection.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("file,publisher\na.txt,x\n", "publisher", id="unknown_column"),
        pytest.param("outlet\nharian-contoh\n", "no column “file”", id="no_file"),
        pytest.param("", "no column “file”", id="empty"),
        pytest.param('file,note\na.txt,"open', "unexpected end of data", id="no_csv"),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_refused_whole(
    tmp_path: Path, text: str, reason: str
) -> None:
    write_catalogue(tmp_path, text)
    entries, (rejection,) = read_catalogue(tmp_path, KNOWN)
    assert entries == {}
    assert rejection.file.endswith("catalogue.csv")
    assert reason in rejection.reason
