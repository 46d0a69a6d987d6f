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
        *(
            pytest.param(
                f"Bus Desa Buka Rute Baru\n{stamp}\nBus desa membuka rute baru kini.",
                "2025-02-07",
                "date-stamp",
                id=f"stamp-{name}",
            )
            for name, stamp in (
                ("in-english", "by admin\nFebruary 7, 2025\nin Berita"),
                ("with-seconds", "7/2/2025 10:20:00"),
                ("of-machines", "2025-02-07T10:20:00+07:00"),
                ("with-english-weekday", "Fri, 7 Feb 2025"),
                ("beside-a-name", "Sari Dewi 07/02/2025"),
            )
        ),
        pytest.param(
            "Jadwal Bus Desa Hari Ini 7 Februari 2025\n"
            "Berikut jadwal bus desa dari terminal ke bandara pada hari ini.",
            "2025-02-07~",
            "today-day",
            id="today-in-the-headline",
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
            "2024-03-06~",
            "attributed-day",
            id="far-from-the-verb-without-brackets",
        ),
        pytest.param(
            'Pasar itu ramai. "Bagus," kata Sari, Rabu, 6 Maret 2024, di balai desa.',
            "2024-03-06/2024-03-13",
            "day-of-event",
            id="amid-the-sentence-without-brackets",
        ),
        pytest.param(
            'Pasar itu ramai. "Bagus," ujarnya pada Rabu, 6 Maret 2024.',
            "2024-03-06~",
            "attributed-day",
            id="next-to-the-verb-without-brackets",
        ),
        pytest.param(
            'Pasar itu ramai. "Bagus," kata Sari, Rabu (6/3/2024), dikutip dari Kabar.',
            "2024-03-06~",
            "bracketed-day",
            id="told-elsewhere",
        ),
        pytest.param(
            "Pasar itu ramai. Pak Sari, Rabu (6/3/2024) mengatakan ia senang.",
            "2024-03-06~",
            "attributed-day",
            id="verb-behind-the-day",
        ),
        pytest.param(
            'Pasar ramai. "Bagus," kata Sari saat dihubungiKabarDesaRabu (6/3/2024).',
            "2024-03-06~",
            "attributed-day",
            id="glued-to-a-link",
        ),
        pytest.param(
            '"Pasar itu ramai sekali hari Minggu," kata Sari kepada\n'
            "KabarDesa.com,\nRabu (6/3/2024).",
            "2024-03-06~",
            "attributed-day",
            id="on-a-line-of-its-own-behind-a-link",
        ),
        pytest.param(
            "Balai itu baru, ujar Sari, Rabu (6/3/2024). Sebelumnya balai itu kecil.",
            "2024-03-06~",
            "attributed-day",
            id="the-past-begins-with-the-next-sentence",
        ),
        pytest.param(
            "Perahu karam di muara pada Rabu (6/3/2024) pukul 05.30 WIB pagi buta.",
            "2024-03-06~",
            "scene-day",
            id="told-by-the-clock",
        ),
        pytest.param(
            "Warga berkumpul di balai desa, Rabu (6/3/2024) hari ini, untuk rapat.",
            "2024-03-06~",
            "today-day",
            id="today-behind-the-day",
        ),
        pytest.param(
            "Pasar malam dibuka besok, Rabu (6/3/2024), di lapangan desa itu.",
            "2024-03-05~",
            "today-day",
            id="tomorrow",
        ),
        pytest.param(
            "Pasar malam dibuka Rabu (6/3/2024) besok di lapangan desa itu.",
            "2024-03-05~",
            "today-day",
            id="tomorrow-behind-the-day",
        ),
        pytest.param(
            'Sari membantah. "Palsu," ujar Sari, Jumat (1/3/2024).\n'
            "Hingga Rabu (6/3/2024), unggahan itu telah dilihat ratusan orang.",
            "2024-03-06~",
            "today-day",
            id="how-things-stand",
        ),
        pytest.param(
            "Kunjungan dimulai Kamis (16/5/2024), kata Sari.",
            "2024-05-16~",
            "announced-day",
            id="announced-as-newsrooms-print-the-day",
        ),
        pytest.param(
            "Kesebelasan desa itu siap menjalani laga terakhir, Rabu 6 Maret 2024.",
            "2024-03-06~",
            "announced-day",
            id="match",
        ),
        pytest.param(
            "Berikut harga beras terbaru di pasar desa itu Rabu 6 Maret 2024.",
            "2024-03-06~",
            "announced-day",
            id="prices-of-the-day",
        ),
        pytest.param(
            "Bus desa berjalan mulai 6 Maret 2024 dengan tarif baru.",
            "2024-03-06~",
            "announced-day",
            id="fares-that-come-into-force",
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
        pytest.param("Kunjungan dimulai Kamis, 16 Mei 2024.", id="future"),
        pytest.param("Kursus dibuka mulai 2 September 2025.", id="from-a-day-on"),
        pytest.param("Tarif naik mulai 1 September 2025.", id="from-a-first-on"),
        pytest.param(
            "Pameran digelar hingga Rabu (6/3/2024) di balai desa.", id="until"
        ),
        pytest.param("Pameran itu dibuka Rabu (6/3/2024) mendatang.", id="ahead"),
        pytest.param(
            "Turnamen dimulai Rabu (6/3/2024) dan berakhir 17 April 2024.",
            id="first-day-of-more",
        ),
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


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param(
            "Taman dibuka, kata Sari, Senin (14/5/2024).",
            "2024-05-14%",
            id="later-of-two-neighbours",
        ),
        pytest.param(
            "Taman dibuka, kata Sari, Rabu (14/5/2024).",
            "2024-05-15%",
            id="weekday-of-the-day-after",
        ),
        pytest.param(
            "Taman dibuka, kata Sari, Kamis (16/5/2025). Anggaran 2024 cukup.",
            "2024-05-16%",
            id="year-that-the-text-names",
        ),
        pytest.param(
            "Taman dibuka, kata Sari, Jumat (14/5/2024).",
            "2024-05-14/2024-05-17",
            id="further-apart",
        ),
        pytest.param(
            "Taman itu dibuka Senin (14/5/2024) oleh Pak Sari.",
            "2024-05-13/2024-05-14",
            id="nobody-told-on-it",
        ),
    ],
)
def test_contradicting_weekday_is_a_doubt(text: str, edtf: str) -> None:
    article = read_dump(make_document(text), SOURCES, TODAY)
    assert article.published is not None
    assert article.published.edtf == edtf
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


def test_day_that_heads_rows_of_times_is_no_stamp() -> None:
    published = find(
        "Jadwal Balap Perahu\nRabu, 6 Maret 2024\n08.00 WIB: Latihan\n"
        "Kamis, 7 Maret 2024\n09.00 WIB: Perlombaan"
    )
    assert published is None


def test_scene_of_an_outlet_that_reports_late_opens_an_interval() -> None:
    lead = "Kota itu tumbuh pesat dan warganya ramah kepada tamu. " * 7
    text = f"{{}} - {lead}\nBupati meninjau jembatan di desa itu, Rabu (6/3/2024)."
    sources = SourceIndex(load_shipped().sources)
    late = read_dump(make_document(text.format("TRIBUNBATAM.ID")), sources, TODAY)
    prompt = read_dump(make_document(text.format("KOMPAS.com")), sources, TODAY)
    assert late.published is not None
    assert late.published.edtf == "2024-03-06/2024-03-13"
    assert prompt.published is not None
    assert prompt.published.edtf == "2024-03-06~"
