"""What was read, catalogued and settled, in the slugs of today's survivors.

What was said of a source or entity before it was merged is said of its survivor.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from articles.records import ExtractedArticle, SidecarEntry
from articles.settle import ENTITY_FIELD, Settlement
from articles.store.slugs import Merged

Sidecar = TypeVar("Sidecar", SidecarEntry, SidecarEntry | None)


def follow_facts(facts: ExtractedArticle, merged: Merged) -> ExtractedArticle:
    """Return the facts with their outlet, credits and mentions led on."""
    if merged.sources:
        outlet = facts.outlet
        facts = replace(
            facts,
            outlet=outlet and replace(outlet, slug=_lead(outlet.slug, merged.sources)),
            credits=tuple(
                replace(credit, slug=_lead(credit.slug, merged.sources))
                for credit in facts.credits
            ),
        )
    if merged.entities:
        mentions = tuple(
            replace(mention, entity=merged.entities.get(mention.entity, mention.entity))
            for mention in facts.mentions
        )
        facts = replace(facts, mentions=mentions)
    return facts


def follow_sidecar(sidecar: Sidecar, merged: Merged) -> Sidecar:
    """Return the sidecar, if there is one, with its outlet led on."""
    if sidecar is None:
        return sidecar
    return replace(sidecar, outlet=_lead(sidecar.outlet, merged.sources))


def follow_corrections(
    corrections: Mapping[str, Settlement], merged: Merged
) -> dict[str, Settlement]:
    """Return the corrections with their outlets led on, and what a review saw."""
    followed = {
        _lead_field(field, merged.entities): settlement
        for field, settlement in corrections.items()
    }
    if outlet := followed.get("outlet"):
        followed["outlet"] = Settlement(
            _lead(outlet.value, merged.sources),
            _lead(outlet.machine_value, merged.sources),
        )
    review = followed.get("review_status")
    if review and review.machine_value:
        seen: dict[str, Any] = dict(review.machine_value)
        seen["outlet"] = _lead(seen["outlet"], merged.sources)
        followed["review_status"] = Settlement(review.value, seen)
    return followed


def _lead_field(field: str, successors: Mapping[str, str]) -> str:
    if not field.startswith(ENTITY_FIELD):
        return field
    slug = field.removeprefix(ENTITY_FIELD)
    return ENTITY_FIELD + successors.get(slug, slug)


def _lead(slug: str | None, successors: Mapping[str, str]) -> str | None:
    return successors.get(slug, slug) if slug else slug
