"""Other articles that an article's text leads to: by passages that both print, and by
headlines of theirs that stand in it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Exists, OuterRef
from django.db.models.expressions import RawSQL

from articles.extract import from_json
from articles.extract.fingerprint import (
    Words,
    headline_print,
    lasting_prints,
    read_words,
    words_of,
)
from articles.extract.reuse import Verdict, compare
from articles.models import Article, Fingerprint
from articles.reading import Shared, printed
from articles.records import Paragraph, RelatedHeadline, Span

# Bearers of the same fingerprints that are looked at: a stock phrase has thousands.
MOST_BEARERS = 2_000
# Texts compared with one that is read: those that share the most fingerprints.
MOST_COMPARED = 5
# Others whose headlines stand in it: a stock headline has thousands, too.
MOST_HEADED = 50
# Fewer words in a row are a common phrase.
LEAST_WORDS = 12

_BEARERS = """
    SELECT article_id FROM articles_fingerprint
    WHERE value IN ({values}) AND article_id <> %s
"""
_MOST_SHARED = f"""
    SELECT article_id FROM (
        SELECT article_id FROM ({{}} LIMIT {MOST_BEARERS}) AS bearer
        GROUP BY article_id ORDER BY count(*) DESC, article_id LIMIT {MOST_COMPARED}
    ) AS alike
    UNION SELECT article_id FROM ({{}} LIMIT {MOST_HEADED}) AS headed
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands in an article."""

    article: Article
    span: Span
    paragraph: int | None  # where the paragraph begins in which it begins


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text with its words."""

    article: Article
    paragraphs: Sequence[Paragraph]
    words: Words

    def print(self, span: Span) -> str:
        """Return what is body within `span`, as a reader sees it."""
        raw_file = self.article.raw_file
        is_html = raw_file.media_type == "text/html"
        parts = [
            raw_file.text[max(part.start, span.start) : min(part.end, span.end)]
            for paragraph in self.paragraphs
            for part in paragraph.spans
            if part.start < span.end and span.start < part.end
        ]
        return " ".join(printed(part, is_html=is_html) for part in parts)

    def place(self, span: Span) -> Place:
        starts = (part.spans[0].start for part in self.paragraphs if part.spans)
        before = (start for start in starts if start <= span.start)
        return Place(self.article, span, max(before, default=None))


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two articles."""

    text: str  # as the first prints them
    places: tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two articles' texts have in common."""

    articles: tuple[Article, Article]
    verdict: Verdict
    percent: int  # of the shorter text's runs of words
    passages: list[Passage]

    @property
    def other(self) -> Article:
        return self.articles[1]


@dataclass(frozen=True, slots=True)
class Others:
    """Articles that an article's text leads to."""

    overlaps: list[Overlap]  # the most alike first
    headed: dict[str, Article]  # by the headline of theirs that stands in it


def read_text(article: Article, paragraphs: Sequence[Paragraph]) -> Text:
    words = read_words(article.raw_file.text, paragraphs)
    return Text(article, paragraphs, words)


def find_overlap(first: Text, second: Text) -> Overlap:
    """Return what two texts have in common: passages in the first one's order."""
    reuse = compare(first.words, second.words)
    passages = [
        Passage(
            first.print(shared.first),
            (first.place(shared.first), second.place(shared.second)),
        )
        for shared in reuse.passages
    ]
    return Overlap(
        (first.article, second.article),
        reuse.verdict,
        round(100 * reuse.containment),
        [part for part in passages if len(words_of(part.text)) >= LEAST_WORDS],
    )


def find_others(text: Text, related: Iterable[RelatedHeadline]) -> Others:
    """Return what other articles `text` leads to; `related` stand in it."""
    headlines = {headline_print(part.headline): part.headline for part in related}
    prints = lasting_prints(text.words.texts)
    if not (prints or headlines):
        return Others([], {})
    shared = Fingerprint.objects.filter(article=OuterRef("pk"), value__in=prints)
    found = (
        Article.objects.for_comparing()
        .filter(pk__in=_bearers(text.article, prints, headlines))
        .annotate(is_alike=Exists(shared))
        .order_by("pk")
    )
    headed = {headline_print(each.headline): each for each in found if each.headline}
    return Others(
        _compare(text, [each for each in found if each.is_alike]),  # type: ignore[attr-defined]
        {said: headed[value] for value, said in headlines.items() if value in headed},
    )


def _bearers(
    article: Article, prints: Collection[int], headlines: Collection[int]
) -> RawSQL:
    """Return who shares the most fingerprints, and whose headlines are printed."""
    params: list[int] = []
    for values in (prints, headlines):
        params += [*values, article.pk]
    said = (", ".join(["%s"] * len(values)) or "NULL" for values in (prints, headlines))
    bearers = [_BEARERS.format(values=values) for values in said]
    return RawSQL(_MOST_SHARED.format(*bearers), params)  # noqa: S611


def mark_shared(overlaps: Iterable[Overlap]) -> list[Shared]:
    """Return the stretches of an article that others print too.

    Where passages overlap they are cut, so that a stretch begins with each of them.
    """
    spans = [
        passage.places[0].span for overlap in overlaps for passage in overlap.passages
    ]
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    covered = [
        (start, end)
        for start, end in pairwise(edges)
        if any(span.start <= start < span.end for span in spans)
    ]
    starts = {start for start, _ in covered}
    return [Shared(start, end, is_last=end not in starts) for start, end in covered]


def _compare(text: Text, others: Iterable[Article]) -> list[Overlap]:
    overlaps = [
        find_overlap(text, read_text(other, paragraphs))
        for other in others
        if (paragraphs := from_json(other.extraction.facts).paragraphs)
    ]
    found = [overlap for overlap in overlaps if overlap.passages]
    return sorted(found, key=lambda overlap: -overlap.percent)
