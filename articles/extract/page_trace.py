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
    Paragraph,
    PublishedDate,
    RelatedHeadline,
    Span,
)

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


def settle_body(article: ExtractedArticle, text: str) -> ExtractedArticle:
    """Return what was read from `text`, a page's article, with the body set right.

    Its headline stands elsewhere on the page, so that what was taken for one is
    body. And pages print counters and buttons at the end, which a dump doesn't hold.
    """
    paragraphs = list(article.paragraphs)
    if article.headline:
        words = article.headline.evidence
        paragraphs.append(Paragraph((Span(words.start, words.end),)))
        paragraphs.sort(key=lambda paragraph: paragraph.spans[0].start)
    while paragraphs and not reads_as_text(print_body(text, tuple(paragraphs[-1:]))):
        paragraphs.pop()
    return replace(
        article, paragraphs=tuple(paragraphs), body=print_body(text, tuple(paragraphs))
    )


def take_captions(article: ExtractedArticle, text: str) -> ExtractedArticle:
    """Return what was read from a photo page's captions with these as its body."""
    lines = re.finditer(r"[^\n]+", text)
    paragraphs = tuple(Paragraph((Span(*line.span()),)) for line in lines)
    body = print_body(text, paragraphs)
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
