"""An archive saved and put back, from each database into each."""

from pathlib import Path

from tests.faults.databases import Databases
from tests.faults.target import Target

KINDS = ("sqlite", "postgresql")


def drill_moving(databases: Databases, folder: Path) -> int:
    """Restore each kind's backup into both kinds; all say the same, and are sound."""
    moved = 0
    for kind in KINDS:
        source = databases.make(kind)
        source.must("ingest", folder)
        saved = source.var / "saved"
        source.must("backup", saved)
        wanted = source.export()
        for other in KINDS:
            target = _make_empty(databases, other)
            target.must("restore", saved)
            target.must("verify")
            assert target.export() == wanted, f"{kind} to {other}"
            moved += 1
    return moved


def _make_empty(databases: Databases, kind: str) -> Target:
    target = databases.make_empty(kind)
    target.must("migrate", "--verbosity=0")
    return target
