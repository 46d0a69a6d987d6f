"""What stands in brackets below a text: initials, names, the wires it came from."""

import re
from dataclasses import dataclass, field

from articles.extract.names import is_person
from articles.extract.shapes import is_sentence
from articles.extract.sheet import Block, Sheet
from articles.extract.sources import DOMAIN, Found, SourceIndex
from articles.extract.vocabulary import load_places, load_words
from articles.records import Byline, Credit, KnownSource

PLACES = load_places()
NOT_INITIALS = frozenset(load_words()["not_initials"])
# «(khq/fds)», «. (CNN/Z-3)», «.(dra)», «(TribunnewsSultra.com/Sugi Hartono)»
PARENS = re.compile(r"[(\[]\s?([^()\[\]\n]{1,80}?)\s?[)\]]\s?[*.]{0,4}$")
# «MSc (AFP, AP)», «rzn/hp (Reuters, dpa)»
INITIALS_AND_WIRES = re.compile(
    r"(?P<initials>[A-Za-z]{1,5}(?:/[A-Za-z]{1,5}){0,3})\s?\((?P<wires>[^()\n]{2,80})\)$"
)
PART = re.compile(r"[^/,;|]+")
INITIALS = re.compile(r"(?:[A-Za-z]{1,8}\d{0,3}|[A-Z]{1,2}-\d{1,2})$")
SHORT = re.compile(
    r"(?:[a-z]\d{1,2}|[a-z]{2,8}\d{0,3}|[A-Z][a-z]{0,4}|[A-Z]{1,4}\d{0,2}|[A-Za-z]{1,4}|[A-Z]{1,2}-\d{1,2})$"
)
# «(abc/def)», which nothing but a newsroom writes
DESK_INITIALS = re.compile(r"[a-z]{2,4}(?:/[a-z]{2,4}){1,2}")
# «(Fionny)» below the last sentence
SINGLE = re.compile(r"[A-Z][a-z]{4,14}")
CLOSED = re.compile(r"[.!?…)][”\"’'»)]?\s{0,3}$|[”\"’]\s{0,3}$")
# Below this share of the text a bracket can't end the article.
EARLY = 0.4
CAPTION_LENGTH = 320
CAPTION_SHARE = 0.15


@dataclass(slots=True)
class Signature:
    """What one bracket says."""

    start: int
    end: int
    bylines: list[Byline] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    outlets: list[Found] = field(default_factory=list)


def find_signatures(sheet: Sheet, sources: SourceIndex) -> list[Signature]:
    """Return what the closing brackets say and take them out of the body."""
    found: list[Signature] = []
    blocks = sheet.open_blocks()
    last = max(
        (
            at
            for at, block in enumerate(blocks)
            if is_sentence(block.text[:-1]) or is_sentence(block.text) or _closes(block)
        ),
        default=-1,
    )
    for at, block in enumerate(blocks):
        signature = _read(sheet, block, sources, is_last=at >= last)
        if not signature:
            continue
        is_supplied = signature.outlets or (
            signature.credits and signature.start > block.start
        )
        if is_supplied and _is_above_prose(blocks, at):
            block.drop("caption")
            continue
        if signature.start <= block.start:
            block.drop("signature")
        else:
            low = signature.start - block.start
            block.cut(low, signature.end - block.start, "signature")
        found.append(signature)
    _drop_below(sheet, found)
    return found


def find_closing_name(sheet: Sheet) -> tuple[Byline, ...]:
    """`RINI MELATI`, in capitals below the last sentence: who wrote it."""
    last, above = [*reversed(sheet.open_blocks()), None, None][:2]
    if last is None or above is None or not is_sentence(above.text):
        return ()
    is_name = last.text.isupper() and is_person(last.text)
    if not (is_name and 1 <= last.text.count(" ") <= 3):
        return ()
    last.drop("signature")
    evidence = sheet.evidence(last.start, last.end, "signature-name")
    return (Byline(evidence.exact, "author", evidence),)


def _is_above_prose(blocks: list[Block], at: int) -> bool:
    """Whether a short block with an outlet's bracket stands amid the article.

    «Pedagang di pasar, Senin (8/1/2024). (Liputan6.com/Nama)» is a picture's caption:
    what follows it is no small part of the text.
    """
    if len(blocks[at].text) > CAPTION_LENGTH:
        return False
    lengths = [len(b.text) if is_sentence(b.text) else 0 for b in blocks]
    return sum(lengths[at + 1 :]) > CAPTION_SHARE * sum(lengths)


def _closes(block: Block) -> bool:
    match = PARENS.search(block.open_text[-90:])
    return bool(match) and len(block.text) > 90


def _read(
    sheet: Sheet, block: Block, sources: SourceIndex, *, is_last: bool
) -> Signature | None:
    text = block.open_text
    match = INITIALS_AND_WIRES.match(text) if len(text) < 100 else None
    if match:
        return _read_wires(sheet, block, match, sources)
    match = PARENS.search(text, max(0, len(text) - 90))
    if not match:
        text = block.text
        match = PARENS.search(text, max(0, len(text) - 90))
    if not match:
        return None
    signature = Signature(block.start + match.start(), block.start + len(text))
    is_whole = match.start() == 0
    is_closed = block.is_cut(match.start() - 1) or bool(
        CLOSED.search(text[max(0, match.start() - 4) : match.start()])
    )
    if not (is_whole or is_closed or is_last):
        return None
    if is_last and (is_whole or is_closed) and _is_single(match[1], sources):
        start, end = block.start + match.start(1), block.start + match.end(1)
        evidence = sheet.evidence(start, end, "signature")
        signature.bylines.append(Byline(match[1], "author", evidence))
        return signature
    if not _take_parts(sheet, signature, block, match, sources):
        return None
    if _is_trusted(
        signature,
        block,
        match[1],
        is_whole=is_whole,
        is_closed=is_closed,
        is_last=is_last,
    ):
        return signature
    return None


def _take_parts(
    sheet: Sheet,
    signature: Signature,
    block: Block,
    match: re.Match[str],
    sources: SourceIndex,
) -> bool:
    """Sort each part of a bracket; False if one of them says something else.

    «(Kompas.com/Nama)», «(Nama/kompas)»: the outlet may follow.
    """
    parts = [*PART.finditer(match.string, match.start(1), match.end(1))]
    parts.sort(key=lambda part: not sources.get(part.group().strip()))
    return all(
        _take_part(
            sheet,
            signature,
            block.start + part.start(),
            block.start + part.end(),
            sources,
        )
        for part in parts
    )


def _is_single(printed: str, sources: SourceIndex) -> bool:
    """`(Fionny)` below the last sentence: a name, if it is nothing else's."""
    is_known = printed.casefold() in PLACES or sources.get(printed)
    return bool(SINGLE.fullmatch(printed)) and is_person(printed) and not is_known


def _is_trusted(
    signature: Signature,
    block: Block,
    inner: str,
    *,
    is_whole: bool,
    is_closed: bool,
    is_last: bool,
) -> bool:
    if is_whole:
        return bool(signature.bylines or signature.credits or signature.outlets)
    if is_closed and (signature.outlets or signature.credits or "/" in inner):
        return True
    if inner.casefold() in NOT_INITIALS:
        return is_closed
    is_plain = inner.islower() and len(inner) <= 8
    if is_closed:
        return is_last or (is_plain and len(inner) <= 5)
    if is_last and DESK_INITIALS.fullmatch(inner):
        return True
    return is_last and is_plain and len(inner) <= 4 and len(block.text) > 60


def _read_wires(
    sheet: Sheet, block: Block, match: re.Match[str], sources: SourceIndex
) -> Signature | None:
    signature = Signature(block.start, block.end)
    for part in PART.finditer(block.text, match.start("wires"), match.end("wires")):
        known = sources.get(part.group().strip())
        if not known:
            return None
        start, end = block.start + part.start(), block.start + part.end()
        signature.credits.append(_credit(sheet, start, end, known))
    for part in PART.finditer(block.text, 0, match.end("initials")):
        start, end = block.start + part.start(), block.start + part.end()
        signature.bylines.append(_initials(sheet, start, end))
    return signature


def _take_part(
    sheet: Sheet, signature: Signature, start: int, end: int, sources: SourceIndex
) -> bool:
    """Sort one part of a bracket; False if it says something else."""
    evidence = sheet.evidence(start, end, "signature")
    printed = evidence.exact
    known = sources.get(printed)
    if known and _is_origin(known):
        signature.credits.append(_credit(sheet, start, end, known))
    elif known:
        signature.outlets.append(Found(known, evidence.start, evidence.end))
    elif DOMAIN.fullmatch(printed) or printed.casefold() in ("red", "redaksi", "tim"):
        if printed.casefold() == "red":
            signature.bylines.append(_initials(sheet, start, end))
    elif printed.casefold() in NOT_INITIALS or not printed.strip("*"):
        pass
    elif SHORT.match(printed):
        signature.bylines.append(_initials(sheet, start, end))
    elif _is_name(printed, has_outlet=bool(signature.outlets)):
        signature.bylines.append(Byline(printed, "author", evidence))
    else:
        return False
    return True


def _is_name(printed: str, *, has_outlet: bool) -> bool:
    """After an outlet's name even `mayonal putra` is a person."""
    if has_outlet:
        return is_person(printed.title())
    return is_person(printed) and " " in printed


def _is_origin(source: KnownSource) -> bool:
    """An agency, or a medium that doesn't publish in Indonesian."""
    return source.kind == "agency" or source.language != "id"


def _credit(sheet: Sheet, start: int, end: int, known: KnownSource) -> Credit:
    evidence = sheet.evidence(start, end, "signature-wire")
    return Credit(known.name, "wire", evidence, known.slug)


def _initials(sheet: Sheet, start: int, end: int) -> Byline:
    evidence = sheet.evidence(start, end, "signature-initials")
    return Byline(evidence.exact, "initials", evidence)


def _drop_below(sheet: Sheet, found: list[Signature]) -> None:
    """What follows the last signature is another article's, or the page's."""
    signed = [s for s in found if s.bylines]
    if not signed:
        return
    last = signed[-1].end
    total = sum(len(block.text) for block in sheet.blocks) or 1
    above = sum(len(block.text) for block in sheet.blocks if block.start < last)
    if above < EARLY * total:
        return
    for block in sheet.blocks:
        if block.start >= last:
            block.drop("below-signature")
