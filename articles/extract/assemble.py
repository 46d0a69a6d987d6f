"""A text dump → facts: the order in which they are looked for.

Each step takes what it found out of the sheet, so that later ones see less; what
nobody took is the body.
"""

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
from articles.extract.dateline import find_dateline
from articles.extract.furniture import cut_furniture
from articles.extract.head import find_head_names
from articles.extract.headline import find_headline
from articles.extract.language import find_language
from articles.extract.outlet import find_host, find_outlet, settle_host
from articles.extract.published import find_published
from articles.extract.related import find_related, without_headline
from articles.extract.repeats import cut_repeats
from articles.extract.sections import cut_sections, cut_tail
from articles.extract.sheet import Sheet, make_sheet
from articles.extract.signature import find_signatures
from articles.extract.sources import Found, SourceIndex
from articles.extract.stamps import find_stamps
from articles.records import Credit, ExtractedArticle, RawDocument


def read_dump(
    document: RawDocument, sources: SourceIndex, today: date
) -> ExtractedArticle:
    """Return the facts that a text dump holds."""
    sheet = make_sheet(document.text)
    host = find_host(sheet)
    cut_repeats(sheet)
    cut_furniture(sheet)
    cut_contents(sheet)
    source_lines = find_source_lines(sheet, sources)
    bylines = find_bylines(sheet, sources)
    stamps = find_stamps(sheet)
    photos = find_photo_credits(sheet, sources)
    related = find_related(sheet)
    related += cut_sections(sheet)
    signatures = find_signatures(sheet, sources)
    related += cut_tail(sheet)
    dateline = find_dateline(sheet, sources)
    bylines += find_head_names(sheet, stamps, dateline)
    headline = find_headline(sheet, sources, dateline)
    source_lines += find_glued_source(sheet, headline, sources)
    outlet = find_outlet(sheet, sources, dateline, signatures)
    if is_origin(outlet, source_lines):
        outlet = None
    host, outlet = settle_host(host, outlet, sources)
    published, doubts = find_published(sheet, stamps, dateline, headline, today)
    credits = [*source_lines]
    signed = list(bylines)
    for signature in signatures:
        signed += signature.bylines
        credits += signature.credits
    if dateline:
        credits += [_credit(sheet, found) for found in dateline.agencies]
    credits += [
        *find_cited(sheet, sources, outlet),
        *find_republication(sheet, sources),
    ]
    credits += photos
    paragraphs = find_paragraphs(sheet)
    body = print_body(sheet.text, paragraphs)
    if document.is_encoding_guessed:
        doubts += ("encoding-guessed",)
    return ExtractedArticle(
        language=find_language(body),
        outlet=outlet,
        host=host,
        published=published,
        headline=headline,
        dateline=dateline.dateline if dateline else None,
        bylines=each_once(signed),
        credits=merge(tuple(credits), outlet),
        related=without_headline(related, headline),
        body=body,
        paragraphs=paragraphs,
        boilerplate=find_boilerplate(sheet),
        doubts=doubts,
    )


def _credit(sheet: Sheet, found: Found) -> Credit:
    evidence = sheet.evidence(found.start, found.end, "dateline-agency")
    return Credit(found.source.name, "wire", evidence, found.source.slug)
