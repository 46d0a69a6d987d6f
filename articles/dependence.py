"""How many of an event's articles are independent of each other.

Articles that credit one wire agency, or are one text, count once. Which of two that
are the same text was there first can't be told, and isn't.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.extract.fingerprint import Words, find_pairs, fingerprint, read_words
from articles.extract.reuse import compare
from articles.models import Article, Credit
from articles.models.event import CoverageQuerySet
from articles.records import Paragraph, Span

# Texts are compared, two by two, in events of up to so many articles.
MOST_COMPARED = 30
# Beyond so many nothing is said: all their credits would have to be read.
MOST = 2_000
# Articles of a group that are shown.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that count once, or a single one that rests on an agency."""

    agencies: list[str]
    is_same_text: bool  # two of them at least
    articles: list[Article]  # the first of them
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.articles)


@dataclass(frozen=True, slots=True)
class Dependence:
    count: int
    independent_count: int
    groups: list[Group]  # the largest first
    is_compared: bool  # texts too, and not only credits


def find_dependence(coverage: CoverageQuerySet, count: int) -> Dependence | None:
    """Return which of the `count` articles covered lean on what; None: too many."""
    if count > MOST:
        return None
    covered = coverage.values("article")
    credits = Credit.objects.filter(article__in=covered, role=Credit.Role.WIRE)
    agencies: dict[str, list[int]] = {}
    for pk, name in credits.values_list("article", "name"):
        agencies.setdefault(name, []).append(pk)
    is_compared = count <= MOST_COMPARED
    bodies = Article.objects.filter(pk__in=covered).values_list("pk", "body")
    same = _same_texts(dict(bodies)) if is_compared else []
    links = [pair for pks in agencies.values() for pair in pairwise(pks)]
    groups = _join([*links, *same], (pk for pks in agencies.values() for pk in pks))
    return Dependence(
        count,
        count - sum(len(group) - 1 for group in groups),
        _describe(groups, agencies, same),
        is_compared,
    )


def _same_texts(bodies: dict[int, str]) -> list[tuple[int, int]]:
    words = {str(pk): _words(body) for pk, body in bodies.items() if body}
    prints = {key: fingerprint(found.texts) for key, found in words.items()}
    return [
        (int(first), int(second))
        for first, second in find_pairs(prints, least=1)
        if compare(words[first], words[second]).verdict == "same-text"
    ]


def _words(body: str) -> Words:
    return read_words(body, [Paragraph((Span(0, len(body)),))])


def _join(
    links: Iterable[tuple[int, int]], alone: Iterable[int]
) -> list[frozenset[int]]:
    """Return who hangs together, over however many links; and those alone."""
    groups: dict[int, frozenset[int]] = {pk: frozenset({pk}) for pk in alone}
    for first, second in links:
        joined = groups.get(first, frozenset({first})) | groups.get(
            second, frozenset({second})
        )
        groups |= dict.fromkeys(joined, joined)
    return sorted(set(groups.values()), key=lambda group: (-len(group), min(group)))


def _describe(
    groups: Sequence[frozenset[int]],
    agencies: dict[str, list[int]],
    same: Iterable[tuple[int, int]],
) -> list[Group]:
    shown = [sorted(group)[:SHOWN] for group in groups]
    articles = Article.objects.for_list().in_bulk([pk for pks in shown for pk in pks])
    texts = {pk for pair in same for pk in pair}
    return [
        Group(
            sorted(name for name, pks in agencies.items() if not group.isdisjoint(pks)),
            not group.isdisjoint(texts),
            sorted((articles[pk] for pk in pks), key=_by_day),
            len(group),
        )
        for group, pks in zip(groups, shown, strict=True)
    ]


def _by_day(article: Article) -> tuple[bool, int]:
    """The earliest first, the undated last."""
    return article.published_latest is None, article.pos
