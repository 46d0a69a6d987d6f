"""`catalogue.csv`: what is known about raw files from outside their text."""

import csv
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from articles.dates import parse_published
from articles.records import Rejection, SidecarEntry

NAME = "catalogue.csv"
# As long as the archive keeps; with a host, and nothing that must be quoted.
ADDRESS = re.compile(r"https?://[^\s/?#<>\"]+[^\s<>\"]{0,1900}")
COLUMNS = ("file", "outlet", "published", "url", "event", "note")


@dataclass(frozen=True, slots=True)
class KnownSlugs:
    """The slugs that a catalogue may name."""

    outlets: Mapping[str, str]  # each with that of the outlet it was merged into
    events: Collection[str]


def read_catalogue(
    folder: Path, known: KnownSlugs
) -> tuple[dict[str, SidecarEntry], list[Rejection]]:
    """Return the entries of a folder's catalogue by file, and the lines refused.

    A refused line stops only itself; a catalogue that can't be read as one, or has
    a column nobody knows, is refused whole. No catalogue is no error.
    """
    path = folder / NAME
    entries: dict[str, SidecarEntry] = {}
    rejections: list[Rejection] = []
    if not path.is_file():
        return entries, rejections
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            _check_columns(reader.fieldnames)
            for row in reader:
                try:
                    file = _parse_file(row, folder)
                    if file in entries:
                        _refuse(f"{file} has a line already")
                    entries[file] = _parse_entry(row, known)
                except ValueError as error:
                    where = f"{path}, line {reader.line_num}"
                    rejections.append(Rejection(where, str(error)))
    except (OSError, csv.Error, ValueError) as error:
        return {}, [Rejection(str(path), str(error))]
    return entries, rejections


def _check_columns(columns: object) -> None:
    names = list(columns) if isinstance(columns, list) else []
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or "file" not in names:
        wanted = ", ".join(COLUMNS)
        found = ", ".join(unknown) or "no column “file”"
        _refuse(f"line 1: {found}: the columns are {wanted}")


def _parse_file(row: dict[str | None, str | None], folder: Path) -> str:
    if None in row:
        _refuse("more values than columns")
    file = (row["file"] or "").strip()
    try:
        is_there = file == Path(file).name and (folder / file).is_file()
    except (OSError, ValueError):  # longer than names can be, or with a NUL
        is_there = False
    if not is_there:
        _refuse(f"no file “{file}” beside the catalogue")
    return file


def _parse_entry(row: dict[str | None, str | None], known: KnownSlugs) -> SidecarEntry:
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    published = values["published"]
    _check_slug("outlet", values["outlet"], known.outlets)
    _check_slug("event", values["event"], known.events)
    if values["url"] and not ADDRESS.fullmatch(values["url"]):
        _refuse(f"“{values['url']}” is no http(s) address")
    return SidecarEntry(
        outlet=known.outlets[values["outlet"]] if values["outlet"] else None,
        published=parse_published(published, "sidecar") if published else None,
        url=values["url"] or None,
        event=values["event"] or None,
        note=values["note"],
    )


def _check_slug(column: str, slug: str, known: Collection[str]) -> None:
    if slug and slug not in known:
        _refuse(f"the archive knows no {column} “{slug}”")


def _refuse(reason: str) -> None:
    raise ValueError(reason)
