"""Near spellings of words that no article has, from the archive's own words."""

import re
from collections import Counter
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from articles.epoch import read_epoch
from articles.models import Alias, Article, SourceName
from articles.search.analyze import WORD
from articles.search.engine import matching
from articles.search.query import PART, QUERY_LENGTH, parse_query

# The newest titles hold the words of the news, and hardly a misspelt one.
TITLES = 10_000
# Words looked up in the archive, and near spellings compared by how frequent they are.
MOST_WORDS, MOST_NEAR = 5, 20
# Shorter words are near to too many others.
SHORTEST = 4
# From so many letters, two of them may be wrong.
LONG = 7


def correct_spelling(typed: str) -> str:
    """Return `typed` with near spellings of the words that no article has.

    The same, if there are none. Words that are not wanted are left as they are.
    """
    typed = typed[:QUERY_LENGTH]
    vocabulary = _load_vocabulary(read_epoch())
    unknown = [
        word
        for word in _wanted_words(typed)
        if len(word[0]) >= SHORTEST and word[0].lower() not in vocabulary
    ]
    pieces, at = [], 0
    for word in unknown[:MOST_WORDS]:
        near = "" if _is_anywhere(word[0]) else _find_near(word[0], vocabulary)
        if near:
            pieces += [typed[at : word.start()], near]
            at = word.end()
    return "".join([*pieces, typed[at:]])


def _wanted_words(typed: str) -> list[re.Match[str]]:
    return [
        word
        for part in PART.finditer(typed)
        if not (part["minus"] or part["dash"] or part["word"] == "OR")
        for word in WORD.finditer(typed, part.start(), part.end())
    ]


def _is_anywhere(word: str) -> bool:
    query = parse_query(f'"{word}"')
    return query is not None and matching(Article.objects.all(), query).exists()


def _find_near(word: str, vocabulary: Counter[str]) -> str:
    """Return the nearest word of the vocabulary, the most frequent of several."""
    furthest = 2 if len(word) >= LONG else 1
    near = extract(
        word.lower(),
        vocabulary.keys(),
        scorer=OSA.distance,
        score_cutoff=furthest,
        limit=MOST_NEAR,
        processor=None,
    )
    best = min(near, key=lambda each: (each[1], -vocabulary[each[0]]), default=("",))
    return str(best[0])


@lru_cache(maxsize=1)
def _load_vocabulary(_epoch: int) -> Counter[str]:
    """Return the words of names and of the newest titles, with how often they come."""
    titles = Article.objects.newest_first().values_list("headline", "lead")[:TITLES]
    names = [
        *Alias.objects.filter(is_active=True).values_list("name", flat=True),
        *SourceName.objects.filter(
            is_active=True, kind=SourceName.Kind.NAME
        ).values_list("value", flat=True),
    ]
    words: Counter[str] = Counter()
    for text in (*(headline or lead for headline, lead in titles), *names):
        words.update(WORD.findall(text.lower()))
    return words
