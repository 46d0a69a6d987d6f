"""Two to five articles beside each other: what they share and what each has alone."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations

from articles.extract import from_json
from articles.extract.dates import PrintedDay, find_days
from articles.models import Article, Entity, Mention
from articles.overlaps import Overlap, find_overlap, read_text
from articles.reading import printed
from articles.records import ExtractedArticle, Quote

MOST = 5
# The parameter by which lists carry along what is chosen to be compared.
CHOSEN = "article"
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
    """How an article names an entity: its words, the most frequent first."""

    article: Article
    count: int
    surfaces: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class EntityRow:
    entity: Entity
    cells: list[Cell]  # one an article

    @property
    def printed_otherwise(self) -> list[tuple[str, int]]:
        """The words of one article alone, if they aren't the name that readers see."""
        words = [each for cell in self.cells for each in cell.surfaces]
        return [] if [word for word, _ in words] == [str(self.entity)] else words


@dataclass(frozen=True, slots=True)
class EntityGroup:
    """Entities mentioned in all articles, in several, or in one of them alone."""

    where: list[int]  # the articles' places in the comparison
    rows: list[EntityRow]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody is quoted as saying in an article."""

    article: Article
    quotes: list[Quote] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    speaker: str
    said: list[Said]  # one an article


@dataclass(frozen=True, slots=True)
class FigureRow:
    figure: str
    has: list[bool]  # one an article


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of the calendar, and how each article prints it."""

    day: date | None  # None where no year is printed
    forms: list[list[str]]  # one list an article

    @property
    def label(self) -> str:
        """As it is printed first, where the year is not known."""
        return next(form for forms in self.forms for form in forms)


@dataclass(frozen=True, slots=True)
class Comparison:
    articles: list[Article]
    entities: list[EntityGroup]
    speakers: list[SpeakerRow]
    days: list[DayRow]
    figures: list[FigureRow]
    overlaps: list[Overlap]  # of each two of them

    @property
    def is_pair(self) -> bool:
        return len(self.articles) == 2


def compare_articles(articles: Sequence[Article]) -> Comparison:
    """Return what is shown of `articles`, which come as for reading."""
    readings = [from_json(article.extraction.facts) for article in articles]
    texts = [
        read_text(article, reading.paragraphs)
        for article, reading in zip(articles, readings, strict=True)
    ]
    return Comparison(
        articles=list(articles),
        entities=_compare_entities(articles),
        speakers=_compare_quotes(articles, readings),
        days=_compare_days(articles),
        figures=_compare_figures(articles),
        overlaps=[find_overlap(*pair) for pair in combinations(texts, 2)],
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
        cells = [
            Cell(article, words.total(), words.most_common())
            for article, words in zip(articles, counters, strict=True)
        ]
        groups.setdefault(where, []).append(EntityRow(entities[key], cells))
    return [
        EntityGroup(list(where), sorted(rows, key=_by_count))
        for where, rows in sorted(groups.items(), key=lambda group: _widest(group[0]))
    ]


def _widest(where: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return -len(where), where


def _by_count(row: EntityRow) -> tuple[int, str]:
    return -sum(cell.count for cell in row.cells), str(row.entity)


def _compare_quotes(
    articles: Sequence[Article], readings: Sequence[ExtractedArticle]
) -> list[SpeakerRow]:
    """Return the quotations by speaker, those of several articles first."""
    # Where one text names a speaker that another only calls so, they are one.
    known = {
        quote.speaker: quote.entity
        for reading in readings
        for quote in reading.quotes
        if quote.speaker and quote.entity
    }
    rows: dict[str, SpeakerRow] = {}
    for place, reading in enumerate(readings):
        is_html = articles[place].raw_file.media_type == "text/html"
        for each in reading.quotes:
            quote = replace(each, exact=printed(each.exact, is_html=is_html))
            if quote.speaker:
                key = quote.entity or known.get(quote.speaker) or quote.speaker
                nothing = SpeakerRow(quote.speaker, [Said(each) for each in articles])
                rows.setdefault(key, nothing).said[place].quotes.append(quote)
    return sorted(rows.values(), key=lambda row: -sum(bool(s.quotes) for s in row.said))


def _compare_days(articles: Sequence[Article]) -> list[DayRow]:
    """Return the days printed, those of several articles first, in calendar order."""
    found = [
        (place, day, article.body[day.start : day.end])
        for place, article in enumerate(articles)
        for day in find_days(article.body)
    ]
    years: dict[tuple[int, int], set[int]] = {}
    for _, day, _ in found:
        if day.exact:
            years.setdefault((day.month, day.day), set()).add(day.exact.year)
    forms: dict[tuple[int, int, int], list[dict[str, None]]] = {}
    for place, day, form in found:
        key = (_year(day, years), day.month, day.day)
        forms.setdefault(key, [{} for _ in articles])[place][form] = None
    rows = [
        DayRow(date(*key) if key[0] else None, [list(each) for each in forms[key]])
        for key in sorted(forms)
    ]
    return sorted(rows, key=lambda row: -sum(map(bool, row.forms)))


def _year(day: PrintedDay, years: dict[tuple[int, int], set[int]]) -> int:
    """Return a day's year, printed here or, if it is one alone, elsewhere; else 0."""
    if day.exact:
        return day.exact.year
    known = years.get((day.month, day.day), set())
    return next(iter(known)) if len(known) == 1 else 0


def _compare_figures(articles: Sequence[Article]) -> list[FigureRow]:
    """Return the figures, those of several articles first, in printed order."""
    found = [dict.fromkeys(_find_figures(article.body)) for article in articles]
    figures = dict.fromkeys(figure for each in found for figure in each)
    rows = [FigureRow(figure, [figure in each for each in found]) for figure in figures]
    return sorted(rows, key=lambda row: -sum(row.has))[:MOST_FIGURES]


def _find_figures(text: str) -> list[str]:
    for day in find_days(text):
        text = f"{text[: day.start]}{' ' * (day.end - day.start)}{text[day.end :]}"
    figures = (" ".join(match[0].split()) for match in FIGURE.finditer(text))
    return [figure for figure in figures if len(figure) > 1]
