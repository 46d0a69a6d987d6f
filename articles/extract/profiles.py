"""What is peculiar to one outlet's pages, and when its pages were seen to be so."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "profiles.json"


@dataclass(frozen=True, slots=True)
class Profile:
    """The quirks of an outlet, and of every edition below its domain."""

    domain: str
    seen_on: str  # the month of the newest pages that were looked at
    # Lists of `indonesian.json`, each with what this outlet alone prints.
    phrases: dict[str, list[str]] = field(default_factory=dict)
    # Scenes and remarks are often printed days after the day they name.
    reports_late: bool = False


@cache
def load_profiles() -> tuple[Profile, ...]:
    """Return the profiles that ship with the archive."""
    return tuple(Profile(**entry) for entry in json.loads(FILE.read_text("utf-8")))


def reports_late(domain: str | None) -> bool:
    """Whether the outlet at `domain` prints days that are long past."""
    return any(
        profile.reports_late and f".{domain}".endswith(f".{profile.domain}")
        for profile in load_profiles()
    )
