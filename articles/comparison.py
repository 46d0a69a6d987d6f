"""Two to five articles beside each other: what they share and what each has alone."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles.extract import from_json
from articles.extract.fingerprint import read_words
from articles.extract.reuse import Verdict, compare
from articles.models import Article, Entity, Mention
from articles.records import ExtractedArticle, Quote, Span

MOST = 5
# A table of prices has thousands, and nobody reads them here.
MOST_FIGURES = 200

# "14/5/2024", "US$900 miliar", "18,2 persen", "2024"; a lone digit tells nothing.
UNIT = r"(?:miliar|juta|triliun|ribu|persen|tahun|kali|orang|kilometer|km|kg|ton)"
AMOUNT = rf"(?:US\$|Rp\.?|\$)?\s?\d+(?:[.,]\d+)*(?:\s{UNIT}\b|\s?%)?"
FIGURE = re.compile(
    rf"(?<![\w/])(?:\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|{AMOUNT})(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cell:
    """How one article names an entity: its words, the most frequent first."""

    count: int
    surfaces: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class EntityRow:
    entity: Entity
    cells: list[Cell]  # one an article


@dataclass(frozen=True, slots=True)
class EntityGroup:
    """Entities mentioned in all articles, in several, or in one of them alone."""

    where: list[int]  # the articles' places in the comparison
    rows: list[EntityRow]


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    speaker: str
    quotes: list[list[Quote]]  # one list an article


@dataclass(frozen=True, slots=True)
class FigureRow:
    figure: str
    has: list[bool]  # one an article


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two articles, as each prints them."""

    texts: list[str]
    lines: list[int]  # where it starts in the raw texts, counted from 1


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two articles' texts have in common."""

    articles: tuple[Article, Article]
    verdict: Verdict
    percent: int  # of the shorter text's runs of words
    passages: list[Passage]


@dataclass(frozen=True, slots=True)
class Comparison:
    articles: list[Article]
    entities: list[EntityGroup]
    speakers: list[SpeakerRow]
    figures: list[FigureRow]
    overlaps: list[Overlap]  # of two articles; empty for more


def compare_articles(articles: Sequence[Article]) -> Comparison:
    """Return what is shown of `articles`, which come as for reading."""
    readings = [from_json(article.extraction.facts) for article in articles]
    return Comparison(
        articles=list(articles),
        entities=_compare_entities(articles),
        speakers=_compare_quotes(readings),
        figures=_compare_figures(articles),
        overlaps=[_overlap(articles, readings)] if len(articles) == 2 else [],
    )


def _compare_entities(articles: Sequence[Article]) -> list[EntityGroup]:
    mentions = (
        Mention.objects.in_article()
        .filter(article__in=[article.pk for article in articles])
        .select_related("entity")
    )
    entities: dict[int, Entity] = {}
    surfaces: dict[int, dict[int, Counter[str]]] = {}
    for mention in mentions:
        entities[mention.entity_id] = mention.entity
        by_article = surfaces.setdefault(mention.entity_id, {})
        by_article.setdefault(mention.article_id, Counter())[mention.surface] += 1
    groups: dict[tuple[int, ...], list[EntityRow]] = {}
    for key, by_article in surfaces.items():
        counters = [by_article.get(article.pk, Counter()) for article in articles]
        where = tuple(place for place, counter in enumerate(counters) if counter)
        cells = [Cell(words.total(), words.most_common()) for words in counters]
        groups.setdefault(where, []).append(EntityRow(entities[key], cells))
    return [
        EntityGroup(list(where), sorted(rows, key=_by_count))
        for where, rows in sorted(groups.items(), key=lambda group: _widest(group[0]))
    ]


def _widest(where: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return -len(where), where


def _by_count(row: EntityRow) -> tuple[int, str]:
    return -sum(cell.count for cell in row.cells), row.entity.name


def _compare_quotes(readings: Sequence[ExtractedArticle]) -> list[SpeakerRow]:
    """Return the quotations by speaker, those of several articles first."""
    # Where one text names a speaker that another only calls so, they are one.
    known = {
        quote.speaker: quote.entity
        for reading in readings
        for quote in reading.quotes
        if quote.speaker and quote.entity
    }
    names: dict[str, str] = {}
    spoken: dict[str, list[list[Quote]]] = {}
    for place, reading in enumerate(readings):
        for quote in reading.quotes:
            if quote.speaker:
                key = quote.entity or known.get(quote.speaker) or quote.speaker
                names.setdefault(key, quote.speaker)
                lists = spoken.setdefault(key, [[] for _ in readings])
                lists[place].append(quote)
    rows = [SpeakerRow(names[key], quotes) for key, quotes in spoken.items()]
    return sorted(rows, key=lambda row: -sum(map(bool, row.quotes)))


def _compare_figures(articles: Sequence[Article]) -> list[FigureRow]:
    """Return the figures, those of several articles first, in printed order."""
    found = [dict.fromkeys(_find_figures(article.body)) for article in articles]
    figures = dict.fromkeys(figure for each in found for figure in each)
    rows = [FigureRow(figure, [figure in each for each in found]) for figure in figures]
    return sorted(rows, key=lambda row: -sum(row.has))[:MOST_FIGURES]


def _find_figures(text: str) -> list[str]:
    figures = (" ".join(match[0].split()) for match in FIGURE.finditer(text))
    return [figure for figure in figures if len(figure) > 1]


def _overlap(
    articles: Sequence[Article], readings: Sequence[ExtractedArticle]
) -> Overlap:
    raws = [article.raw_file.text for article in articles]
    first, second = (
        read_words(raw, reading.paragraphs)
        for raw, reading in zip(raws, readings, strict=True)
    )
    reuse = compare(first, second)
    return Overlap(
        (articles[0], articles[1]),
        reuse.verdict,
        round(100 * reuse.containment),
        [_passage(raws, (passage.first, passage.second)) for passage in reuse.passages],
    )


def _passage(raws: Sequence[str], spans: Sequence[Span]) -> Passage:
    places = list(zip(raws, spans, strict=True))
    return Passage(
        [raw[span.start : span.end] for raw, span in places],
        [raw.count("\n", 0, span.start) + 1 for raw, span in places],
    )
