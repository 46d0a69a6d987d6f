"""The fields a person can settle, and what the machine says of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles.dates import parse_published
from articles.records import Byline, ExtractedArticle, SidecarEntry

# The fields that a person can settle, in the order that pages show them.
FIELDS = (
    "outlet",
    "published",
    "headline",
    "bylines",
    "dateline",
    "host",
    "url",
    "language",
    "review_status",
)
EVENT_FIELD = "event/"  # and the event's slug
HIDDEN = "hidden"  # True or False
ENTITY_FIELD = "entity/"  # and the slug of an entity that is not meant here


@dataclass(frozen=True, slots=True)
class Settlement:
    """One correction: the value, and what the machine said when it was made."""

    value: Any
    machine_value: Any


def machine_values(
    facts: ExtractedArticle, sidecar: SidecarEntry | None
) -> dict[str, Any]:
    """Return what the row would say of each of `FIELDS` had nobody corrected it."""
    published = (sidecar and sidecar.published) or facts.published
    return {
        "outlet": (sidecar and sidecar.outlet)
        or (facts.outlet.slug if facts.outlet else None),
        "published": published.edtf if published else None,
        "headline": facts.headline.text if facts.headline else None,
        "bylines": [_name_and_role(byline) for byline in facts.bylines] or None,
        "dateline": facts.dateline.text if facts.dateline else None,
        "host": facts.host.domain if facts.host else None,
        "url": sidecar.url if sidecar else None,
        "language": facts.language,
        "review_status": "unreviewed",
    }


def hold_reviewed(
    machine: Mapping[str, Any], corrections: Mapping[str, Settlement]
) -> dict[str, Settlement]:
    """Return the corrections, with what a review holds against newer readings.

    A review remembers what the machine said of every field. Where that says
    something else now, what the reviewer saw stands as if it had been settled.
    """
    review = corrections.get("review_status")
    if review is None or review.value != "reviewed" or not review.machine_value:
        return dict(corrections)
    seen: dict[str, Any] = review.machine_value
    held = {
        name: Settlement(value, value)
        for name, value in seen.items()
        if machine[name] != value
    }
    return held | dict(corrections)


def seen_by_reviewer(machine: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a review is to remember."""
    return {name: machine[name] for name in FIELDS if name != "review_status"}


def find_proposals(
    facts: ExtractedArticle,
    sidecar: SidecarEntry | None,
    corrections: Mapping[str, Settlement],
) -> dict[str, Any]:
    """Return the machine's values that a person should weigh against their own.

    Those that differ from the correction and from what its author had before them.
    """
    values = machine_values(facts, sidecar)
    return {
        name: values[name]
        for name, settlement in corrections.items()
        if name in values
        and name != "review_status"
        and values[name] not in (None, settlement.value, settlement.machine_value)
    }


def is_hidden(corrections: Mapping[str, Settlement]) -> bool:
    """Whether a person hid the article from readers."""
    return HIDDEN in corrections and bool(corrections[HIDDEN].value)


def parse_value(field: str, value: Any) -> Any:
    """Return a correction's value as it is stored; raises ValueError in words.

    None settles the field as unknown. Outlets are slugs, whose existence the caller
    checks; dates are EDTF; bylines are objects with name and role.
    """
    if field.startswith((EVENT_FIELD, ENTITY_FIELD)):
        allowed = ("accepted", "rejected")
    elif field == "review_status":
        allowed = ("unreviewed", "reviewed")
    elif field == HIDDEN:
        return bool(value)
    elif field in FIELDS:
        return _parse_fact(field, value) if value else None
    else:
        message = f"“{field}” is no field of an article that can be corrected."
        raise ValueError(message)
    if value not in allowed:
        message = f"“{value}” is neither “{allowed[0]}” nor “{allowed[1]}”."
        raise ValueError(message)
    return value


# The columns' lengths; an address is shown as a link.
LENGTHS = {"dateline": 200, "host": 253, "language": 35, "url": 2000, "outlet": 100}
ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def _parse_fact(field: str, value: Any) -> Any:
    if field == "bylines":
        if all(set(byline) == {"name", "role"} for byline in value):
            return value
        message = "A byline has a name and a role."
        raise ValueError(message)
    if not isinstance(value, str) or len(value) > LENGTHS.get(field, 1000):
        message = f"“{str(value)[:60]}…” is too long for the field “{field}”."
        raise ValueError(message)
    if field == "published":
        parse_published(value, "curated")
    if field == "url" and not ADDRESS.match(value):
        message = f"“{value}” is no http(s) address."
        raise ValueError(message)
    return value


def _name_and_role(byline: Byline) -> dict[str, str]:
    return {"name": byline.name, "role": byline.role}
