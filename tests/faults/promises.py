"""Promises that tests prove: run by pytest, which is asked for the tests' figures."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from lxml import etree

from newsarchive.settings import BASE_DIR
from tests.faults.outcome import Outcome


def run_tests(*tests: str, url: str = "") -> Outcome:
    """Run tests on SQLite, or on the PostgreSQL at `url`.

    They say how many faults they did by `record_property("faults", …)`, and what else
    there is to say by `record_property("figures", …)`.
    """
    with tempfile.TemporaryDirectory(prefix="newsarchive-promises-") as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", *tests),
                *(f"--junitxml={report}", f"--basetemp={folder}/files"),
                # The newer form has no place for properties.
                *("-o", "junit_family=xunit1"),
            ],
            cwd=BASE_DIR,
            env=os.environ | {"DATABASE_URL": url} if url else None,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-3000:]
        found = etree.parse(report)
    faults = found.xpath("//property[@name='faults']/@value")
    figures = found.xpath("//property[@name='figures']/@value")
    skipped = found.xpath("//skipped/@message")
    assert faults, f"not done: {'; '.join(skipped)}"
    return Outcome(sum(map(int, faults)), said="; ".join(figures))
