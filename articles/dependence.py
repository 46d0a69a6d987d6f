"""How many of an event's articles are independent of each other.

Articles that credit one wire agency, or are one text, count once. Which of two that
are the same text was there first can't be told, and isn't.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from articles.extract.fingerprint import Words, find_pairs, fingerprint, read_words
from articles.extract.reuse import compare
from articles.models import Article, Credit
from articles.models.event import CoverageQuerySet
from articles.records import Paragraph, Span

# Texts are compared, two by two, in events of up to so many articles.
MOST_COMPARED = 30
# Beyond so many nothing is said: all their credits would have to be read.
MOST = 2_000
# Articles of a group that are shown beside others, and the groups; all have a page.
SHOWN = 3
GROUPS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that count once, or a single one that rests on an agency."""

    agencies: list[str]
    is_same_text: bool  # two of them at least
    articles: list[tuple[Article, list[str]]]  # the first, with the agencies of each
    keys: frozenset[int]

    @property
    def count(self) -> int:
        return len(self.keys)

    @property
    def more(self) -> int:
        return self.count - len(self.articles)


@dataclass(frozen=True, slots=True)
class Dependence:
    count: int
    groups: list[Group]  # the largest first
    agencies: Mapping[str, Sequence[int]]  # and who credits them
    is_compared: bool  # texts too, and not only credits

    @property
    def shown(self) -> list[Group]:
        return self.groups[:GROUPS_SHOWN]

    @property
    def more(self) -> int:
        """How many groups aren't shown."""
        return len(self.groups) - len(self.shown)

    @property
    def alone_count(self) -> int:
        """How many articles are of no group."""
        return self.count - sum(group.count for group in self.groups)

    @property
    def independent_count(self) -> int:
        return len(self.groups) + self.alone_count

    def agencies_of(self, article: int) -> list[str]:
        return [name for name, keys in self.agencies.items() if article in keys]


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
    texts = _load(covered, with_bodies=True) if is_compared else {}
    same = _same_texts({pk: article.body for pk, article in texts.items()})
    links = [pair for pks in agencies.values() for pair in pairwise(pks)]
    groups = _join([*links, *same], (pk for pks in agencies.values() for pk in pks))
    return Dependence(
        count, _describe(groups, agencies, same, texts), agencies, is_compared
    )


def _load(articles: Any, *, with_bodies: bool = False) -> dict[int, Article]:
    found = Article.objects.in_brief().filter(pk__in=articles)
    if with_bodies:
        found = found.defer(None).defer("body_sha256")
    return {article.pk: article for article in found}


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
    loaded: Mapping[int, Article],
) -> list[Group]:
    shown = [sorted(group)[:SHOWN] for group in groups]
    articles = loaded or _load([pk for pks in shown for pk in pks])
    texts = {pk for pair in same for pk in pair}
    return [
        Group(
            sorted(name for name, pks in agencies.items() if not group.isdisjoint(pks)),
            not group.isdisjoint(texts),
            [
                (article, [name for name, of in agencies.items() if article.pk in of])
                for article in _found(articles, pks)
            ],
            group,
        )
        for group, pks in zip(groups, shown, strict=True)
    ]


def _found(articles: Mapping[int, Article], keys: Iterable[int]) -> list[Article]:
    """Return the articles but those that were hidden meanwhile."""
    return sorted((articles[pk] for pk in keys if pk in articles), key=_by_day)


def _by_day(article: Article) -> tuple[bool, int]:
    """The earliest first, the undated last."""
    return article.published_latest is None, article.pos
