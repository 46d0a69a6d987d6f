"""One article's row and what hangs on it."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from articles.dates import parse_published
from articles.records import (
    Candidate,
    Credit,
    ExtractedArticle,
    KnownEvent,
    Mention,
    PublishedDate,
    RelatedHeadline,
    SidecarEntry,
)
from articles.settle.coverage import CoverageBasis, CoverageStatus, settle_coverage
from articles.settle.lead import find_lead
from articles.settle.reasons import find_reasons
from articles.settle.values import (
    ENTITY_FIELD,
    Settlement,
    is_hidden,
    machine_values,
)

ID_BITS = 30
# Leaves of the sort key the article's id.
ID_MASK = 2**ID_BITS - 1
DAY_MINUTES = 24 * 60
TIME_OF_DAY = re.compile(r"T(\d\d):(\d\d)")


@dataclass(frozen=True, slots=True)
class Settled:
    """An article's row and what hangs on it; sources, entities, events as slugs."""

    outlet: str | None
    published: PublishedDate | None
    published_basis: str
    headline: str
    lead: str
    bylines: list[dict[str, str]]
    dateline: str
    host: str
    url: str
    language: str
    body: str
    body_sha256: str
    review_status: str
    is_hidden: bool
    credits: tuple[Credit, ...]
    related: tuple[RelatedHeadline, ...]
    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    coverage: dict[str, tuple[CoverageStatus, CoverageBasis]]
    reasons: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How much a person's look at the article settles.

        Its open questions, twice where it covers an event: there they are open on
        the event's page as well.
        """
        covers = any(status != "rejected" for status, _basis in self.coverage.values())
        return len(self.reasons) * (2 if covers else 1)


def settle(
    facts: ExtractedArticle,
    sidecar: SidecarEntry | None,
    corrections: Mapping[str, Settlement],
    events: Sequence[KnownEvent],
) -> Settled:
    """Return what the article's row must say; `corrections` are the last by field."""
    facts = _drop_entities(facts, corrections)
    values = machine_values(facts, sidecar)
    values.update({name: settlement.value for name, settlement in corrections.items()})
    published = _settle_published(facts, sidecar, corrections)
    coverage = settle_coverage(facts, sidecar, corrections, published, events)
    settled = Settled(
        outlet=values["outlet"],
        published=published,
        published_basis=_basis(published, corrections),
        headline=values["headline"] or "",
        lead=find_lead(facts),
        bylines=values["bylines"] or [],
        dateline=values["dateline"] or "",
        host=values["host"] or "",
        url=values["url"] or "",
        language=values["language"] or "",
        body=facts.body,
        body_sha256=hashlib.sha256(facts.body.encode()).hexdigest()
        if facts.body
        else "",
        review_status=values["review_status"],
        is_hidden=is_hidden(corrections),
        credits=facts.credits,
        related=facts.related,
        mentions=facts.mentions,
        candidates=facts.candidates,
        coverage=coverage,
        reasons=find_reasons(facts, sidecar, corrections, published, coverage),
    )
    return _strip(settled) if settled.is_hidden else settled


def _strip(settled: Settled) -> Settled:
    """Leave a hidden article nothing by which readers could come upon it."""
    return replace(
        settled,
        credits=(),
        related=(),
        mentions=(),
        candidates=(),
        coverage={},
        reasons=(),
    )


def _drop_entities(
    facts: ExtractedArticle, corrections: Mapping[str, Settlement]
) -> ExtractedArticle:
    """Leave out the mentions of entities that a person says aren't meant here."""
    dropped = {
        name.removeprefix(ENTITY_FIELD)
        for name, settlement in corrections.items()
        if name.startswith(ENTITY_FIELD) and settlement.value == "rejected"
    }
    if not dropped:
        return facts
    mentions = (each for each in facts.mentions if each.entity not in dropped)
    return replace(facts, mentions=tuple(mentions))


def make_pos(published: PublishedDate | None, article_id: int) -> int:
    """Return the sort key: the last minute it can be from, then the id.

    One integer orders lists, makes cursors and needs one index; undated articles
    come before all others. Ids stay below 2**30.
    """
    if published is None:
        return article_id
    pos = day_pos(published.latest.toordinal()) | article_id
    if time := TIME_OF_DAY.search(published.edtf):
        pos += (int(time[1]) * 60 + int(time[2])) << ID_BITS
    return pos


def day_pos(ordinal: int) -> int:
    """Return where in the order a day begins, by its proleptic Gregorian ordinal.

    Undated articles come before day 1.
    """
    return (ordinal * DAY_MINUTES) << ID_BITS


def _settle_published(
    facts: ExtractedArticle,
    sidecar: SidecarEntry | None,
    corrections: Mapping[str, Settlement],
) -> PublishedDate | None:
    if "published" in corrections:
        edtf = corrections["published"].value
        return parse_published(edtf, "curated") if edtf else None
    if sidecar and sidecar.published:
        return sidecar.published
    return facts.published


def _basis(
    published: PublishedDate | None, corrections: Mapping[str, Settlement]
) -> str:
    if published:
        return published.basis
    return "curated" if "published" in corrections else "unknown"
