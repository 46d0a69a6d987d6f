"""Captions of pictures, and the sources credited for them."""

import re

from articles.extract.names import NAME_WORD, PERSON
from articles.extract.shapes import is_sentence
from articles.extract.sheet import Block, Sheet
from articles.extract.sources import SourceIndex
from articles.extract.vocabulary import any_of, load_words
from articles.records import Credit

WORDS = load_words()
LABEL = any_of(WORDS["caption_labels"])
# «Foto: Dok. Honda», «FOTO : DAMRI», «Ilustrasi/Dok», «Sumber Foto: X»
STARTS = re.compile(rf"[(\[]?{LABEL}\s?[:：/]\s?", re.IGNORECASE)
# «Sumber gambar, Getty Images», «Keterangan gambar, Warga mengantre air.»
BBC_LABEL = re.compile(
    r"(?:Sumber gambar|Keterangan (?:gambar|foto)|Image (?:source|caption))\s?[,:]\s"
)
# «Honda Civic Type R Foto: Dok. Honda», «... Foto/Instagram», «(Foto: Dok Damri)»
INSIDE = re.compile(
    r"(?:[(\[/]|\s)(?:Foto|FOTO|foto|Photo|Dok\.?|dok\.?|Credit|credit|Image"
    r"|Gambar|Ilustrasi|Sumber foto)"
    r"\s?[:/][^\n]{1,120}$"
)
# «(Dok. Humas)», «(Istimewa)», «(ANTARA FOTO/Aditya)», «(KOMPAS.com/NAMA)», «(ist)»
IN_PARENS = re.compile(
    rf"[\[(]\s?(?:{LABEL}|[^()\[\]\n]{{0,60}}\b(?:foto|photo|dok|getty|shutterstock|istimewa))"
    r"[^()\[\]\n]{0,80}[)\]]\.?$",
    re.IGNORECASE,
)
# «ANTARA FOTO/Aditya Pradana/foc», «AP Photo/X», «REUTERS/X», «AFP/NAMA»
AGENCY_SLASH = re.compile(
    r"(?:ANTARA(?: FOTO)?|AP Photo|REUTERS|AFP|EPA|Getty Images|Xinhua"
    r"|Anadolu)\s?/\s?[^\n]{2,60}$"
)
# «Warga melintas. - Bisnis/Nama Orang», «Warga melintas/RMOL»
NAMED_SLASH = re.compile(
    rf"(?:^|[.\s]\s?[-–—]?\s?)(?P<source>{NAME_WORD}(?:\s{NAME_WORD})?)/{PERSON}$"
    rf"|/(?P<alone>{NAME_WORD})$"
)
ILLUSTRATION = re.compile(r"(?:Ilustrasi|ILUSTRASI|Foto ilustrasi)\b[^\n]{0,140}$")
END_PARENS = re.compile(r"[^.!?”\"\s]\s?[(\[]\s?([^()\[\]\n]{2,60})\s?[)\]]\.?$")
SPLIT = re.compile(r"\s?[/,:]\s?|\s(?:via|dan)\s")
WORD_START = re.compile(r"(?<![\w.])[A-Z]")
CAPTION_LIMIT = 320
# «... Bogor.(KOMPAS.com/NADIA KUSUMA)»: photographers are printed in capitals.
PHOTOGRAPHER = re.compile(r"[(\[]\s?([\w. ]{2,30}/\s?[A-Z]{3,}[A-Z .]{0,40})[)\]]\.?$")


def find_photo_credits(sheet: Sheet, sources: SourceIndex) -> tuple[Credit, ...]:
    """Drop the captions and return the sources that their pictures are credited to."""
    credits: list[Credit] = []
    lead = _find_lead(sheet)
    for block in sheet.blocks:
        if not block.is_open or len(block.text) > CAPTION_LIMIT:
            continue
        low = _credit_start(block, sources, is_head=block.start < lead)
        if low is None:
            continue
        credits += _sources_in(sheet, block, low, sources)
        block.drop("caption")
    return tuple(credits)


def _find_lead(sheet: Sheet) -> int:
    """Return where the first paragraph begins: captions stand above it."""
    for block in sheet.open_blocks():
        if is_sentence(block.text):
            return block.start
    return 0


def _credit_start(block: Block, sources: SourceIndex, *, is_head: bool) -> int | None:
    """Return where in the block the credit stands, None if it is no caption."""
    text = block.text
    if BBC_LABEL.match(text):
        return 0
    match = STARTS.match(text)
    if match and not is_sentence(text[match.end() :]) and len(text) <= 200:
        return match.end()
    for pattern in (INSIDE, IN_PARENS, AGENCY_SLASH, PHOTOGRAPHER):
        match = pattern.search(text)
        if match:
            return match.start()
    if ILLUSTRATION.match(text) and not is_sentence(text):
        return 0
    return _named_start(text, sources) if is_head else None


def _named_start(text: str, sources: SourceIndex) -> int | None:
    """Return where a known source is credited at the end, without a label."""
    match = END_PARENS.search(text)
    if match and _names_source(match[1], sources):
        return match.start(1)
    match = NAMED_SLASH.search(text)
    if not match:
        return None
    printed = match["source"] or match["alone"]
    if not (sources.get(printed) or sources.get(f"{printed}.com")):
        return None
    return match.start("source" if match["source"] else "alone")


def _names_source(printed: str, sources: SourceIndex) -> bool:
    return any(sources.get(part) for part in SPLIT.split(printed))


def _sources_in(
    sheet: Sheet, block: Block, low: int, sources: SourceIndex
) -> list[Credit]:
    credits = []
    for start in _starts(block.text, low):
        found = sources.at(block.text, start)
        if found:
            first, last = block.start + found.start, block.start + found.end
            credits.append(
                Credit(
                    found.source.name,
                    "photo",
                    sheet.evidence(first, last, "caption-credit"),
                    found.source.slug,
                )
            )
            break
    return credits


def _starts(text: str, low: int) -> list[int]:
    return [match.start() for match in WORD_START.finditer(text, low)]
