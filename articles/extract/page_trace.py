"""Facts found in a page's text → the same facts at their places in its source.

A fact whose words can't be found there is left out: no evidence, no fact.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from articles.extract.body import print_body
from articles.extract.page_furniture import reads_as_text
from articles.extract.page_text import PageText
from articles.records import (
    Boilerplate,
    Byline,
    Credit,
    Dateline,
    Evidence,
    ExtractedArticle,
    FoundOutlet,
    Headline,
    Paragraph,
    PublishedDate,
    RelatedHeadline,
    Span,
)

# A dump doesn't tell links from text; there, the shape of a line has to do.
_GUESSED_RULES = ("stray-headline",)

Fact = TypeVar(
    "Fact", Byline, Credit, Dateline, FoundOutlet, PublishedDate, RelatedHeadline
)


def trace(article: ExtractedArticle, printed: PageText) -> ExtractedArticle:
    """Return what was read from `printed.text` with offsets into the page's source."""
    return replace(
        article,
        outlet=next(_trace_facts([article.outlet], printed), None),
        host=None,
        headline=None,
        published=next(_trace_facts([article.published], printed), None),
        dateline=next(_trace_facts([article.dateline], printed), None),
        bylines=tuple(_trace_facts(article.bylines, printed)),
        credits=tuple(_trace_facts(article.credits, printed)),
        related=tuple(_trace_facts(article.related, printed)),
        paragraphs=tuple(_trace_paragraph(p, printed) for p in article.paragraphs),
        boilerplate=tuple(
            Boilerplate(span.start, span.end, cut.rule)
            for cut in article.boilerplate
            for span in printed.find_spans(cut.start, cut.end)
        ),
    )


def settle_body(article: ExtractedArticle, printed: PageText) -> ExtractedArticle:
    """Return what was read from a page's article with its body set right.

    Its headline stands elsewhere on the page, and other articles' headlines are
    links, so that what was taken for either is body, and links are none. And pages
    print counters and buttons at the end, which a dump doesn't hold.
    """
    links = {link.start for link in printed.links}
    strays = {
        found.evidence.start
        for found in article.related
        if found.evidence.rule in _GUESSED_RULES and found.evidence.start not in links
    }
    body = [*article.paragraphs, *_restore(article, strays)]
    body.sort(key=lambda paragraph: paragraph.spans[0].start)
    body = [found for found in body if found.spans[0].start not in links]
    while body and not _reads_as_text(printed, body[-1]):
        body.pop()
    return replace(
        article,
        paragraphs=tuple(body),
        body=print_body(printed.text, tuple(body)),
        related=tuple(f for f in article.related if f.evidence.start not in strays),
        boilerplate=tuple(f for f in article.boilerplate if f.start not in strays),
    )


def _restore(article: ExtractedArticle, strays: set[int]) -> Iterator[Paragraph]:
    """Yield as paragraphs what was wrongly taken for headlines."""
    headlines: list[Headline | RelatedHeadline] = [
        found for found in article.related if found.evidence.start in strays
    ]
    if article.headline:
        headlines.append(article.headline)
    for found in headlines:
        yield Paragraph((Span(found.evidence.start, found.evidence.end),))


def _reads_as_text(printed: PageText, paragraph: Paragraph) -> bool:
    return reads_as_text(print_body(printed.text, (paragraph,)))


def take_captions(article: ExtractedArticle, printed: PageText) -> ExtractedArticle:
    """Return what was read from a photo page's captions with these as its body."""
    lines = re.finditer(r"[^\n]+", printed.text)
    paragraphs = tuple(Paragraph((Span(*line.span()),)) for line in lines)
    body = print_body(printed.text, paragraphs)
    return replace(article, paragraphs=paragraphs, body=body, boilerplate=())


def _trace_facts(facts: Iterable[Fact | None], printed: PageText) -> Iterator[Fact]:
    for fact in facts:
        evidence = _trace_evidence(fact.evidence, printed) if fact else None
        if fact and evidence:
            yield replace(fact, evidence=evidence)


def _trace_evidence(evidence: Evidence | None, printed: PageText) -> Evidence | None:
    if evidence is None:
        return None
    return printed.find_evidence(evidence.start, evidence.end, evidence.rule)


def _trace_paragraph(paragraph: Paragraph, printed: PageText) -> Paragraph:
    """Return where a paragraph stands, nowhere if a part of it can't be found."""
    spans: list[Span] = []
    for span in paragraph.spans:
        found = printed.find_spans(span.start, span.end)
        if not found:
            return Paragraph(())
        spans += found
    return Paragraph(tuple(spans))
