"""What a drill found: how many faults there were, and what was lost or doubled."""

from collections import Counter
from dataclasses import dataclass


@dataclass(slots=True)
class Outcome:
    """Counted while a drill goes on; things are lines of an export, or rows."""

    faults: int = 0
    lost: int = 0
    doubled: int = 0
    said: str = ""

    @property
    def is_good(self) -> bool:
        return not self.lost and not self.doubled

    def compare(self, wanted: str, got: str) -> None:
        """Count the lines of an undisturbed export that another lacks, and has more."""
        one, other = Counter(wanted.splitlines()), Counter(got.splitlines())
        lost, surplus = one - other, other - one
        self.lost += lost.total()
        self.doubled += surplus.total()
        for line in [*lost, *surplus][:3]:
            self.said += f"{line[:300]}\n"

    def follow(self, before: int, now: int) -> int:
        """Count what was stored before and isn't now; return what is."""
        self.lost += max(0, before - now)
        return now
