"""Which forms there are, by the end of their address."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.exports.bibtex import write_bibtex
from articles.exports.csl import write_csl
from articles.exports.ninjs import write_ninjs, write_one_ninjs
from articles.exports.record import Export, Record
from articles.exports.ris import write_ris
from articles.exports.table import write_csv, write_json_lines

Write = Callable[[Iterable[list[Record]], Export], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of which the whole list can be had."""

    suffix: str
    media_type: str
    label: Any
    purpose: Any  # for whom it is
    write: Write
    is_citation: bool = False
    write_one: Callable[[Record, Export], str] | None = None  # where it differs

    def single(self, record: Record, export: Export) -> str:
        """Return one article in this form."""
        if self.write_one:
            return self.write_one(record, export)
        return "".join(self.write([[record]], export))


FORMS = {
    form.suffix: form
    for form in (
        Form(
            "ris",
            "application/x-research-info-systems",
            "RIS",
            _("Zotero, Mendeley, EndNote"),
            write_ris,
            is_citation=True,
        ),
        Form(
            "bib",
            "application/x-bibtex",
            "BibTeX",
            _("LaTeX, JabRef"),
            write_bibtex,
            is_citation=True,
        ),
        Form(
            "csl.json",
            "application/vnd.citationstyles.csl+json",
            "CSL-JSON",
            _("citation processors, Pandoc"),
            write_csl,
            is_citation=True,
        ),
        Form("csv", "text/csv", "CSV", _("spreadsheets"), write_csv),
        Form(
            "jsonl",
            "application/jsonl",
            "JSON Lines",
            _("notebooks, scripts"),
            write_json_lines,
        ),
        Form(
            "json",
            "application/json",
            "ninjs",
            _("newsrooms"),
            write_ninjs,
            write_one=write_one_ninjs,
        ),
    )
}
# Those in which a single article has an address of its own.
ARTICLE_FORMS = {
    suffix: form
    for suffix, form in FORMS.items()
    if form.is_citation or form.write_one is not None
}
