"""Why a person should look at an article."""

from collections.abc import Mapping

from articles.records import ExtractedArticle, PublishedDate, SidecarEntry
from articles.settle.coverage import CoverageBasis, CoverageStatus
from articles.settle.values import Settlement, find_proposals


def find_reasons(
    facts: ExtractedArticle,
    sidecar: SidecarEntry | None,
    corrections: Mapping[str, Settlement],
    published: PublishedDate | None,
    coverage: Mapping[str, tuple[CoverageStatus, CoverageBasis]],
) -> tuple[str, ...]:
    reasons: set[str] = set()
    if find_proposals(facts, sidecar, corrections):
        reasons.add("extraction-disagrees")
    status = corrections.get("review_status")
    if status is None or status.value != "reviewed":
        reasons.update(facts.doubts)
        reasons.update(_outlet_reasons(facts, sidecar, corrections))
        reasons.update(_date_reasons(facts, sidecar, corrections, published))
        if not facts.body:
            reasons.add("no-body")
    # A review settles what the article says of itself; an event is decided on alone.
    if any(status == "suggested" for status, _basis in coverage.values()):
        reasons.add("coverage-suggested")
    return tuple(sorted(reasons))


def _outlet_reasons(
    facts: ExtractedArticle,
    sidecar: SidecarEntry | None,
    corrections: Mapping[str, Settlement],
) -> set[str]:
    if "outlet" in corrections:
        return set()
    given = sidecar.outlet if sidecar else None
    if facts.outlet is None:
        return set() if given else {"outlet-unknown"}
    if given:
        return set() if given == facts.outlet.slug else {"sidecar-disagrees"}
    return set() if facts.outlet.slug else {"outlet-not-listed"}


def _date_reasons(
    facts: ExtractedArticle,
    sidecar: SidecarEntry | None,
    corrections: Mapping[str, Settlement],
    published: PublishedDate | None,
) -> set[str]:
    if "published" in corrections:
        return set()
    if published is None:
        return {"date-unknown"}
    reasons = set()
    if published.basis == "inferred":
        reasons.add("date-inferred")
    if published.earliest != published.latest and published.basis != "sidecar":
        reasons.add("date-inexact")
    if published.basis == "sidecar" and facts.published:
        apart = (
            facts.published.latest < published.earliest
            or published.latest < facts.published.earliest
        )
        if apart:
            reasons.add("sidecar-disagrees")
    return reasons
