"""Which events an article covers, or probably does."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from articles.records import ExtractedArticle, KnownEvent, PublishedDate, SidecarEntry
from articles.settle.values import EVENT_FIELD, Settlement

CoverageStatus = Literal["suggested", "accepted", "rejected"]
CoverageBasis = Literal["inferred", "sidecar", "curated"]

# A visit is announced weeks ahead and looked back upon: how far from an event's
# days an article may be from and still be suggested as coverage of it.
EVENT_MARGIN = timedelta(days=14)


def settle_coverage(
    facts: ExtractedArticle,
    sidecar: SidecarEntry | None,
    corrections: Mapping[str, Settlement],
    published: PublishedDate | None,
    events: Sequence[KnownEvent],
) -> dict[str, tuple[CoverageStatus, CoverageBasis]]:
    mentioned = {mention.entity for mention in facts.mentions}
    coverage: dict[str, tuple[CoverageStatus, CoverageBasis]] = {
        event.slug: ("suggested", "inferred")
        for event in events
        if _is_likely(event, mentioned, published)
    }
    if sidecar and sidecar.event:
        coverage[sidecar.event] = ("accepted", "sidecar")
    for name, settlement in corrections.items():
        if name.startswith(EVENT_FIELD):
            coverage[name.removeprefix(EVENT_FIELD)] = (settlement.value, "curated")
    return coverage


def _is_likely(
    event: KnownEvent, mentioned: set[str], published: PublishedDate | None
) -> bool:
    if published is None or not event.participants:
        return False
    first, last = days_about(event.starts_on, event.ends_on)
    is_near = first <= published.earliest and published.latest <= last
    return is_near and mentioned.issuperset(event.participants)


def days_about(starts_on: date, ends_on: date) -> tuple[date, date]:
    """Return the days between which an article can be coverage of an event."""
    first = max(starts_on, date.min + EVENT_MARGIN) - EVENT_MARGIN
    last = min(ends_on, date.max - EVENT_MARGIN) + EVENT_MARGIN
    return first, last
