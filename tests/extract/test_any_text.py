"""What holds for any text at all: no exception, every offset, linear time."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extract.assemble import read_dump
from articles.extract.sources import SourceIndex
from articles.knowledge import load_shipped
from articles.records import Evidence, ExtractedArticle
from tests.extract.documents import make_document

SOURCES = SourceIndex(load_shipped().sources)
TODAY = date(2026, 11, 21)
PIECES = [
    "JAKARTA, KOMPAS.com - ",
    "Baca juga: ",
    "Baca Juga",
    "dilansirAFPdanReuters",
    "Selasa (14/5/2024)",
    "31/2/2024",
    "Senin, 12 Februari 2024 09:15 WIB",
    "(abc/def)",
    "(CNN/Z-3)",
    "Sumber : Antara",
    "Penulis: A | Editor: B",
    "[Gambas:Video CNN]",
    "pic.twitter.com/x— A (@a)June 18, 2025",
    "Advertisement",
    "Foto: Dok. X",
    "\n",
    "\r\n",
    "\r",
    "\u2028",
    "\ufeff",
    "\u200e",
    "\xa0",
    " ",
    "- ",
    "Presiden ",
    "kata ",
    "Tinggalkan Balasan",
    "Berita Lainnya",
    "Copyright © 2024 X",
    "contoh.com",
    ".",
    "“",
    "İ",
    "ß",
    "Artikel ini telah tayang di Kompas.com",
    "Laporan Wartawan X, Y",
    "Tag: a",
    "Putin Tiba di Beijing",
    "***",
    "MSc (AFP, AP)",
    "hari ini",
    "ujarnya pada ",
    "dihubungi Kompas.com, ",
    "Penulis, A B",
    "Peranan, Kabar Desa",
    "(Nama/kompas)",
    "(Fionny).(*)",
    "Video Pilihan",
    "Referensi:",
    "(Laporan Wartawan Kabar, Sari Dewi)",
    "Editor Sari Dewi",
    "Penulis",
    "X Baru(Sari Dewi)",
    "2024",
    "\x00",
    "😀",
]
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30).map(
        "".join
    ),
)


def read(text: str) -> ExtractedArticle:
    return read_dump(make_document(text), SOURCES, TODAY)


def all_evidence(article: ExtractedArticle) -> list[Evidence]:
    found = [byline.evidence for byline in article.bylines]
    found += [credit.evidence for credit in article.credits]
    found += [entry.evidence for entry in article.related]
    one = (article.outlet, article.host, article.published, article.dateline)
    for fact in (*one, article.headline):
        evidence: Evidence | None = getattr(fact, "evidence", None)
        found += [evidence] if evidence else []
    return found


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_offset_holds(text: str) -> None:
    article = read(text)
    for evidence in all_evidence(article):
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert text[evidence.start : evidence.end] == evidence.exact
    for cut in article.boilerplate:
        assert 0 <= cut.start < cut.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_body_is_its_paragraphs_and_no_boilerplate(text: str) -> None:
    article = read(text)
    printed = [
        " ".join(
            " ".join(text[span.start : span.end].split()) for span in paragraph.spans
        )
        for paragraph in article.paragraphs
    ]
    assert article.body == "\n\n".join(printed)
    assert not printed or article.body.split("\n\n") == printed
    ends = 0
    spans = [(s.start, s.end) for p in article.paragraphs for s in p.spans]
    spans += [(cut.start, cut.end) for cut in article.boilerplate]
    for start, end in sorted(spans):
        assert start >= ends
        ends = end


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_nothing_is_published_after_today(text: str) -> None:
    published = read(text).published
    if published:
        assert published.earliest <= published.latest <= TODAY


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("Baca Juga Putin Tiba ", id="labels-without-end"),
        pytest.param("Baca juga:\n", id="label-lines"),
        pytest.param("(a/b)\n", id="signatures"),
        pytest.param("A\n-\n", id="datelines-on-two-lines"),
        pytest.param("AFP, Reuters dan ", id="wires-without-end"),
        pytest.param("— A (@a)", id="tweets-without-start"),
        pytest.param("( ", id="open-brackets"),
        pytest.param("\u200e", id="invisible-marks"),
        pytest.param("a", id="one-word"),
        pytest.param("\n", id="blank-lines"),
        pytest.param("kata M. Sari, Senin (4/3/2024), dikutip ", id="days-told"),
        pytest.param("Senin, 4 Maret 2024\nIa pergi ke pasar itu pagi.\n", id="stamps"),
        pytest.param("Video Pilihan\nMelihat Kebun Teh di Puncak\n", id="video-titles"),
        pytest.param("a. Baca selengkapnya ", id="more-without-end"),
        pytest.param("(Laporan Wartawan ", id="reports-without-end"),
        pytest.param("Referensi: https://a.id/b ", id="link-lists"),
        pytest.param("[Gambas:x](Nama)", id="brackets-among-holes"),
    ],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    short, long = (measure(unit * (size // len(unit))) for size in (25_000, 200_000))
    # Eight times the text; the allowance is for a busy machine.
    assert long < 32 * max(short, 0.01)


def measure(text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start
