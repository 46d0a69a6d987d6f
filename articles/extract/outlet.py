"""Who published the text, by the weightiest evidence printed."""

import re
from collections.abc import Iterator
from itertools import pairwise

from articles.extract.dateline import ReadDateline
from articles.extract.sheet import Sheet
from articles.extract.signature import Signature
from articles.extract.sources import DOMAIN, Found, SourceIndex, domain_of
from articles.extract.vocabulary import any_of, load_words
from articles.records import Evidence, FoundHost, FoundOutlet

WORDS = load_words()
SELF = re.compile(
    rf"(?<![a-z])(?:{any_of(WORDS['self_reference'])})(?:\s(?:oleh|dari|tim|redaksi))?\s?[\"“]?(?=[A-Za-z])",
    re.IGNORECASE,
)
# «CNNIndonesia.comtelah meminta izin», «Suara.com telah menghubungi»
SELF_SUBJECT = re.compile(
    r"\s?(?:telah|sudah|masih|kemudian|lalu|mencoba|berupaya|berusaha)\s"
    r"(?:mencoba |berupaya |berusaha )?(?:meminta|menghubungi|meng?konfirmasi"
    r"|mendatangi|menelusuri|memasukkan|mengakses|menerima|mewawancarai)"
)
NAME_START = re.compile(r"(?<![\w@/.])[A-Za-z0-9]")
# A domain on a line of its own, at the head of a copy.
HOST_LINES = 3
PROMO_RULES = frozenset(("promo", "copyright"))


def find_outlet(
    sheet: Sheet,
    sources: SourceIndex,
    dateline: ReadDateline | None,
    signatures: list[Signature],
) -> FoundOutlet | None:
    """Return the outlet; what weighs less is asked only if nothing heavier speaks."""
    return (
        _from_dateline(sheet, dateline)
        or _from_promo(sheet, sources)
        or _from_signatures(sheet, sources, signatures)
        or _from_self_reference(sheet, sources)
    )


def find_host(sheet: Sheet) -> FoundHost | None:
    """Return the domain that stands alone at the head: the site of this copy."""
    for block, below in pairwise(sheet.blocks[: HOST_LINES + 1]):
        match = DOMAIN.fullmatch(block.text)
        if match and below.is_after_gap and block.text.islower():
            block.drop("host-line")
            evidence = sheet.evidence(block.start, block.end, "host-line")
            return FoundHost(match[1].lower(), evidence)
    return None


def settle_host(
    host: FoundHost | None, outlet: FoundOutlet | None, sources: SourceIndex
) -> tuple[FoundHost | None, FoundOutlet | None]:
    """Return host and outlet: a known outlet's own site is no mirror."""
    if host is None:
        return None, outlet
    if outlet is None:
        source = sources.get(host.domain)
        if not source or source.kind != "outlet":
            return host, None
        return None, FoundOutlet(
            source.name, domain_of(source), host.evidence, source.slug
        )
    if outlet.domain and _is_same_site(host.domain, outlet.domain):
        return None, outlet
    return host, outlet


def outlet_of(found: Found, evidence: Evidence) -> FoundOutlet:
    """Return a known source in its role of outlet."""
    source = found.source
    return FoundOutlet(source.name, domain_of(source), evidence, source.slug)


def _is_same_site(domain: str, outlet: str) -> bool:
    return (
        domain == outlet
        or domain.endswith(f".{outlet}")
        or outlet.endswith(f".{domain}")
    )


def _from_dateline(sheet: Sheet, read: ReadDateline | None) -> FoundOutlet | None:
    if read is None:
        return None
    if read.outlet:
        evidence = sheet.evidence(read.outlet.start, read.outlet.end, "dateline-outlet")
        return outlet_of(read.outlet, evidence)
    if read.unknown:
        slot = read.unknown
        evidence = sheet.evidence(slot.start, slot.end, "dateline-name")
        match = DOMAIN.fullmatch(slot.text)
        domain = match[1].lower() if match else None
        return FoundOutlet(domain or slot.text, domain, evidence)
    return None


def _from_promo(sheet: Sheet, sources: SourceIndex) -> FoundOutlet | None:
    """The outlet named most often where the page promotes itself."""
    found: dict[str, list[tuple[Found, Evidence]]] = {}
    for start, end, rule in _promotions(sheet):
        for known in _known_in(sheet.text[start:end], sources):
            evidence = sheet.evidence(
                start + known.start, start + known.end, f"{rule}-outlet"
            )
            found.setdefault(known.source.slug, []).append((known, evidence))
    if not found:
        return _unknown_in_promo(sheet)
    known, evidence = max(found.values(), key=len)[0]
    return outlet_of(known, evidence)


def _promotions(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    for block in sheet.blocks:
        if block.rule in PROMO_RULES:
            yield block.start, block.end, block.rule
        for hole in block.holes:
            if block.rule is None and hole.rule in PROMO_RULES:
                yield hole.start, hole.end, hole.rule


def _known_in(text: str, sources: SourceIndex) -> list[Found]:
    """Return the Indonesian outlets, and agencies, that a promotion names."""
    found = []
    low = 0
    for start in NAME_START.finditer(text):
        if start.start() < low:
            continue
        known = sources.at(text, start.start())
        if known and known.source.language == "id" and not _is_platform(text, known):
            found.append(known)
            low = known.end
    return found


def _is_platform(text: str, known: Found) -> bool:
    return text[max(0, known.start - 1) : known.start] in ("/", "@")


PLATFORMS = frozenset(
    [
        "whatsapp.com",
        "google.com",
        "facebook.com",
        "instagram.com",
        "youtube.com",
        "twitter.com",
        "x.com",
        "t.me",
        "bit.ly",
        "tiktok.com",
        "news.google.com",
        "telegram.me",
        "linktr.ee",
    ]
)


def _unknown_in_promo(sheet: Sheet) -> FoundOutlet | None:
    for block in sheet.blocks:
        if block.rule not in PROMO_RULES:
            continue
        for match in DOMAIN.finditer(block.text):
            domain = match[1].lower()
            if any(domain == p or domain.endswith(f".{p}") for p in PLATFORMS):
                continue
            evidence = sheet.evidence(
                block.start + match.start(),
                block.start + match.end(),
                f"{block.rule}-domain",
            )
            return FoundOutlet(domain, domain, evidence)
    return None


def _from_signatures(
    sheet: Sheet, sources: SourceIndex, signatures: list[Signature]
) -> FoundOutlet | None:
    for signature in reversed(signatures):
        for found in signature.outlets:
            if found.source.language == "id":
                return outlet_of(
                    found, sheet.evidence(found.start, found.end, "signature-outlet")
                )
    for block in sheet.blocks:
        if block.rule == "byline":
            for known in _known_in(block.text, sources):
                evidence = sheet.evidence(
                    block.start + known.start, block.start + known.end, "byline-outlet"
                )
                return outlet_of(known, evidence)
    match = sources.signature_pattern.search(sheet.text)
    if match:
        source = sources.get_signed(match.group())
        evidence = sheet.evidence(match.start(), match.end(), "house-mark")
        return FoundOutlet(source.name, domain_of(source), evidence, source.slug)
    return None


def _from_self_reference(sheet: Sheet, sources: SourceIndex) -> FoundOutlet | None:
    """`yang diterima Metrotvnews.com`; two outlets that seem to speak cancel out."""
    found: list[Found] = []
    for block in sheet.open_blocks():
        for cue in SELF.finditer(block.text):
            known = sources.at(block.text, cue.end())
            if known and _is_own(known):
                found.append(
                    Found(
                        known.source, block.start + known.start, block.start + known.end
                    )
                )
        if not SELF_SUBJECT.search(block.text):
            continue
        for start in NAME_START.finditer(block.text):
            known = sources.at(block.text, start.start())
            if known and _is_own(known) and SELF_SUBJECT.match(block.text, known.end):
                found.append(
                    Found(
                        known.source, block.start + known.start, block.start + known.end
                    )
                )
    if not found or len({item.source.slug for item in found}) > 1:
        return None
    first = found[0]
    return outlet_of(first, sheet.evidence(first.start, first.end, "self-reference"))


def _is_own(found: Found) -> bool:
    return found.source.kind == "outlet" and found.source.language == "id"
