"""Agencies and media that a text, or a passage of it, rests on."""

import re
from collections.abc import Iterator
from itertools import islice

from articles.extract.furniture import REPUBLISHED
from articles.extract.sheet import Block, Sheet
from articles.extract.sources import DOMAIN, Found, SourceIndex
from articles.extract.vocabulary import any_of, load_words, squash
from articles.records import Credit, CreditRole, FoundOutlet, Headline

WORDS = load_words()
# «dilansirAFPdanReuters», «Dikutip dari laman resmi X»
CUE = re.compile(rf"(?<![a-z]){any_of(WORDS['cite_cues'])}", re.IGNORECASE)
LINK = re.compile(
    rf"[\s,:\"'“‘(]{{0,3}}(?:{any_of(WORDS['cite_links'])}(?:\b|(?=(?-i:[A-Z]))))?",
    re.IGNORECASE,
)
LINKS_LIMIT = 6
# Between the names of a list: "AFP, Reuters dan AP"
LIST_JOIN = re.compile(
    r"\s?(?:,\s?(?:dan|serta)?|/|&|\bdan\b|dan|serta|maupun|atau)\s?"
)
# «Reuters melaporkan», «Mehr Newsmelaporkan»
REPORT_VERB = re.compile(rf"[,\s\"”)]{{0,2}}(?:{any_of(WORDS['report_verbs'])})\b")
# «kata Sari kepada Reuters»: what is told to a world agency is that agency's copy;
# an interview with a state's agency is news itself.
TOLD = re.compile(r"(?<![a-z])kepada\s?(?:kantor berita\s)?")
TOLD_TO = frozenset(WORDS["told_to"])
ANY_REPORT_VERB = re.compile(any_of(WORDS["report_verbs"]))
# «Sumber : Associated Press», «(Sumber: CNN, BBC)»
SOURCE_LINE = re.compile(
    rf"[(\[\s*]{{0,3}}{any_of(WORDS['source_labels'])}\s?[:：]\s?(?P<names>[^\n()\]]{{2,120}})[)\]]?\.?$",
    re.IGNORECASE,
)
SOURCE_SPLIT = re.compile(r"[^,/&|;]+")
NAME_START = re.compile(r"(?<![A-Za-z0-9@.])[A-Z]")
# «Sebagian informasi dalam laporan ini berasal dari Reuters dan AFP.»
WIRE_NOTE = re.compile(
    r"(?:informasi|materi|bahan|isi)[^.\n]{0,40}\b(?:laporan|berita|artikel) ini"
    r"[^.\n]{0,20}(?:berasal|diambil|bersumber) dari"
)
GLUED_SOURCE = re.compile(r"\s?Sumber\s?:\s?(\S{3,40})")


def find_source_lines(sheet: Sheet, sources: SourceIndex) -> tuple[Credit, ...]:
    """Return the credits of `Sumber: X` lines and drop the lines."""
    found: list[Credit] = []
    for block in sheet.open_blocks():
        if len(block.text) > 160:
            continue
        match = SOURCE_LINE.match(block.text)
        if not match:
            continue
        for part in SOURCE_SPLIT.finditer(
            block.text, match.start("names"), match.end("names")
        ):
            found += _credit_part(sheet, block, part, sources)
        block.drop("sumber-line")
    return tuple(found)


def find_glued_source(
    sheet: Sheet, headline: Headline | None, sources: SourceIndex
) -> tuple[Credit, ...]:
    """Return the origin that lost its line: `...SelatanSumber: Sukoharjonews.com`."""
    if headline is None:
        return ()
    end = headline.evidence.end
    match = GLUED_SOURCE.match(sheet.text, end)
    if not match:
        return ()
    known = sources.get(match[1])
    evidence = sheet.evidence(match.start(1), match.end(1), "sumber-glued")
    name, slug = (known.name, known.slug) if known else (match[1], None)
    return (Credit(name, "cited", evidence, slug),)


def is_origin(outlet: FoundOutlet | None, origins: tuple[Credit, ...]) -> bool:
    """Whether the copy as a whole is credited to the outlet it seems to be from."""
    return outlet is not None and any(
        squash(credit.name) in (squash(outlet.name), squash(outlet.domain or ""))
        or (credit.slug is not None and credit.slug == outlet.slug)
        for credit in origins
    )


def find_republication(sheet: Sheet, sources: SourceIndex) -> tuple[Credit, ...]:
    """Return the origins that republication notes name; they are not the outlet."""
    found: list[Credit] = []
    for block, low in _republished(sheet):
        high = min(len(block.text), low + 60)
        found += [
            _make(sheet, block, known, "cited", "republished")
            for known in islice(_names_from(block.text, low, high, sources), 1)
        ]
    return tuple(found)


def _republished(sheet: Sheet) -> Iterator[tuple[Block, int]]:
    """Yield the blocks with a republication note, and where its name may begin."""
    for block in sheet.blocks:
        if block.rule == "republished":
            match = REPUBLISHED.search(block.text)
            yield block, match.end() if match else 0
        for hole in block.holes:
            if hole.rule == "republished":
                yield block, hole.start - block.start


def find_cited(sheet: Sheet, sources: SourceIndex) -> tuple[Credit, ...]:
    """Return the agencies and media that the open blocks cite."""
    found: list[Credit] = []
    for block in sheet.blocks:
        note = WIRE_NOTE.search(block.text)
        if note:
            found += [
                _make(sheet, block, known, "wire", "wire-note")
                for known in _list_after(block.text, note.end(), sources)
            ]
    for block in sheet.open_blocks():
        found += [
            _make(sheet, block, known, "cited", "cited")
            for known in _cited_in(block.text, sources)
        ]
    return tuple(found)


def merge(
    credits: tuple[Credit, ...], outlet: FoundOutlet | None
) -> tuple[Credit, ...]:
    """Return each source once a role; the outlet is no credit, wire includes cited."""
    wires = {credit.name for credit in credits if credit.role == "wire"}
    kept: dict[tuple[str, CreditRole], Credit] = {}
    for credit in credits:
        if outlet and outlet.slug is not None and credit.slug == outlet.slug:
            continue
        if credit.role == "cited" and credit.name in wires:
            continue
        kept.setdefault((credit.name, credit.role), credit)
    return tuple(kept.values())


def _credit_part(
    sheet: Sheet, block: Block, part: re.Match[str], sources: SourceIndex
) -> list[Credit]:
    printed = part.group().strip(" .*")
    known = sources.get(printed)
    start = block.start + part.start()
    end = block.start + part.end()
    if known:
        is_wire = known.kind == "agency" or known.language != "id"
        role: CreditRole = "wire" if is_wire else "cited"
        evidence = sheet.evidence(start, end, "sumber-line")
        return [Credit(known.name, role, evidence, known.slug)]
    if DOMAIN.fullmatch(printed):
        evidence = sheet.evidence(start, end, "sumber-line")
        return [Credit(printed, "cited", evidence)]
    return []


def _cited_in(text: str, sources: SourceIndex) -> Iterator[Found]:
    for cue in CUE.finditer(text):
        if text[cue.end() : cue.end() + 3] == "nya":
            continue
        yield from _list_after(text, cue.end(), sources)
    for cue in TOLD.finditer(text):
        known = sources.at(text, cue.end())
        if known and known.source.slug in TOLD_TO:
            yield known
    if not ANY_REPORT_VERB.search(text):
        return
    for start in NAME_START.finditer(text):
        known = sources.at(text, start.start())
        if known and REPORT_VERB.match(text, known.end):
            yield known


def _list_after(text: str, start: int, sources: SourceIndex) -> Iterator[Found]:
    """Yield the names after a cue, link words between them skipped."""
    known: Found | None = None
    for _ in range(LINKS_LIMIT):
        known = sources.at(text, _skip_marks(text, start))
        if known:
            break
        match = LINK.match(text, start)
        if not match or not match.group().strip(" ,:\"'“‘("):
            known = _after_unknown(text, _skip_marks(text, start), sources)
            break
        start = match.end()
    for _ in range(LINKS_LIMIT):
        if known is None:
            return
        yield known
        join = LIST_JOIN.match(text, known.end)
        following = sources.at(text, join.end()) if join else None
        if not following:
            following = _after_unknown(text, join.end(), sources) if join else None
        known = following


UNKNOWN_ITEM = re.compile(
    r"[A-Z][\w.]{1,20}(?:\s[A-Z]\w{1,20})?\s?(?:,\s?(?:dan|serta)?|\bdan\b)\s?"
)


def _after_unknown(text: str, start: int, sources: SourceIndex) -> Found | None:
    match = UNKNOWN_ITEM.match(text, start)
    return sources.at(text, match.end()) if match else None


def _skip_marks(text: str, start: int) -> int:
    while start < len(text) and text[start] in " \t\xa0\"'“‘(,:":
        start += 1
    return start


def _names_from(
    text: str, low: int, high: int, sources: SourceIndex
) -> Iterator[Found]:
    for start in NAME_START.finditer(text, low, high):
        known = sources.at(text, start.start())
        if known:
            yield known


def _make(
    sheet: Sheet, block: Block, known: Found, role: CreditRole, rule: str
) -> Credit:
    evidence = sheet.evidence(block.start + known.start, block.start + known.end, rule)
    return Credit(known.source.name, role, evidence, known.source.slug)
