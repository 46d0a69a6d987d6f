"""The dateline: the place and the outlet printed before the first sentence."""

import re
from dataclasses import dataclass

from articles.extract.shapes import is_sentence
from articles.extract.sheet import BULLET, Block, Sheet
from articles.extract.sources import DOMAIN, Found, SourceIndex
from articles.extract.vocabulary import load_places, load_words, squash
from articles.records import Dateline

PLACES = load_places()
OPENERS = frozenset(load_words()["sentence_openers"])
MORPHEMES = tuple(load_words()["news_morphemes"])
LIMIT = 90
# A headline, a standfirst and a caption may stand above it.
PARAGRAPHS = 4
# The mark between dateline and text, spaced or not: " - ", "—", "--", ", JAKARTA. "
MARK = re.compile(r"\s?(?:--+|[–—]|-(?=[\s“\"])|(?<=\s)-)\s?")
# «KONTAN.CO.ID - JAKARTA. Hanya», «SURYA.co.id | SURABAYA -»
SPLIT = re.compile(r"\s?[,|/()]\s?|\s-+\s?|-{2,}|\s?[–—]+\s?")
# «(12/5)», «14/5», «14 Mei», «9 JUNI 2025»: a day within a dateline.
DAY = re.compile(
    r"\d{1,2}\s?/\s?\d{1,2}(?:\s?/\s?\d{2,4})?"
    r"|\d{1,2} (?:[A-Z][a-z]+|[A-Z]+)(?: \d{4})?$"
)
COLON = re.compile(r"[A-Z][\w.]{2,20}, [A-Z][\w. ]{2,30}(:)\s")
CAMEL = re.compile(r"[a-z][A-Z]|[A-Z]{2,}[a-z]{3,}")
PLAIN = re.compile(r"[A-Z0-9][\w.'’&-]*(?:\s[A-Z0-9(][\w.'’&()-]*){0,4}$")


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a dateline."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ReadDateline:
    """A dateline taken apart."""

    dateline: Dateline
    outlet: Found | None  # a known source
    unknown: Slot | None  # a name that can only be an outlet's
    agencies: tuple[Found, ...]
    end: int


def find_dateline(sheet: Sheet, sources: SourceIndex) -> ReadDateline | None:
    """Return the dateline of the first paragraphs that have one."""
    blocks = (
        block
        for block in sheet.open_blocks()[:12]
        if not (BULLET.match(block.text) and block.text[0] in "-*•")
    )
    prose = 0
    for block in blocks:
        read = _read(sheet, block, sources)
        if read:
            return read
        prose += is_sentence(block.text)
        if prose >= PARAGRAPHS:
            break
    return None


def _read(sheet: Sheet, block: Block, sources: SourceIndex) -> ReadDateline | None:
    text = block.text
    for mark in MARK.finditer(text, 1, min(len(text), LIMIT)):
        slots = _slots(text, mark.start())
        if slots is None:
            continue
        read = _judge(sheet, block, sources, slots, mark.end())
        if read:
            return _extend(sheet, block, read, mark.end())
    return _read_colon(sheet, block, sources) or _read_unmarked(sheet, block, sources)


def _read_colon(
    sheet: Sheet, block: Block, sources: SourceIndex
) -> ReadDateline | None:
    """`KBRN, Ambon: ...`: a colon is a dateline's mark after a known outlet only."""
    match = COLON.match(block.text)
    slots = _slots(block.text, match.start(1)) if match else None
    if not match or not slots or not sources.get(slots[0].text):
        return None
    return _judge(sheet, block, sources, slots, match.end())


def _slots(text: str, end: int) -> list[Slot] | None:
    """Return the dateline's parts, None if it reads like a sentence."""
    slots = []
    low = 0
    for match in [*SPLIT.finditer(text, 0, end), None]:
        high = match.start() if match else end
        part = text[low:high].strip()
        if part:
            start = low + text[low:high].index(part)
            slots.append(Slot(start, start + len(part), part))
        low = match.end() if match else end
    if not 1 <= len(slots) <= 6 or any(not _may_be(slot.text) for slot in slots):
        return None
    return slots


def _may_be(text: str) -> bool:
    return bool(
        PLAIN.match(text)
        or DOMAIN.fullmatch(text)
        or DAY.match(text)
        or text.casefold() in PLACES
        or (text.islower() and len(text) <= 12 and "." in text)
    )


def _judge(
    sheet: Sheet, block: Block, sources: SourceIndex, slots: list[Slot], end: int
) -> ReadDateline | None:
    whole = block.text[slots[0].start : slots[-1].end]
    known = _known(block.text, slots, sources)
    joined = sources.get(whole)
    if joined and whole.casefold() not in PLACES:
        known = [Found(joined, slots[0].start, slots[-1].end)]
    places = [slot for slot in slots if slot.text.casefold() in PLACES]
    outlets = [found for found in known if _may_publish(found)]
    agencies = tuple(found for found in known if found not in outlets)
    unknown = None if known else _unknown(slots, places)
    if not (known or unknown or _is_plain_place(slots, places)):
        return None
    outlets.sort(key=lambda found: found.source.kind == "agency")
    outlet = outlets[0] if outlets else None
    place = places[0].text.title() if places else None
    evidence = sheet.evidence(block.start, block.start + end, "dateline")
    return ReadDateline(
        Dateline(" ".join(evidence.exact.split()), place, evidence),
        _shift(outlet, block.start),
        Slot(unknown.start + block.start, unknown.end + block.start, unknown.text)
        if unknown
        else None,
        tuple(_shift(found, block.start) for found in agencies if found is not outlet),  # type: ignore[misc]
        end,
    )


def _shift(found: Found | None, base: int) -> Found | None:
    return Found(found.source, found.start + base, found.end + base) if found else None


def _known(text: str, slots: list[Slot], sources: SourceIndex) -> list[Found]:
    found = []
    for slot in slots:
        source = sources.get(slot.text)
        if source and slot.text.casefold() not in PLACES:
            found.append(Found(source, slot.start, slot.end))
            continue
        # "Tribunjogja.com Inggris": the comma before the place got lost.
        opening = sources.at(text, slot.start)
        if opening and text[opening.end : slot.end].strip().casefold() in PLACES:
            found.append(opening)
    return found


def _may_publish(found: Found) -> bool:
    """A foreign name in a dateline is the wire that supplied the text."""
    return found.source.language == "id" or found.source.country == "ID"


def _unknown(slots: list[Slot], places: list[Slot]) -> Slot | None:
    """A part that is no place, where only an outlet's name can stand."""
    others = [slot for slot in slots if slot not in places and not DAY.match(slot.text)]
    domains = [slot for slot in others if _is_domain(slot.text)]
    if len(others) == 2 and len(domains) == 1:
        place = next(slot for slot in others if slot is not domains[0])
        # A place that no list has, not «Diketahui, situs.co –».
        return None if place.text.casefold() in OPENERS else domains[0]
    if len(others) != 1:
        return None
    slot = others[0]
    if DOMAIN.fullmatch(slot.text):
        return slot
    if " " in slot.text:
        opening, _, rest = slot.text.casefold().partition(" ")
        return slot if opening in MORPHEMES and rest in PLACES else None
    key = squash(slot.text)
    has_morpheme = any(word in key and len(word) < len(key) for word in MORPHEMES)
    if CAMEL.search(slot.text) and (places or has_morpheme):
        return slot
    return slot if has_morpheme and len(key) >= 7 else None


def _is_domain(text: str) -> bool:
    """Whether `text` is an outlet's domain, and no more than `co.id` of it."""
    return bool(DOMAIN.fullmatch(text)) and len(text.partition(".")[0]) > 3


def _is_plain_place(slots: list[Slot], places: list[Slot]) -> bool:
    others = [s for s in slots if s not in places and not DAY.match(s.text)]
    return bool(places) and not others


def _extend(sheet: Sheet, block: Block, read: ReadDateline, end: int) -> ReadDateline:
    """`KONTAN.CO.ID - JAKARTA. Hanya`: the place may follow the mark."""
    match = PLACE_AFTER.match(block.text, end)
    if not match or read.dateline.place or match[1].casefold() not in PLACES:
        return read
    evidence = sheet.evidence(block.start, block.start + match.end(), "dateline")
    return ReadDateline(
        Dateline(" ".join(evidence.exact.split()), match[1].title(), evidence),
        read.outlet,
        read.unknown,
        read.agencies,
        match.end(),
    )


PLACE_AFTER = re.compile(r"([A-Z][A-Z .'-]{2,30}?)(?:\.|\s?[-–—]|,)\s?")


def _read_unmarked(
    sheet: Sheet, block: Block, sources: SourceIndex
) -> ReadDateline | None:
    """`Liputan6.com, JakartaPerang Iran`: the mark got lost with the space."""
    found = sources.at(block.text, 0)
    if not found or "." not in block.text[: found.end]:
        return None
    match = LOST_MARK.match(block.text, found.end)
    if not match:
        return _read_bare(sheet, block, found)
    place = next(
        (
            match[1][:size]
            for size in range(len(match[1]), 2, -1)
            if match[1][:size].casefold() in PLACES
        ),
        None,
    )
    if not place:
        return None
    end = match.start(1) + len(place)
    evidence = sheet.evidence(block.start, block.start + end, "dateline")
    return ReadDateline(
        Dateline(evidence.exact, place, evidence),
        _shift(found, block.start),
        None,
        (),
        end,
    )


def _read_bare(sheet: Sheet, block: Block, found: Found) -> ReadDateline | None:
    """`AKURAT.CO Perum ...`: a domain in capitals opens the text, no mark at all."""
    printed = block.text[: found.end]
    if not printed.isupper() or not BARE.match(block.text, found.end):
        return None
    evidence = sheet.evidence(block.start, block.start + found.end, "dateline")
    return ReadDateline(
        Dateline(evidence.exact, None, evidence),
        _shift(found, block.start),
        None,
        (),
        found.end,
    )


BARE = re.compile(r"[,.]?\s[\"“]?[A-Z]")
LOST_MARK = re.compile(r"\s?,\s?([A-Z][\w .'-]{2,40})")
