"""`Laporan Wartawan X, Nama | Kota`: the line by which a reporter is named."""

import re

from articles.extract.names import PERSON, clean_name, is_person
from articles.extract.sheet import Block, Sheet
from articles.extract.sources import DOMAIN, SourceIndex
from articles.records import Byline, BylineRole

# «Laporan Wartawan Tribunnews.com, Abdi Ryanda Shakti»
REPORT_LINE = re.compile(
    r"(?:\(|\[)?(?:Laporan|LAPORAN)\s(?:[Ll]angsung\s|[Kk]husus\s)?"
    r"(?P<role>[Rr]eporter|[Ww]artawan|[Kk]ontributor|[Jj]urnalis|[Tt]im|WARTAWAN|REPORTER)?\s?:?\s?"
    r"(?P<rest>[^\n]{3,140})$"
)
REGION = re.compile(r"\s(?:Kabupaten|Kota|Provinsi|Kab\.)\s[^,\n]{2,30}(?=,)")
# «Laporan Sara Masroni | Banda Aceh», «Laporan Isya Anshori»
REPORT_NAME = re.compile(
    rf"(?:Laporan|LAPORAN)\s(?P<name>{PERSON}?)(?:\s(?:[|IlL/,-]|dari)\s.{{2,40}})?$"
)
# «... Jembatan Ampera. (Laporan Wartawan Sripoku.com, Hartati)»
TAIL_REPORT = re.compile(r"\((?:Laporan|LAPORAN)\s[^()\n]{5,120}\)\W{0,3}$")


def make_byline(sheet: Sheet, start: int, end: int, role: BylineRole) -> Byline:
    """Return the name printed from `start` to `end`, in its role."""
    evidence = sheet.evidence(start, end, f"byline-{role}")
    return Byline(clean_name(evidence.exact), role, evidence)


def read_report(
    sheet: Sheet, block: Block, sources: SourceIndex, at: int = 0
) -> list[Byline]:
    """Return the reporter named from `at` on; the outlet's name is skipped."""
    match = REPORT_LINE.match(block.text, at)
    if not match:
        return []
    if not (match["role"] or sources.at(block.text, match.start("rest"))):
        return _read_report_name(sheet, block)
    low = match.start("rest")
    known = sources.at(block.text, low)
    domain = DOMAIN.match(block.text, low)
    if known:
        low = known.end
    elif domain:
        low = domain.end()
    region = REGION.match(block.text, low)
    low = region.end() if region else low
    name = re.compile(rf"[\s,:|-]{{0,4}}(?:dari\s)?(?P<name>{PERSON})").match(
        block.text, low
    )
    if not name or not is_person(name["name"]):
        return []
    start, end = block.start + name.start("name"), block.start + name.end("name")
    return [make_byline(sheet, start, end, "reporter")]


def _read_report_name(sheet: Sheet, block: Block) -> list[Byline]:
    match = REPORT_NAME.match(block.text)
    if not match or len(block.text) > 70 or not is_person(match["name"]):
        return []
    start, end = block.start + match.start("name"), block.start + match.end("name")
    return [make_byline(sheet, start, end, "reporter")]
