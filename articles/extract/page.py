"""A saved page → facts: the order in which they are looked for.

What a page states to machines comes first; the article's text is then read as a text
dump is, and what is found there is traced back to its place in the source.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from articles.extract.assemble import read_dump
from articles.extract.page_blocks import Block, find_blocks, parse_page
from articles.extract.page_body import find_body_blocks, find_linked_headlines
from articles.extract.page_byline import find_stated_bylines
from articles.extract.page_headline import find_headline, find_headline_block
from articles.extract.page_metadata import Metadata, read_metadata
from articles.extract.page_outlet import find_host, find_outlet
from articles.extract.page_published import find_published
from articles.extract.page_source import PageSource, scan_page
from articles.extract.page_text import PageText, print_blocks
from articles.extract.page_trace import settle_body, take_captions, trace
from articles.extract.sources import SourceIndex
from articles.extract.vocabulary import squash
from articles.records import (
    Byline,
    ExtractedArticle,
    FoundOutlet,
    RawDocument,
    RelatedHeadline,
)

# A page's day is printed within so many blocks of its headline, in a short one.
_NEAR_HEADLINE = 12
_MAX_STAMP = 120
_DESCRIPTIONS = ("description", "og:description", "twitter:description")
_GUESSED = "encoding-guessed"
# id, id-ID, en_US
_LANGUAGE_PATTERN = re.compile(r"([A-Za-z]{2,3})(?:[-_]|$)")


def extract_page(
    document: RawDocument, *, sources: SourceIndex, today: date
) -> ExtractedArticle:
    """Return what can be read from a page; never raises for any source."""
    page = scan_page(document.text)
    metadata = read_metadata(page)
    root = parse_page(document.text)
    blocks = find_blocks(root, page) if root is not None else []
    headline = find_headline_block(blocks, metadata)
    body = _find_body(blocks, headline, metadata)
    article = _read_text(document, print_blocks(page, body), body, sources, today)
    language = _find_language(page, article.language)
    outlet = find_outlet(metadata, sources, document.url) or article.outlet
    published = find_published(
        metadata,
        _print_near(page, blocks, headline, body),
        is_indonesian=language == "id" or _is_indonesian(outlet, sources),
        today=today,
    )
    return replace(
        article,
        language=language,
        outlet=outlet,
        host=find_host(metadata, outlet, document.url),
        published=published or article.published,
        credits=tuple(
            c for c in article.credits if not outlet or c.slug != outlet.slug
        ),
        headline=find_headline(headline, page, metadata),
        related=_add_linked(article, page, find_linked_headlines(blocks, body)),
        bylines=_merge(find_stated_bylines(metadata, sources), article.bylines),
        doubts=tuple(d for d in article.doubts if not published or d == _GUESSED),
    )


def _read_text(
    document: RawDocument,
    printed: PageText,
    body: list[Block],
    sources: SourceIndex,
    today: date,
) -> ExtractedArticle:
    """Return what the article's text says, read as a dump, placed in the source."""
    read = read_dump(replace(document, text=printed.text), sources, today)
    settle = take_captions if _are_captions(body) else settle_body
    return trace(settle(read, printed), printed)


def _find_body(
    blocks: list[Block], headline: Block | None, metadata: Metadata
) -> list[Block]:
    descriptions = [stated.value for stated in metadata.find_meta(*_DESCRIPTIONS)]
    return find_body_blocks(blocks, headline, metadata.page.raw, descriptions)


def _are_captions(body: list[Block]) -> bool:
    return bool(body) and all(block.is_within("figcaption") for block in body)


def _print_near(
    page: PageSource,
    blocks: list[Block],
    headline: Block | None,
    body: list[Block],
) -> PageText:
    """Return the short lines around the headline, those below it first."""
    at = next((n for n, block in enumerate(blocks) if block is headline), None)
    if at is None:
        return PageText(page)
    taken = {id(block) for block in body}
    below = blocks[at + 1 : at + 1 + _NEAR_HEADLINE]
    above = blocks[max(0, at - _NEAR_HEADLINE) : at][::-1]
    return print_blocks(
        page,
        (
            block
            for block in (*below, *above)
            if len(block.text) <= _MAX_STAMP and id(block) not in taken
        ),
    )


def _add_linked(
    article: ExtractedArticle, page: PageSource, links: list[Block]
) -> tuple[RelatedHeadline, ...]:
    """Return the related headlines with those that are links and nothing else."""
    related = {squash(found.headline): found for found in article.related}
    for block in links:
        printed = print_blocks(page, [block])
        evidence = printed.find_evidence(0, len(printed.text), "linked-headline")
        key = squash(printed.text)
        if evidence and key not in related and key not in squash(article.body):
            related[key] = RelatedHeadline(printed.text, evidence)
    return tuple(sorted(related.values(), key=lambda found: found.evidence.start))


def _find_language(page: PageSource, read: str | None) -> str | None:
    """Return the language of the text, or else the one that the page declares.

    Pages in Indonesian often declare English; no other way round.
    """
    if read == "id":
        return read
    declared = (page.value(tag, "lang") for tag in page.tags if tag.name == "html")
    match = _LANGUAGE_PATTERN.match(next(declared, ""))
    return match[1].lower() if match else read


def _is_indonesian(outlet: FoundOutlet | None, sources: SourceIndex) -> bool:
    if outlet is None or outlet.domain is None:
        return False
    known = sources.get(outlet.domain)
    return outlet.domain.endswith(".id") or (
        known is not None and known.country == "ID"
    )


def _merge(stated: Iterable[Byline], printed: Iterable[Byline]) -> tuple[Byline, ...]:
    """Return all bylines, each name once: stated ones first."""
    bylines: dict[str, Byline] = {}
    for byline in (*stated, *printed):
        bylines.setdefault(byline.name.casefold(), byline)
    return tuple(bylines.values())
