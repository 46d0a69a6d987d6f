"""Static files as they are served: one style sheet, though it is written in many."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/main.css"
# @import url("components/chip.css") layer(components);
IMPORT_RE = re.compile(r'@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>\w+)\);')


class BundlingStaticFilesStorage(
    CompressedManifestStaticFilesStorage,  # type: ignore[misc]
):
    """Puts the imported sheets in place of the imports, then hashes and compresses.

    A browser would fetch them one after the other, each a round trip.
    """

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], *args: Any, **options: Any
    ) -> Iterator[Any]:
        if SHEET in paths and not options.get("dry_run"):
            storage, path = paths[SHEET]
            bundled = ContentFile(bundle(storage, path).encode())
            self.delete(SHEET)
            self.save(SHEET, bundled)
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, *args, **options)


def bundle(storage: Storage, path: str) -> str:
    """Return a sheet with the sheets that it imports in their layers."""
    folder = path.rpartition("/")[0]

    def inlined(match: re.Match[str]) -> str:
        imported = _read(storage, f"{folder}/{match['file']}".lstrip("/"))
        return f"@layer {match['layer']} {{\n{imported}}}"

    return IMPORT_RE.sub(inlined, _read(storage, path))


def _read(storage: Storage, path: str) -> str:
    with storage.open(path) as file:
        return str(file.read().decode("utf-8"))
