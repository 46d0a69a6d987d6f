"""What is settled, as rows: pure, so that one article or hundreds are written alike."""

from collections.abc import Iterator
from typing import Any

from articles.extract import tell
from articles.extract.fingerprint import (
    headline_print,
    lasting_prints,
    words_of,
)
from articles.load import Row
from articles.models import (
    Article,
    Coverage,
    Credit,
    Fingerprint,
    Mention,
    RelatedHeadline,
    ReviewReason,
    Sighting,
)
from articles.settle import Settled
from articles.store.slugs import Directory

# What is written anew whenever an article is settled.
DEPENDENTS = (
    Credit,
    RelatedHeadline,
    Mention,
    Coverage,
    ReviewReason,
    Fingerprint,
    Sighting,
)

# Columns that say what the settled value of the same name says.
_AS_SETTLED = (
    "headline",
    "lead",
    "bylines",
    "dateline",
    "host",
    "url",
    "language",
    "body",
    "body_sha256",
    "review_status",
    "is_hidden",
    "published_basis",
)


def article_values(settled: Settled, directory: Directory) -> dict[str, Any]:
    """Return an article's columns but `pos`, which needs its id."""
    outlet, published = settled.outlet, settled.published
    return {name: getattr(settled, name) for name in _AS_SETTLED} | {
        "outlet_id": directory.sources[outlet] if outlet else None,
        "published_edtf": published.edtf if published else "",
        "published_earliest": published.earliest if published else None,
        "published_latest": published.latest if published else None,
    }


def make_dependents(
    article: Article, settled: Settled, directory: Directory
) -> Iterator[Row]:
    """Yield the rows that hang on an article."""
    pk = {"article_id": article.pk}
    for credit in settled.credits:
        yield (
            Credit,
            pk
            | {
                "source_id": directory.sources.get(credit.slug or ""),
                "name": credit.name,
                "role": credit.role,
                "evidence": tell(credit.evidence),
            },
        )
    for related in settled.related:
        evidence = tell(related.evidence)
        yield (
            RelatedHeadline,
            pk | {"headline": related.headline, "evidence": evidence},
        )
    for mention in settled.mentions:
        yield (
            Mention,
            pk
            | {
                "entity_id": directory.entities[mention.entity],
                "start": mention.start,
                "end": mention.end,
                "surface": mention.surface,
                "zone": mention.zone,
            },
        )
    for slug, (status, basis) in settled.coverage.items():
        event_id = directory.events[slug]
        yield Coverage, pk | {"event_id": event_id, "status": status, "basis": basis}
    for reason in settled.reasons:
        yield (
            ReviewReason,
            pk
            | {
                "reason": reason,
                "weight": settled.weight,
                "outlet_id": article.outlet_id,
                "pos": article.pos,
            },
        )
    yield from make_fingerprints(article)


def make_fingerprints(article: Article) -> Iterator[Row]:
    """Yield what other articles find this one by; a hidden one by nothing."""
    if article.is_hidden:
        return
    found = set(lasting_prints(words_of(article.body)))
    if article.headline:
        found.add(headline_print(article.headline))
    for value in sorted(found):
        yield Fingerprint, {"article_id": article.pk, "value": value}
