"""Publication days: which printed day counts, and how far it is trusted."""

from datetime import date

import pytest

from articles.extract.assemble import read_dump
from articles.extract.sources import SourceIndex
from articles.records import PublishedDate
from tests.extract.documents import make_document

TODAY = date(2026, 11, 21)
SOURCES = SourceIndex(())


def find(text: str) -> PublishedDate | None:
    return read_dump(make_document(text), SOURCES, TODAY).published


@pytest.mark.parametrize(
    ("text", "edtf", "rule"),
    [
        pytest.param(
            'Kota itu tumbuh. "Bagus," kata Sari, Selasa (14/5/2024).',
            "2024-05-14~",
            "attributed-day",
            id="attributed",
        ),
        pytest.param(
            "Warga memulai hari ini, Kamis (16/5/2024), dengan kerja bakti.",
            "2024-05-16~",
            "today-day",
            id="today",
        ),
        pytest.param(
            "Judul Yang Cukup Panjang\nSenin, 12 Februari 2024 09:15 WIB\n"
            "Isi berita yang panjang ditulis di sini.",
            "2024-02-12",
            "date-stamp",
            id="stamp",
        ),
        pytest.param(
            "Jembatan runtuh pada Rabu (6/3/2024) di desa itu.",
            "2024-03-06~",
            "lead-day",
            id="news-of-the-lead",
        ),
        pytest.param(
            "Anggaran 2024 disahkan.\nRapat selesai, ujar Sari, Rabu (6/3).",
            "2024-03-06~",
            "day-with-year-inferred",
            id="year-from-the-text",
        ),
        pytest.param(
            "Pasar itu tua dan ramai, pada Selasa, 5 Maret 2024 seperti dilansir Sari.",
            "2024-03-05~",
            "attributed-day",
            id="attribution-after-the-day",
        ),
    ],
)
def test_day_of_publication(text: str, edtf: str, rule: str) -> None:
    published = find(text)
    assert published is not None
    assert published.edtf == edtf
    assert published.evidence is not None
    assert published.evidence.rule == rule


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Kunjungan dimulai Kamis (16/5/2024), kata Sari.", id="future"),
        pytest.param("Tarif berlaku mulai 2 September 2025.", id="from-a-day-on"),
        pytest.param("Ia tiba pada Rabu (6/3/2024) lalu.", id="past-reference"),
        pytest.param("Rapat selesai, ujar Sari, Rabu (6/3).", id="no-year-anywhere"),
        pytest.param("Rapat 2024 selesai, ujar Sari, Senin (6/3).", id="no-year-fits"),
        pytest.param("Akun X pada Kamis (8/5/2025) mengunggah foto.", id="of-a-post"),
        pytest.param("Rapat selesai, ujar Sari, Rabu (6/3/2030).", id="after-today"),
        pytest.param("Rapat selesai, ujar Sari, 31/2/2024.", id="no-such-day"),
    ],
)
def test_days_that_are_not_taken(text: str) -> None:
    assert find(text) is None


def test_contradicting_weekday_leaves_both_days_open() -> None:
    article = read_dump(
        make_document("Taman dibuka, kata Sari, Senin (14/5/2024)."), SOURCES, TODAY
    )
    assert article.published is not None
    assert article.published.edtf == "2024-05-13/2024-05-14"
    assert article.doubts == ("weekday-contradicts-date",)


def test_event_in_the_body_opens_an_interval() -> None:
    lead = "Kota itu tumbuh pesat dan warganya ramah kepada tamu. " * 7
    published = find(f"{lead}\nBanjir melanda desa itu pada Rabu (6/3/2024) kemudian.")
    assert published is not None
    assert published.earliest == date(2024, 3, 6)
    assert published.latest == date(2024, 3, 13)


def test_latest_attributed_day_counts() -> None:
    published = find(
        "Hujan turun, kata Sari, Senin (4/3/2024).\n"
        "Hujan reda, kata Sari, Rabu (6/3/2024)."
    )
    assert published is not None
    assert published.latest == date(2024, 3, 6)


def test_guessed_encoding_is_a_doubt() -> None:
    document = make_document("Isi.", is_encoding_guessed=True)
    assert read_dump(document, SOURCES, TODAY).doubts == ("encoding-guessed",)
