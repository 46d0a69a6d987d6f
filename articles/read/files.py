"""Which files a command means."""

from collections.abc import Iterator
from pathlib import Path

from articles.records import Rejection


def find_files(paths: list[Path]) -> Iterator[Path | Rejection]:
    """Yield the readable-looking files named by `paths`, folders walked in order."""
    for path in paths:
        yield from sorted(path.rglob("*.txt")) if path.is_dir() else [path]
