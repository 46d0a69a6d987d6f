"""The licences of what is installed with the archive: docs/licences.md.

Write it anew: python -m tests.licences
"""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from newsarchive.settings import BASE_DIR

DOCUMENT = BASE_DIR / "docs" / "licences.md"
HEAD = (
    "# Licences\n\n"
    "What `requirements.txt` installs, direct or not, and under which licence, as each "
    "says itself. Made by `python -m tests.licences`, and held against what is "
    "installed by a test.\n\n"
    "| package | licence |\n|---|---|\n"
)
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[\S+\])?==", re.MULTILINE)
CLASSIFIER = "License :: OSI Approved :: "
# A licence's whole text is no name of one.
LONGEST = 80


def write_table() -> str:
    """Return the document; what is for other systems alone is left out."""
    text = (BASE_DIR / "requirements.txt").read_text(encoding="utf-8")
    rows = []
    for name in sorted(set(PINNED.findall(text)), key=str.lower):
        try:
            rows.append(f"| {name} | {find_licence(distribution(name))} |\n")
        except PackageNotFoundError:
            continue
    return HEAD + "".join(rows)


def find_licence(package: Distribution) -> str:
    """Return what a package says of its licence, in the newest way that it knows."""
    said = package.metadata
    if expression := said.get_all("License-Expression"):
        return str(expression[0])
    classifiers = said.get_all("Classifier") or []
    named = [
        c.removeprefix(CLASSIFIER) for c in classifiers if c.startswith(CLASSIFIER)
    ]
    if named:
        return ", ".join(named)
    licence = "".join(said.get_all("License") or []).partition("\n")[0]
    return licence if 0 < len(licence) <= LONGEST else "see its own files"


if __name__ == "__main__":
    DOCUMENT.write_text(write_table(), encoding="utf-8")
