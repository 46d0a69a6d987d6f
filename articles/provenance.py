"""How the archive knows what it says of an article: each fact with its evidence."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from articles.models import Article, Correction, Sidecar
from articles.reading import printed
from articles.records import Evidence, ExtractedArticle
from articles.store import Grounds, find_grounds


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that the machine read, and the printed words that justify it."""

    value: str
    evidence: Evidence | None
    quoted: str = ""  # the words as a browser would show them


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    label: str
    value: str  # what the archive says; empty where it says nothing
    readings: list[Reading]
    correction: Correction | None = None  # what a person settled
    is_from_catalogue: bool = False
    note: str = ""  # what the catalogue remarks

    @property
    def rests_on_text(self) -> bool:
        return not self.correction and not self.is_from_catalogue


def grounds_of(article: Article) -> Grounds:
    """Return what the article's row is settled from, read once for one page."""
    if "grounds" not in article.__dict__:
        article.__dict__["grounds"] = find_grounds(article)
    grounds: Grounds = article.__dict__["grounds"]
    return grounds


def facts(
    article: Article, read: ExtractedArticle, corrections: Iterable[Correction]
) -> list[Fact]:
    """Return what the archive says of an article, in the order of its page.

    `corrections` are all of them, oldest first.
    """
    sidecar: Sidecar | None = getattr(article.raw_file, "sidecar", None)
    is_html = article.raw_file.media_type == "text/html"
    settled: dict[str, Correction] = {}
    for correction in corrections:
        settled.pop(correction.field, None)
        if not correction.is_withdrawal:
            settled[correction.field] = correction
    for name in _held_by_review(article, settled):
        settled[name] = settled["review_status"]
    catalogued = {
        "outlet": bool(sidecar and sidecar.outlet_id),
        "published": article.published_basis == Article.Basis.SIDECAR,
    }
    return [
        Fact(
            name,
            label,
            value,
            [_quote(reading, is_html=is_html) for reading in readings],
            settled.get(name),
            is_from_catalogue=catalogued.get(name, False),
            note=sidecar.note if sidecar and catalogued.get(name) else "",
        )
        for name, label, value, readings in _values(article, read)
        if value or readings or name in ("outlet", "published", "headline")
    ]


def _held_by_review(article: Article, settled: dict[str, Correction]) -> set[str]:
    """Return the fields in which a review stands against a newer reading."""
    if "review_status" not in settled:
        return set()
    return grounds_of(article).corrections.keys() - settled.keys()


def _values(
    article: Article, read: ExtractedArticle
) -> list[tuple[str, str, str, list[Reading]]]:
    bylines = ", ".join(byline["name"] for byline in article.bylines)
    return [
        ("outlet", _("Outlet"), str(article.outlet or ""), _outlet(read)),
        ("host", _("Found on"), article.host, _host(read)),
        ("published", _("Published"), article.published_edtf, _published(read)),
        ("headline", _("Headline"), article.headline, _headline(read)),
        ("dateline", _("Dateline"), article.dateline, _dateline(read)),
        ("bylines", _("Byline"), bylines, _bylines(read)),
        ("credits", _("Credits"), _credits(article), _credit_readings(read)),
    ]


def _quote(reading: Reading, *, is_html: bool) -> Reading:
    if not reading.evidence:
        return reading
    return replace(reading, quoted=printed(reading.evidence.exact, is_html=is_html))


def _outlet(read: ExtractedArticle) -> list[Reading]:
    return [Reading(read.outlet.name, read.outlet.evidence)] if read.outlet else []


def _host(read: ExtractedArticle) -> list[Reading]:
    return [Reading(read.host.domain, read.host.evidence)] if read.host else []


def _published(read: ExtractedArticle) -> list[Reading]:
    date = read.published
    return [Reading(date.edtf, date.evidence)] if date else []


def _headline(read: ExtractedArticle) -> list[Reading]:
    headline = read.headline
    return [Reading(headline.text, headline.evidence)] if headline else []


def _dateline(read: ExtractedArticle) -> list[Reading]:
    dateline = read.dateline
    return [Reading(dateline.text, dateline.evidence)] if dateline else []


def _bylines(read: ExtractedArticle) -> list[Reading]:
    return [Reading(byline.name, byline.evidence) for byline in read.bylines]


def _credits(article: Article) -> str:
    return ", ".join(
        f"{credit.name} ({credit.get_role_display()})"
        for credit in article.credits.all()
    )


def _credit_readings(read: ExtractedArticle) -> list[Reading]:
    return [Reading(credit.name, credit.evidence) for credit in read.credits]
