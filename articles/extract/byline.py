"""Who wrote, edited or reported: labelled lines and lines with an outlet's name."""

import re
from collections.abc import Iterable

from articles.extract.dates import DATE
from articles.extract.names import NAME_WORD, PERSON, clean_name, is_person
from articles.extract.report_line import TAIL_REPORT, make_byline, read_report
from articles.extract.sheet import Block, Sheet
from articles.extract.sources import DOMAIN, SourceIndex
from articles.extract.vocabulary import any_of, load_places, load_words
from articles.records import Byline, BylineRole

WORDS = load_words()
ROLES: dict[str, BylineRole] = WORDS["byline_roles"]
ROLE = any_of(ROLES)
# «Penulis: A | Editor: B», «Pewarta: PR WireEditor: PR Wire», «Oleh : Ahmad»
LABEL = re.compile(rf"(?<![a-z])(?P<role>{ROLE})\s?[:：]\s?", re.IGNORECASE)
GLUED_LABEL = re.compile(
    r"(?P<role>[Ee]ditor|Penulis|Reporter|Redaktur|Pewarta)\s?:\s?"
)
LABEL_LINE = re.compile(rf"[(\[\s*]{{0,3}}{ROLE}\s?[:：]", re.IGNORECASE)
NAME_STOP = re.compile(
    r"(?<=[a-z]{2})(?=[A-Z][a-z])|(?<=[A-Z]{3})(?=[A-Z][a-z])|\s?(?:\||;|•|·|\s[-–—]\s|Copyright|COPYRIGHT|©|\s/\s|\(|\)|$|Sumber|Tags?\s?:|\d|#"
    r"|\s?Baca juga|Editor\s?:|Penulis\s?:|Reporter\s?:|Redaktur\s?:|Foto\s?:|http)"
)
NAME_JOIN = re.compile(r"\s?(?:,|&|/|\bdan\b|\band\b)\s?")
# «Oleh Dian Thenniarti, Senin, 28 Maret 2022», «By Jane Doe»
BY_LINE = re.compile(
    rf"(?:Oleh|OLEH|By|by|Ditulis oleh)\s(?P<name>{PERSON})(?=\s?(?:,|\||-|–|$))"
)
# «Rina Ayu - detikNews», «Tim, CNN Indonesia», «Nama Orang | Kompas.id»
WITH_OUTLET = re.compile(
    rf"(?P<name>{PERSON})\s?[-–—,|/]\s?(?P<outlet>[A-Z0-9a-z][^\n|,–—-]{{2,40}}?)"
    r"(?=\s?(?:[|,–—-]|$))"
)
# «(Ditulis oleh Arief Putra)», «(Reporter: A B)», «(Penulis A B)»
IN_PARENS = re.compile(
    rf"\(\s?(?:{ROLE})\s?[:：]?\s?(?P<name>[^()\n]{{3,60}})\)\.?$", re.IGNORECASE
)
# «Penulis, Lina Karim», «Peranan, Kabar Desa, Jakarta»: labels set off by a comma.
# «Editor Nurjanah»: a role and a name, and nothing else on the line.
UNMARKED = re.compile(
    rf"(?P<role>Penulis|Reporter|Author|Editor|Pewarta|Redaktur|Penyunting),?\s(?P<name>{PERSON})$"
)
COMMA_ROLE = re.compile(r"(?:Peranan|Role),\s[A-Z][^\n.]{2,60}$")
LINE_LIMIT = 220
# Where labels may be glued to the end of a long paragraph.
TAIL = 400


def find_bylines(sheet: Sheet, sources: SourceIndex) -> tuple[Byline, ...]:
    """Return the labelled bylines and take their lines out of the body."""
    found: list[Byline] = []
    for at, block in enumerate(sheet.blocks):
        if not block.is_open:
            if block.rule in ("copyright", "sumber-line"):
                found += _read_labels(sheet, block, 0)
            continue
        if len(block.text) <= LINE_LIMIT:
            found += _read_line(sheet, at, sources)
        if block.is_open:
            found += _read_tail(sheet, block, sources)
    return tuple(dict.fromkeys(found))


def each_once(bylines: Iterable[Byline]) -> tuple[Byline, ...]:
    """Return each name in its first role."""
    kept: dict[str, Byline] = {}
    for byline in bylines:
        kept.setdefault(byline.name.casefold(), byline)
    return tuple(kept.values())


def _read_line(sheet: Sheet, at: int, sources: SourceIndex) -> list[Byline]:
    block = sheet.blocks[at]
    if LABEL_LINE.match(block.text):
        return _read_labelled(sheet, at)
    if _is_role_alone(sheet, at):
        return _read_below(sheet, at, block.text)
    if COMMA_ROLE.match(block.text):
        block.drop("byline")
        return []
    readers = (_read_parens, _read_unmarked, _read_by, read_report, _read_after_outlet)
    for reader in readers:
        found = reader(sheet, block, sources)
        if found:
            block.drop("byline")
            return found
    found = _read_with_outlet(sheet, block, sources)
    if found:
        block.drop("byline")
    return found


def _read_labelled(sheet: Sheet, at: int) -> list[Byline]:
    """A line that opens with a role; the name may stand on the next one."""
    block = sheet.blocks[at]
    found = _read_labels(sheet, block, 0)
    if found:
        block.drop("byline")
        return found
    match = LABEL.fullmatch(block.text)
    following = sheet.blocks[at + 1 : at + 2]
    if match and following and is_person(following[0].text):
        found = _read_below(sheet, at, match["role"])
    elif match:
        block.drop("byline")
    return found


def _read_labels(sheet: Sheet, block: Block, low: int) -> list[Byline]:
    """Return the names after each role label from `low` on."""
    labels = {match.end(): match for match in GLUED_LABEL.finditer(block.text, low)}
    labels |= {match.end(): match for match in LABEL.finditer(block.text, low)}
    ordered = sorted(labels.values(), key=lambda match: match.start())
    ends = [*(match.start() for match in ordered[1:]), len(block.text)]
    found: list[Byline] = []
    for match, limit in zip(ordered, ends, strict=False):
        stop = NAME_STOP.search(block.text, match.end())
        end = min(limit, stop.start() if stop else limit)
        role = ROLES.get(" ".join(match["role"].casefold().split()), "author")
        found += _split_names(sheet, block, match.end(), end, role)
    return found


def _split_names(
    sheet: Sheet, block: Block, start: int, end: int, role: BylineRole
) -> list[Byline]:
    found: list[Byline] = []
    low = start
    joins = [*NAME_JOIN.finditer(block.text, start, end)]
    for stop, following in [*((j.start(), j.end()) for j in joins), (end, end)]:
        printed = clean_name(block.text[low:stop])
        if (
            2 <= len(printed) <= 40
            and printed.count(" ") <= 5
            and not DOMAIN.fullmatch(printed)
        ):
            byline = make_byline(sheet, block.start + low, block.start + stop, role)
            if byline.name and not _is_title(printed, bool(found)):
                found.append(byline)
        low = following
    return found


ACADEMIC = re.compile(
    r"(?:S|M|Dr|Drs|Ir|Prof|H|Hj|SH|MH|SE|MM|MSi|SPd|SSos|SIK|ST)\.?[\w.]{0,6}$"
)


def _is_title(printed: str, is_later: bool) -> bool:  # noqa: FBT001
    return is_later and bool(ACADEMIC.match(printed)) and " " not in printed


def _read_parens(sheet: Sheet, block: Block, _: SourceIndex) -> list[Byline]:
    match = IN_PARENS.match(block.text)
    if not match or not is_person(match["name"].split(",")[0].lstrip("‘’'")):
        return []
    start, end = block.start + match.start("name"), block.start + match.end("name")
    return [make_byline(sheet, start, end, "author")]


def _is_role_alone(sheet: Sheet, at: int) -> bool:
    """`Penulis` alone on its line, and a name of several words on the next."""
    following = sheet.blocks[at + 1 : at + 2]
    return (
        sheet.blocks[at].text.casefold() in ROLES
        and bool(following)
        and following[0].is_open
        and 1 <= following[0].text.count(" ") <= 4
        and is_person(following[0].text)
    )


def _read_below(sheet: Sheet, at: int, printed: str) -> list[Byline]:
    label, name = sheet.blocks[at : at + 2]
    label.drop("byline")
    name.drop("byline")
    return [make_byline(sheet, name.start, name.end, ROLES[printed.casefold()])]


def _read_unmarked(sheet: Sheet, block: Block, _: SourceIndex) -> list[Byline]:
    match = UNMARKED.match(block.text)
    if not match or not is_person(match["name"]) or match["name"].count(" ") > 3:
        return []
    role = ROLES[match["role"].casefold()]
    return [make_byline(sheet, block.start + match.start("name"), block.end, role)]


def _read_by(sheet: Sheet, block: Block, _: SourceIndex) -> list[Byline]:
    match = BY_LINE.match(block.text)
    if not match or not is_person(match["name"]) or len(block.text) > 120:
        return []
    start, end = block.start + match.start("name"), block.start + match.end("name")
    return [
        make_byline(sheet, start, end, "author"),
        *_read_labels(sheet, block, match.end()),
    ]


def _read_with_outlet(sheet: Sheet, block: Block, sources: SourceIndex) -> list[Byline]:
    match = WITH_OUTLET.match(block.text)
    if not match or len(block.text) > 120:
        return []
    known = sources.get(match["outlet"].strip())
    if not known or known.kind != "outlet" or not _may_end(block.text, match.end()):
        return []
    if match["name"].casefold() in load_places() or match["name"].count(" ") > 2:
        return []
    if not is_person(match["name"]):
        block.drop("byline")
        return []
    start, end = block.start + match.start("name"), block.start + match.end("name")
    return [make_byline(sheet, start, end, "author")]


def _read_after_outlet(
    sheet: Sheet, block: Block, sources: SourceIndex
) -> list[Byline]:
    """`POS-KUPANG.COM, Nama Orang`: nothing else on the line."""
    known = sources.at(block.text, 0)
    match = AFTER_OUTLET.match(block.text, known.end) if known else None
    if not match or not is_person(match["name"]):
        return []
    start, end = block.start + match.start("name"), block.start + match.end("name")
    return [make_byline(sheet, start, end, "reporter")]


AFTER_OUTLET = re.compile(rf"\s?[,/]\s?(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{1,5}})$")


def _may_end(text: str, end: int) -> bool:
    rest = text[end:].strip(" ,|-–—")
    return not rest or (bool(DATE.search(rest)) and len(rest) <= 60)


def _read_tail(sheet: Sheet, block: Block, sources: SourceIndex) -> list[Byline]:
    """Labels glued to the end of a paragraph: `... KPK . Penulis : A Editor : B`."""
    if len(block.text) < 60:
        return []
    low = max(0, len(block.text) - TAIL)
    report = TAIL_REPORT.search(block.text, low)
    if report:
        found = read_report(sheet, block, sources, report.start())
        if found:
            block.cut(report.start(), len(block.text), "byline")
        return found
    match = TAIL_LABEL.search(block.text, low)
    if not match:
        return []
    found = _read_labels(sheet, block, match.start("role"))
    if found:
        block.cut(match.start("role"), len(block.text), "byline")
    return found


TAIL_LABEL = re.compile(
    rf"[.!?”\")\]\s](?P<role>(?:Penulis|Editor|Reporter|Redaktur|Pewarta|Pewarta)\s?[:：]\s?)(?={NAME_WORD})"
)
