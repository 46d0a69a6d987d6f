"""Facts as an extractor would hand them over; a call names what matters to its test."""

from datetime import date
from typing import Any

from articles.records import (
    Byline,
    Credit,
    Evidence,
    ExtractedArticle,
    FoundOutlet,
    Headline,
    KnownEvent,
    Mention,
    PublishedDate,
)

EVIDENCE = Evidence("test", 0, 6, "Berita")


def make_outlet(slug: str | None = "harian-contoh") -> FoundOutlet:
    return FoundOutlet("Harian Contoh", "contoh.id", EVIDENCE, slug)


def make_published(first: str, last: str = "", basis: Any = "stated") -> PublishedDate:
    days = date.fromisoformat(first), date.fromisoformat(last or first)
    edtf = f"{first}/{last}" if last else first
    return PublishedDate(edtf, *days, basis, EVIDENCE)


def make_headline(text: str = "Kabar Contoh") -> Headline:
    return Headline(text, EVIDENCE)


def make_byline(name: str = "abc") -> Byline:
    return Byline(name, "initials", EVIDENCE)


def make_found_credit(slug: str | None = "kantor-berita") -> Credit:
    return Credit("Kantor Berita", "wire", EVIDENCE, slug)


def make_found_mention(entity: str, start: int = 0) -> Mention:
    return Mention(entity, "person", entity, start, start + len(entity), "narration")


def make_facts(**values: Any) -> ExtractedArticle:
    """Facts of a text with a body and nothing else but what is given."""
    return ExtractedArticle(**({"body": "Berita contoh.", "language": "id"} | values))


def make_known_event(slug: str = "kunjungan", **values: Any) -> KnownEvent:
    """An event of 16 and 17 May 2024 in which `putin` and `xi` took part."""
    days = {"starts_on": date(2024, 5, 16), "ends_on": date(2024, 5, 17)}
    people = {"participants": ("putin", "xi")}
    return KnownEvent(slug=slug, name=slug, **(days | people | values))
