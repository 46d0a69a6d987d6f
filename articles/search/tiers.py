"""Best first: articles whose titles say what is looked for come before the others.

A title's terms are in the index a second time, marked. So each tier of what is found
is a query like any other, which both engines answer by looking up rather than by
weighing texts, and of which the newest can be read first at any size.
"""

from collections.abc import Iterable
from dataclasses import replace

from articles.models import Article
from articles.search.analyze import analyze
from articles.search.query import Clause, Item, Query

# No text's term has an underscore.
MARK = "__"


def title_terms(article: Article) -> list[str]:
    """Return the terms of what the archive shows as an article's title."""
    return analyze(article.headline or article.lead)


def mark(terms: Iterable[str]) -> list[str]:
    """Return the terms as they stand in the index a second time."""
    return [f"{MARK}{term}" for term in terms]


def make_tiers(query: Query) -> list[Query]:
    """Return what finds the same articles as `query`, each once, the best first.

    First those with everything that is wanted in their titles, then those with some
    of it there, then the rest.
    """
    if not query.wanted:
        return [query]
    whole = Query(tuple(map(_in_title, filter(_is_wanting, query.clauses))))
    if all(len(clause.wanted) < 2 for clause in query.clauses):
        return [whole, replace(query, but_not=whole)]
    phrases = tuple(phrase for item in whole.wanted for phrase in item.phrases)
    some = Query(
        tuple(
            replace(clause, wanted=(*clause.wanted, Item("", phrases)))
            for clause in query.clauses
        )
    )
    return [whole, replace(some, but_not=whole), replace(query, but_not=some)]


def _is_wanting(clause: Clause) -> bool:
    return bool(clause.wanted)


def _in_title(clause: Clause) -> Clause:
    wanted = tuple(
        replace(item, phrases=tuple(tuple(mark(phrase)) for phrase in item.phrases))
        for item in clause.wanted
    )
    return replace(clause, wanted=wanted)
