"""BibTeX, with biblatex's fields beside the old ones."""

from collections.abc import Iterable, Iterator

from articles.exports import issued
from articles.exports.record import Export, Record
from articles.exports.ris import notes

# A brace counts even behind a backslash, so it needs its name.
ESCAPES = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{mark: f"\\{mark}" for mark in "%&#_$"},
    }
)


def write_bibtex(batches: Iterable[list[Record]], export: Export) -> Iterator[str]:
    for batch in batches:
        yield "".join(_entry(record, export) for record in batch)


def _entry(record: Record, export: Export) -> str:
    note = f"{{{_escaped(' '.join(notes(record, export)))}}}"
    values = [*_fields(record), ("note", note)]
    fields = "".join(f"  {name} = {value},\n" for name, value in values)
    return f"@article{{{record.key},\n{fields}}}\n\n"


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    yield "entrysubtype", "{newspaper}"
    # Doubled, so that no style changes the capitals of names.
    yield "title", f"{{{{{_escaped(record.title)}}}}}"
    if record.authors:
        yield "author", _names(record.authors)
    if record.editors:
        yield "editor", _names(record.editors)
    if record.outlet:
        yield "journal", f"{{{{{_escaped(record.outlet.name)}}}}}"
    yield from _dates(record)
    if record.language:
        yield "langid", f"{{{_escaped(record.language)}}}"
    yield "url", f"{{{record.url}}}"
    if record.lead:
        yield "abstract", f"{{{_escaped(record.lead)}}}"
    if record.entities:
        names = (_escaped(entity.name) for entity in record.entities)
        yield "keywords", f"{{{', '.join(names)}}}"


def _dates(record: Record) -> Iterator[tuple[str, str]]:
    ends = issued.find_ends(record.edtf)
    if not ends:
        return
    yield "date", f"{{{record.edtf}}}"
    year, *month = issued.numbers(ends[0])[:2]
    yield "year", f"{{{year}}}"
    yield from (("month", issued.MONTHS[number - 1][:3].lower()) for number in month)


def _names(names: Iterable[str]) -> str:
    """In braces each, since nothing says which part is the family's name."""
    return f"{{{' and '.join(f'{{{_escaped(name)}}}' for name in names)}}}"


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(ESCAPES)
