"""RIS, which reference managers import: one tag and value a line."""

from collections.abc import Iterable, Iterator

from articles.exports import issued
from articles.exports.record import Export, Record

Batches = Iterable[list[Record]]
END = "\r\n"


def write_ris(batches: Batches, export: Export) -> Iterator[str]:
    for batch in batches:
        yield "".join(_entry(record, export) for record in batch)


def _entry(record: Record, export: Export) -> str:
    said = (("N1", note) for note in notes(record, export))
    lines = [("TY", "NEWS"), *_fields(record), *said, ("ER", "")]
    return "".join(f"{tag}  - {' '.join(text.split())}{END}" for tag, text in lines)


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    yield "ID", record.key
    yield "TI", record.title
    yield from (("AU", name) for name in record.authors)
    yield from (("ED", name) for name in record.editors)
    if record.outlet:
        yield "T2", record.outlet.name
    yield from _dates(record)
    if record.language:
        yield "LA", record.language
    if record.lead:
        yield "AB", record.lead
    yield from (("KW", entity.name) for entity in record.entities)
    yield "UR", record.url


def _dates(record: Record) -> Iterator[tuple[str, str]]:
    """PY is the year; DA is year/month/day/what else there is to say."""
    ends = issued.find_ends(record.edtf)
    if not ends:
        return
    known = issued.numbers(ends[0])
    year, month, day = (*(f"{number:02}" for number in known), "", "")[:3]
    more = issued.in_style(record.edtf, issued.DAY_FIRST)
    is_plain = len(ends) == 1 and not ends[0].qualifier
    yield "PY", year
    yield "DA", f"{year}/{month}/{day}/{'' if is_plain else more}"


def notes(record: Record, export: Export) -> Iterator[str]:
    """Say what a reference manager has no field for."""
    if not record.headline:
        yield "No headline is printed: the title is the article’s beginning."
    if not record.outlet:
        yield "The outlet is unknown."
    if record.edtf:
        yield f"Published {record.edtf} (EDTF), basis: {record.basis}."
    else:
        yield "The date of publication is unknown."
    if record.wire:
        yield f"Wire: {', '.join(record.wire)}."
    if record.source_url:
        yield f"Published at {record.source_url}"
    yield f"Review status: {record.review_status}."
    yield f"Read by extractor {record.extractor_version}."
    if export.at:
        yield f"Exported {export.at:%Y-%m-%d %H:%M %Z} from {export.address}"
