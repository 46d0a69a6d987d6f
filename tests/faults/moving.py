"""An archive saved and put back, from each database into each."""

from pathlib import Path

from tests.faults.databases import KINDS, Databases
from tests.faults.outcome import Outcome


def drill_moving(databases: Databases, folder: Path) -> Outcome:
    """Restore each kind's backup into both kinds; all say the same, and are sound."""
    outcome = Outcome()
    for kind in KINDS:
        source = databases.make(kind)
        source.must("ingest", folder)
        saved = source.var / "saved"
        source.must("backup", saved)
        wanted = source.export()
        for other in KINDS:
            target = databases.make_empty(other)
            target.must("migrate", "--verbosity=0")
            target.must("restore", saved)
            target.must("verify")
            outcome.compare(wanted, target.export())
            outcome.faults += 1
    return outcome
