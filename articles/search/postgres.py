"""PostgreSQL: a `tsvector` of the analysed text under a GIN index.

The vectors are written as literals and the queries as `tsquery`, past PostgreSQL's
own parser and dictionaries, so that the analyser alone says what a term is.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, repeat

from django.db import connection
from django.db.models import BooleanField, F, QuerySet
from django.db.models.expressions import RawSQL

from articles.connection import find_connection
from articles.load import insert_rows
from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.search.analyze import analyze
from articles.search.query import Clause, Item, Query
from articles.search.tiers import mark, title_terms

# In every row, for a query that only says what it does not want.
EVERY = "_every"
# No phrase reaches from the title's last word to the body's first.
GAP = 10
# Its own limits, https://www.postgresql.org/docs/current/textsearch-limitations.html
POSITIONS_A_TERM = 256
LAST_POSITION = 16_383


def put(articles: Sequence[Article]) -> None:
    rows = ((article.pk, make_vector(article)) for article in articles)
    insert_rows("articles_search", ("article_id", "vector"), rows)


def remove(articles: Sequence[Article]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM articles_search WHERE article_id = ANY(%s)",
            [[article.pk for article in articles]],
        )


def find_wrong(articles: Sequence[Article]) -> set[int]:
    """Return the ids of those that are not in the index as `put` would put them."""
    wrong = set()
    with connection.cursor() as cursor:
        for article in articles:
            cursor.execute(
                "SELECT vector = %s::tsvector FROM articles_search "
                "WHERE article_id = %s",
                [make_vector(article), article.pk],
            )
            if cursor.fetchall() != [(True,)]:
                wrong.add(article.pk)
    return wrong


def find_strays() -> list[int]:
    """Return the keys in the index that are no readable article's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT article_id FROM articles_search WHERE NOT EXISTS "
            "(SELECT FROM articles_article AS article "
            "WHERE article.id = article_id AND NOT article.is_hidden)"
        )
        return [key for (key,) in cursor.fetchall()]


def is_sound() -> bool:
    """Nothing to look at: `pg_amcheck` looks into indexes."""
    return True


def remove_strays() -> None:
    """Nothing to do: rows of the index go with their articles."""


def matching(articles: ArticleQuerySet, query: Query) -> ArticleQuerySet:
    hits = "SELECT article_id FROM articles_search WHERE vector @@ %s::tsquery"
    found = RawSQL(hits, [compile_query(query)])  # noqa: S611 - passed as a parameter
    return articles.filter(pk__in=found)


def leading(query: Query) -> QuerySet:
    articles = Article.objects.annotate(walk=F("pos"))
    # A sum is in no index: so what was found is sorted, rather than looked for in
    # all articles by date.
    return matching(articles, query).order_by((F("walk") + 0).desc())


def probing(articles: ArticleQuerySet, query: Query) -> ArticleQuerySet:
    # OFFSET keeps the planner from turning it into a join with all that match.
    probe = (
        "EXISTS (SELECT FROM articles_search WHERE article_id = articles_article.id "
        "AND vector @@ %s::tsquery OFFSET 0)"
    )
    is_hit = RawSQL(probe, [compile_query(query)], BooleanField())  # noqa: S611 - as above
    return articles.filter(is_hit)


def estimate(query: Query) -> int:
    """Return what the planner thinks: it knows how often a term comes."""
    with find_connection().cursor() as cursor:
        cursor.execute(
            "EXPLAIN (FORMAT JSON) "
            "SELECT FROM articles_search WHERE vector @@ %s::tsquery",
            [compile_query(query)],
        )
        (plan,) = cursor.fetchone()[0]
    return int(plan["Plan"]["Plan Rows"])


def make_vector(article: Article) -> str:
    """Return the `tsvector` literal of an article: its title, marked too, and body."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    title = title_terms(article)
    for terms, first in (
        (title, 1),
        (mark(title), 1),
        (analyze(article.body), len(title) + GAP),
    ):
        positions = chain(range(first, LAST_POSITION), repeat(LAST_POSITION))
        for term, position in zip(terms, positions, strict=False):
            places[term].append(position)
    literals = (
        f"'{term}':{','.join(map(str, positions[:POSITIONS_A_TERM]))}"
        for term, positions in places.items()
    )
    return " ".join((f"'{EVERY}'", *literals))


def compile_query(query: Query) -> str:
    """Return the query as a `tsquery` literal."""
    wanted = " | ".join(f"({_clause(clause)})" for clause in query.clauses)
    if query.but_not is None:
        return wanted
    return f"({wanted}) & !({compile_query(query.but_not)})"


def _clause(clause: Clause) -> str:
    wanted = " & ".join(_item(item) for item in clause.wanted) or f"'{EVERY}'"
    unwanted = " | ".join(_item(item) for item in clause.unwanted)
    return f"({wanted}) & !({unwanted})" if unwanted else wanted


def _item(item: Item) -> str:
    return f"({' | '.join(_phrase(phrase) for phrase in item.phrases)})"


def _phrase(phrase: tuple[str, ...]) -> str:
    # Terms are letters, digits and underscores: nothing in them needs quoting.
    terms = (f"'{term}'" for term in phrase)
    return f"({' <-> '.join(terms)})"
