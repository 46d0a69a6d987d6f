"""Publication days: which printed day counts, and how far it is trusted."""

from datetime import date

import pytest

from articles.extract.assemble import read_dump
from articles.extract.sources import SourceIndex
from articles.knowledge import load_shipped
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
            "Bupati meninjau jembatan di desa itu, Rabu (6/3/2024).",
            "2024-03-06~",
            "scene-day",
            id="scene-set-apart",
        ),
        pytest.param(
            "Jembatan runtuh pada Rabu (6/3/2024) sore di desa itu.",
            "2024-03-06~",
            "scene-day",
            id="scene-by-the-hour",
        ),
        pytest.param(
            "Sari merinci anggaran jembatan desa itu pada Rabu (6/3/2024) di balai.",
            "2024-03-06/2024-03-13",
            "day-of-event",
            id="day-amid-the-sentence",
        ),
        pytest.param(
            'Pasar itu ramai. "Bagus," kata Sari saat dihubungi Kabar Desa pada '
            "Rabu (6/3/2024).",
            "2024-03-06~",
            "attributed-day",
            id="received-from",
        ),
        pytest.param(
            'Pasar itu ramai. "Bagus," kata Drs. M. Sari, Rabu (6/3/2024).',
            "2024-03-06~",
            "attributed-day",
            id="titles-end-no-sentence",
        ),
        pytest.param(
            'Pasar ramai. "Bagus," kata Sari kepada KABARDESA.COM, Rabu (6/3/2024).',
            "2024-03-06~",
            "attributed-day",
            id="domains-end-no-sentence",
        ),
        pytest.param(
            'Pasar itu ramai. "Bagus," kata Sari, Rabu, 6 Maret 2024.',
            "2024-03-06/2024-03-13",
            "day-of-event",
            id="far-from-the-verb-without-brackets",
        ),
        pytest.param(
            'Pasar itu ramai. "Bagus," ujarnya pada Rabu, 6 Maret 2024.',
            "2024-03-06~",
            "attributed-day",
            id="next-to-the-verb-without-brackets",
        ),
        pytest.param(
            'Pasar itu ramai. "Bagus," kata Sari, Rabu (6/3/2024), dikutip dari Kabar.',
            "2024-03-06/2024-03-13",
            "day-of-event",
            id="told-elsewhere",
        ),
        pytest.param(
            "PALEMBANG, 9 JUNI 2025 - Warga memulai kerja bakti di tepi sungai.",
            "2025-06-09",
            "dateline-day",
            id="dateline-in-capitals",
        ),
        pytest.param(
            "Anggaran 2024 disahkan.\nRapat selesai, ujar Sari, Rabu (6/3).",
            "2024-03-06~",
            "day-with-year-inferred",
            id="year-from-the-text",
        ),
        pytest.param(
            "Pasar itu tua, Kabarmelaporkan pada Selasa 5 Maret 2024 seperti dilansir.",
            "2024-03-05~",
            "attributed-day",
            id="verb-glued-to-a-name",
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
        pytest.param(
            "UU Nomor 3 Tahun 2013 diuji, ujar Sari, Rabu (6/3).", id="year-of-a-law"
        ),
        pytest.param(
            "Harga beras hari ini turun.\nItu terjadi sejak Rabu 6 Maret 2024 nanti.",
            id="since-a-day",
        ),
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


def test_later_day_of_an_event_reopens_the_question() -> None:
    published = find(
        "Hujan turun, kata Sari, Senin (4/3/2024).\n"
        "Sungai itu meluap pada Rabu (6/3/2024) di dua desa."
    )
    assert published is not None
    assert published.edtf == "2024-03-06/2024-03-13"


def test_bare_day_amid_the_text_is_no_stamp() -> None:
    published = find(
        "Warga desa itu mencari sebuah perahu yang hilang.\n"
        "Berikut urutan kejadian yang diceritakan warga desa.\n"
        "Rabu, 6 Maret 2024\n"
        "Perahu itu terlihat terakhir di muara oleh dua nelayan.\n"
        "Perahu itu ditemukan kemudian oleh seorang nelayan lain."
    )
    assert published is None or published.earliest < published.latest


def test_scene_of_an_outlet_that_reports_late_opens_an_interval() -> None:
    text = "{} - Bupati meninjau jembatan di desa itu, Rabu (6/3/2024)."
    sources = SourceIndex(load_shipped().sources)
    late = read_dump(make_document(text.format("TRIBUNBATAM.ID")), sources, TODAY)
    prompt = read_dump(make_document(text.format("KOMPAS.com")), sources, TODAY)
    assert late.published is not None
    assert late.published.edtf == "2024-03-06/2024-03-13"
    assert prompt.published is not None
    assert prompt.published.edtf == "2024-03-06~"
