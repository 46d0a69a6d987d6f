"""One thing that is wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Where something is wrong, and what."""

    where: str  # "raw file 7 (a.txt)", "article 7", "tally 0/202405/3"
    what: str
