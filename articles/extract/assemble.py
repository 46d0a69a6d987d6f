"""A text dump → facts: the order in which they are looked for.

Each step takes what it found out of the sheet, so that later ones see less; what
nobody took is the body.
"""

from dataclasses import dataclass
from datetime import date

from articles.extract.body import find_boilerplate, find_paragraphs, print_body
from articles.extract.byline import each_once, find_bylines
from articles.extract.captions import find_photo_credits
from articles.extract.contents import cut_contents
from articles.extract.credits import (
    find_cited,
    find_glued_source,
    find_republication,
    find_source_lines,
    is_origin,
    merge,
)
from articles.extract.dateline import ReadDateline, find_dateline
from articles.extract.dates import PrintedDay
from articles.extract.furniture import cut_furniture
from articles.extract.head import cut_caption_below_credit, find_head_names
from articles.extract.headline import find_headline
from articles.extract.language import find_language
from articles.extract.outlet import find_host, find_outlet, settle_host
from articles.extract.profiles import reports_late
from articles.extract.published import find_published
from articles.extract.related import find_related, without_headline
from articles.extract.repeats import cut_repeats
from articles.extract.sections import cut_sections, cut_tail
from articles.extract.sheet import Block, Sheet, make_sheet
from articles.extract.signature import (
    Signature,
    find_closing_name,
    find_signatures,
)
from articles.extract.sources import SourceIndex
from articles.extract.stamps import find_stamps
from articles.records import (
    Byline,
    Credit,
    ExtractedArticle,
    FoundHost,
    FoundOutlet,
    Headline,
    RawDocument,
    RelatedHeadline,
)


@dataclass(slots=True)
class Frame:
    """What the page prints around the text, taken out of the sheet."""

    host: FoundHost | None
    origins: tuple[Credit, ...]
    bylines: tuple[Byline, ...]
    stamps: list[tuple[PrintedDay, Block]]
    photos: tuple[Credit, ...]
    related: tuple[RelatedHeadline, ...]
    signatures: list[Signature]
    dateline: ReadDateline | None
    headline: Headline | None


def read_dump(
    document: RawDocument, sources: SourceIndex, today: date
) -> ExtractedArticle:
    """Return the facts that a text dump holds."""
    sheet = make_sheet(document.text)
    frame = _take_frame(sheet, sources)
    host, outlet = _find_publisher(sheet, frame, sources)
    published, doubts = find_published(
        sheet,
        frame.stamps,
        frame.dateline,
        frame.headline,
        today,
        reports_late=reports_late(outlet.domain if outlet else None),
    )
    if document.is_encoding_guessed:
        doubts += ("encoding-guessed",)
    paragraphs = find_paragraphs(sheet)
    body = print_body(sheet.text, paragraphs)
    return ExtractedArticle(
        language=find_language(body),
        outlet=outlet,
        host=host,
        published=published,
        headline=frame.headline,
        dateline=frame.dateline.dateline if frame.dateline else None,
        bylines=_sign(frame),
        credits=merge(_find_credits(sheet, frame, sources), outlet),
        related=without_headline(frame.related, frame.headline),
        body=body,
        paragraphs=paragraphs,
        boilerplate=find_boilerplate(sheet),
        doubts=doubts,
    )


def _take_frame(sheet: Sheet, sources: SourceIndex) -> Frame:
    """Take out the page's parts; the order is what makes each step see its own."""
    host = find_host(sheet)
    cut_repeats(sheet)
    cut_furniture(sheet)
    cut_contents(sheet)
    origins = find_source_lines(sheet, sources)
    bylines = find_bylines(sheet, sources)
    stamps = find_stamps(sheet)
    photos = find_photo_credits(sheet, sources)
    related = find_related(sheet)
    related += cut_sections(sheet)
    signatures = find_signatures(sheet, sources)
    related += cut_tail(sheet)
    dateline = find_dateline(sheet, sources)
    bylines += find_closing_name(sheet)
    bylines += find_head_names(sheet, stamps, dateline, sources)
    cut_caption_below_credit(sheet, dateline)
    headline = find_headline(sheet, sources, dateline)
    origins += find_glued_source(sheet, headline, sources)
    return Frame(
        host, origins, bylines, stamps, photos, related, signatures, dateline, headline
    )


def _find_publisher(
    sheet: Sheet, frame: Frame, sources: SourceIndex
) -> tuple[FoundHost | None, FoundOutlet | None]:
    """Return host and outlet; whom the copy as a whole is credited to is neither."""
    outlet = find_outlet(sheet, sources, frame.dateline, frame.signatures)
    origins = frame.origins
    if outlet and outlet.evidence and outlet.evidence.rule == "self-reference":
        origins += find_republication(sheet, sources)
    if is_origin(outlet, origins):
        outlet = None
    return settle_host(frame.host, outlet, sources)


def _sign(frame: Frame) -> tuple[Byline, ...]:
    signed = [*frame.bylines]
    for signature in frame.signatures:
        signed += signature.bylines
    return each_once(signed)


def _find_credits(
    sheet: Sheet, frame: Frame, sources: SourceIndex
) -> tuple[Credit, ...]:
    found = [*frame.origins]
    for signature in frame.signatures:
        found += signature.credits
    for wire in frame.dateline.agencies if frame.dateline else ():
        evidence = sheet.evidence(wire.start, wire.end, "dateline-agency")
        found.append(Credit(wire.source.name, "wire", evidence, wire.source.slug))
    found += find_cited(sheet, sources)
    found += find_republication(sheet, sources)
    found += frame.photos
    return tuple(found)
