"""Made-up pages for the tests of their extraction."""

from datetime import date

from articles.extract.page import extract_page
from articles.extract.sources import SourceIndex
from articles.records import (
    Evidence,
    ExtractedArticle,
    KnownName,
    KnownSource,
    RawDocument,
)

TODAY = date(2024, 6, 1)
SOURCES = (
    KnownSource(
        "harian-fajar",
        "Harian Fajar",
        "outlet",
        country="ID",
        names=(
            KnownName("Harian Fajar", "name"),
            KnownName("fajar.example", "domain"),
        ),
    ),
    KnownSource(
        "fajar-jogja",
        "Fajar Jogja",
        "outlet",
        country="ID",
        names=(KnownName("jogja.fajar.example", "domain"),),
    ),
)
PARAGRAPHS = (
    "Presiden Rusia Vladimir Putin tiba di Beijing pada pagi hari untuk bertemu "
    "dengan tuan rumahnya.",
    "Kedua pemimpin itu dijadwalkan membahas perdagangan, energi, dan perang yang "
    "belum juga berakhir.",
    "“Kami akan bicara panjang lebar,” kata juru bicara istana kepada para wartawan "
    "yang menunggu.",
)


def make_page(
    *,
    head: str = "",
    headline: str = "<h1>Putin Tiba di Beijing Pagi Ini</h1>",
    before: str = "",
    body: str = "".join(f"<p>{text}</p>" for text in PARAGRAPHS),
    after: str = "",
) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>Putin Tiba di Beijing Pagi Ini - Fajar"
        f"</title>{head}</head><body><nav><a href='/'>Beranda</a></nav>"
        f"<div class='isi'>{headline}{before}<div class='teks'>{body}</div>"
        f"{after}</div><footer>Hak cipta dilindungi undang-undang. Kantor kami buka "
        f"setiap hari kerja, silakan datang.</footer></body></html>"
    )


def make_document(text: str, url: str | None = None) -> RawDocument:
    data = text.encode("utf-8", "replace")
    return RawDocument(
        "a.html", "a.html", data, "0" * 64, "text/html", "utf-8", text, url
    )


def extract(
    text: str, *, url: str | None = None, today: date = TODAY
) -> ExtractedArticle:
    index = SourceIndex(SOURCES)
    article = extract_page(make_document(text, url), sources=index, today=today)
    assert_traced(article, text)
    return article


def assert_traced(article: ExtractedArticle, text: str) -> None:
    """Every evidence holds, and each paragraph stands where its spans say."""
    facts = (
        article.outlet,
        article.host,
        article.published,
        article.headline,
        article.dateline,
        *article.bylines,
        *article.credits,
        *article.related,
    )
    for fact in facts:
        evidence: Evidence | None = fact.evidence if fact else None
        if evidence:
            assert text[evidence.start : evidence.end] == evidence.exact != ""
    bodies = article.body.split("\n\n") if article.body else []
    assert len(bodies) == len(article.paragraphs)
    for paragraph in article.paragraphs:
        ends = [0]
        for span in paragraph.spans:
            assert ends[-1] <= span.start < span.end <= len(text)
            ends.append(span.end)
