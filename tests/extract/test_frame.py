"""What stands around a text: bylines, credits, related headlines, furniture."""

from datetime import date

import pytest

from articles.extract.assemble import read_dump
from articles.extract.sources import SourceIndex
from articles.knowledge import load_shipped
from articles.records import ExtractedArticle
from tests.extract.documents import make_document

SOURCES = SourceIndex(load_shipped().sources)
LEAD = "Warga desa membuka kembali pasar yang lama ditutup."
CLOSE = "Pasar itu ramai sejak pagi dan tutup pada sore hari."


def read(text: str) -> ExtractedArticle:
    return read_dump(make_document(text), SOURCES, date(2026, 11, 21))


@pytest.mark.parametrize(
    ("line", "bylines"),
    [
        pytest.param(
            "Penulis: Ani Sari | Editor: Budi Jaya",
            {("Ani Sari", "author"), ("Budi Jaya", "editor")},
            id="labels",
        ),
        pytest.param(
            "Rep: Ani Sari/ Red: Budi Jaya",
            {("Ani Sari", "reporter"), ("Budi Jaya", "editor")},
            id="short-labels",
        ),
        pytest.param(
            "Sumber: AcakEditor: Budi Jaya", {("Budi Jaya", "editor")}, id="glued"
        ),
        pytest.param(
            "Pewarta: Ani Sari Editor: Budi Jaya Copyright © ANTARA 2024",
            {("Ani Sari", "author"), ("Budi Jaya", "editor")},
            id="with-copyright",
        ),
        pytest.param(
            "(Ditulis oleh Ani Sari)", {("Ani Sari", "author")}, id="brackets"
        ),
        pytest.param(
            "Laporan Reporter POS-KUPANG.COM, Ani Sari",
            {("Ani Sari", "reporter")},
            id="report-line",
        ),
        pytest.param(
            "Laporan Ani Sari | Banda Aceh",
            {("Ani Sari", "reporter")},
            id="report-name",
        ),
        pytest.param(
            "(Tribunlampung.co.id/ani sari)", {("ani sari", "author")}, id="lower-case"
        ),
        pytest.param(
            "(khq/fds)", {("khq", "initials"), ("fds", "initials")}, id="initials"
        ),
        pytest.param("[azz]", {("azz", "initials")}, id="square-brackets"),
        pytest.param("(*/hbb)", {("hbb", "initials")}, id="star-and-initials"),
    ],
)
def test_byline_below_the_text(line: str, bylines: set[tuple[str, str]]) -> None:
    article = read(f"{LEAD}\n{CLOSE}\n{line}")
    assert {(byline.name, byline.role) for byline in article.bylines} == bylines
    assert article.body == f"{LEAD}\n\n{CLOSE}"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("(***)", id="stars"),
        pytest.param("(rls)", id="release"),
        pytest.param("***", id="bare-stars"),
    ],
)
def test_closing_mark_is_nobody(line: str) -> None:
    article = read(f"{LEAD}\n{CLOSE}{line}")
    assert article.bylines == ()
    assert article.body == f"{LEAD}\n\n{CLOSE}"


def test_abbreviation_in_brackets_within_a_text_is_no_signature() -> None:
    text = f"{LEAD} Pasar itu milik Badan Usaha Desa (BUD)\n{CLOSE}"
    article = read(text)
    assert article.bylines == ()
    assert "(BUD)" in article.body


@pytest.mark.parametrize(
    ("sentence", "credits"),
    [
        pytest.param(
            "Pasar dibuka, dilansir Reuters.", {("Reuters", "cited")}, id="one"
        ),
        pytest.param(
            "Pasar dibuka, dilansirAFPdanReuters.",
            {("AFP", "cited"), ("Reuters", "cited")},
            id="glued",
        ),
        pytest.param(
            "Dikutip dari Electrec, CNN, dan Reuters, pasar dibuka.",
            {("CNN", "cited"), ("Reuters", "cited")},
            id="after-an-unknown-name",
        ),
        pytest.param(
            "Pasar dibuka, menurut laporan kantor berita Xinhua.",
            {("Xinhua", "cited")},
            id="link-words",
        ),
        pytest.param("Mehr Newsmelaporkan, pasar dibuka.", {("Mehr News", "cited")},
                     id="subject"),
        pytest.param("Ia berbicara dengan televisi CCTV.", set(), id="only-mentioned"),
        pytest.param("Menurut AA (40), pasar dibuka.", set(), id="somebodys-initials"),
    ],
)  # fmt: skip
def test_cited_sources(sentence: str, credits: set[tuple[str, str]]) -> None:
    article = read(f"{LEAD}\n{sentence}\n{CLOSE}")
    assert {(credit.name, credit.role) for credit in article.credits} == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        pytest.param("Sumber : Associated Press", {("Associated Press", "wire")},
                     id="source-line"),
        pytest.param("Sumber: Kompas.com", {("Kompas.com", "cited")}, id="outlet"),
        pytest.param("(CNN/Z-3)", {("CNN", "wire")}, id="signature"),
        pytest.param("MSc (AFP, AP)", {("AFP", "wire"), ("Associated Press", "wire")},
                     id="initials-and-wires"),
        pytest.param("Foto: AFP", {("AFP", "photo")}, id="photo"),
    ],
)  # fmt: skip
def test_credits_of_the_whole_copy(line: str, credits: set[tuple[str, str]]) -> None:
    article = read(f"{LEAD}\n{CLOSE}\n{line}")
    assert {(credit.name, credit.role) for credit in article.credits} == credits


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param("Baca juga: {}", id="same-line"),
        pytest.param("BACA JUGA – {}", id="dash"),
        pytest.param("(Baca juga: {})", id="brackets"),
        pytest.param("Baca juga:\n{}", id="next-line"),
        pytest.param("Baca Juga\nAdvertisement\n{}", id="below-an-advert"),
        pytest.param("Simak juga: {}", id="other-label"),
    ],
)
def test_related_headline(printed: str) -> None:
    headline = "Pasar Desa Sebelah Tutup Lebih Awal Pekan Ini"
    article = read(f"{LEAD}\n{printed.format(headline)}\n{CLOSE}")
    assert [entry.headline for entry in article.related] == [headline]
    assert article.body == f"{LEAD}\n\n{CLOSE}"


def test_label_whose_headline_was_lost_takes_no_paragraph() -> None:
    article = read(f"{LEAD}\nBaca Juga\n{CLOSE}")
    assert article.related == ()
    assert article.body == f"{LEAD}\n\n{CLOSE}"


def test_glued_headlines_end_where_the_sentence_begins() -> None:
    article = read(
        "Pasar dibuka lagi.Baca JugaPasar Sebelah TutupHarga Cabai Turun Lagi"
        "Menurut warga, pasar itu ramai."
    )
    assert [entry.headline for entry in article.related] == [
        "Pasar Sebelah Tutup",
        "Harga Cabai Turun Lagi",
    ]
    assert article.body == "Pasar dibuka lagi. Menurut warga, pasar itu ramai."


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("SCROLL TO CONTINUE WITH CONTENT", id="advert"),
        pytest.param("[Gambas:Video 20detik]", id="embed"),
        pytest.param(
            "Ayo ikuti saluran Kompas.com di WhatsApp Channel", id="promotion"
        ),
        pytest.param("Copyright © 2024 Contoh. All Rights Reserved", id="copyright"),
        pytest.param("Halaman 1 dari 3", id="page-mark"),
        pytest.param("Tag: pasar, desa", id="tags"),
        pytest.param("https://contoh.com/pasar", id="url"),
        pytest.param("Pasar desa dari udara. (Foto: Dok. Desa)", id="caption"),
        pytest.param("Simak juga Video: Pasar Desa Dibuka Lagi", id="video"),
    ],
)
def test_furniture_is_not_body(line: str) -> None:
    assert read(f"{LEAD}\n{line}\n{CLOSE}").body == f"{LEAD}\n\n{CLOSE}"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            "Simak informasi selengkapnya tentang jadwal pasar desa.", id="simak"
        ),
        pytest.param("Harga Sayur di Pasar Desa", id="subheading"),
        pytest.param("- 500 gram daging kambing", id="ingredient"),
        pytest.param("Ikuti aturan parkir agar jalan desa tidak macet.", id="ikuti"),
    ],
)
def test_text_that_looks_like_furniture_stays(line: str) -> None:
    assert line in read(f"{LEAD}\n{line}\n{CLOSE}").body


def test_comment_form_ends_the_article() -> None:
    article = read(f"{LEAD}\n{CLOSE}\nTinggalkan Balasan\nNama\nSurel")
    assert article.body == f"{LEAD}\n\n{CLOSE}"


def test_paragraph_printed_twice_counts_once() -> None:
    paragraph = f"{LEAD} {CLOSE}"
    assert read(f"{paragraph}\nKata warga.\n{paragraph}").body == (
        f"{paragraph}\n\nKata warga."
    )


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        pytest.param(f"Pasar Desa Dibuka Kembali\n{LEAD}", "Pasar Desa Dibuka Kembali",
                     id="capitalised"),
        pytest.param(f"Warga buka lagi pasar desa\n\n{LEAD}\n{CLOSE}",
                     "Warga buka lagi pasar desa", id="set-apart"),
        pytest.param(f"Pasar Desa Dibuka Kembali - Kompas.com\n{LEAD}",
                     "Pasar Desa Dibuka Kembali", id="outlet-taken-off"),
        pytest.param(f"{LEAD}\n{CLOSE}", None, id="first-sentence"),
        pytest.param(f"JAKARTA - {LEAD}\n{CLOSE}", None, id="dateline"),
        pytest.param(f"- Pasar Desa Dibuka Kembali\n{LEAD}", None, id="bullet"),
    ],
)  # fmt: skip
def test_headline_only_if_printed(text: str, headline: str | None) -> None:
    found = read(text).headline
    assert (found.text if found else None) == headline


@pytest.mark.parametrize(
    ("opening", "dateline", "place"),
    [
        pytest.param("JAKARTA - ", "JAKARTA -", "Jakarta", id="place"),
        pytest.param("Jakarta\n-\n", "Jakarta -", "Jakarta", id="on-two-lines"),
        pytest.param("KONTAN.CO.ID - JAKARTA. ", "KONTAN.CO.ID - JAKARTA.", "Jakarta",
                     id="place-last"),
        pytest.param("KBRN, Ambon: ", "KBRN, Ambon:", "Ambon", id="colon"),
        pytest.param("Washington (ANTARA/Reuters) - ", "Washington (ANTARA/Reuters) -",
                     "Washington", id="agencies"),
    ],
)  # fmt: skip
def test_dateline(opening: str, dateline: str, place: str) -> None:
    found = read(f"{opening}{LEAD}\n{CLOSE}").dateline
    assert found is not None
    assert (found.text, found.place) == (dateline, place)
