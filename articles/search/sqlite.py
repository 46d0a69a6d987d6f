"""SQLite: an FTS5 table whose rowid is the article's `pos`, so hits come by date."""

from collections.abc import Sequence

from django.db import DatabaseError, connection, transaction
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from articles.load import insert_rows
from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.search.analyze import analyze
from articles.search.query import Clause, Item, Query
from articles.search.tiers import mark, title_terms

# In every row, for a query that only says what it does not want. No text's term has
# an underscore.
EVERY = "_every"
# More than this is many.
COUNTED = 10_001


def put(articles: Sequence[Article]) -> None:
    insert_rows("articles_search", ("rowid", "headline", "body"), make_rows(articles))


def make_rows(articles: Sequence[Article]) -> list[tuple[int, str, str]]:
    return [
        (
            article.pos,
            " ".join([*(title := title_terms(article)), *mark(title)]),
            " ".join([*analyze(article.body), EVERY]),
        )
        for article in articles
    ]


def remove(articles: Sequence[Article]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM articles_search WHERE rowid = %s",
            [(article.pos,) for article in articles],
        )


def find_wrong(articles: Sequence[Article]) -> set[int]:
    """Return the ids of those that are not in the index as `put` would put them."""
    wrong = set()
    with connection.cursor() as cursor:
        for article, (pos, *wanted) in zip(articles, make_rows(articles), strict=True):
            cursor.execute(
                "SELECT headline, body FROM articles_search WHERE rowid = %s", [pos]
            )
            if cursor.fetchall() != [tuple(wanted)]:
                wrong.add(article.pk)
    return wrong


def find_strays() -> list[int]:
    """Return the keys in the index that are no readable article's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM articles_search WHERE rowid NOT IN "
            "(SELECT pos FROM articles_article WHERE NOT is_hidden)"
        )
        return [key for (key,) in cursor.fetchall()]


def is_sound() -> bool:
    """Whether the index leads to the words it was made from."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO articles_search (articles_search, rank) "
                "VALUES ('integrity-check', 1)"
            )
    except DatabaseError:
        return False
    return True


def remove_strays() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM articles_search "
            "WHERE rowid NOT IN (SELECT pos FROM articles_article)"
        )


def matching(articles: ArticleQuerySet, query: Query) -> ArticleQuerySet:
    hits = "SELECT rowid FROM articles_search WHERE articles_search MATCH %s"
    found = RawSQL(hits, [compile_query(query)])  # noqa: S611 - passed as a parameter
    return articles.filter(pos__in=found)


def leading(query: Query) -> QuerySet:
    # The index is walked by its key, and each article looked up: a sign before the
    # key keeps the planner from the opposite. Not by the article's own key, which the
    # sort key holds: an index of outlets tells where an article is none of theirs.
    articles = Article.objects.annotate(walk=RawSQL("articles_search.rowid", []))
    found: QuerySet = articles.extra(
        tables=["articles_search"],
        where=["articles_search MATCH %s"],
        params=[compile_query(query)],
    ).filter(pos=RawSQL("+articles_search.rowid", []))
    return found.order_by("-walk")


def probing(articles: ArticleQuerySet, query: Query) -> ArticleQuerySet:
    probe = (
        "EXISTS (SELECT 1 FROM articles_search WHERE articles_search MATCH %s "
        "AND rowid = articles_article.pos)"
    )
    is_hit = RawSQL(probe, [compile_query(query)], BooleanField())  # noqa: S611 - as above
    return articles.filter(is_hit)


def estimate(query: Query) -> int:
    """Return how many match, counted up to `COUNTED`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM articles_search "
            "WHERE articles_search MATCH %s LIMIT %s)",
            [compile_query(query), COUNTED],
        )
        number: int = cursor.fetchone()[0]
    return number


def compile_query(query: Query) -> str:
    """Return the query in FTS5's language; https://www.sqlite.org/fts5.html"""
    wanted = " OR ".join(f"({_clause(clause)})" for clause in query.clauses)
    if query.but_not is None:
        return wanted
    return f"({wanted}) NOT ({compile_query(query.but_not)})"


def _clause(clause: Clause) -> str:
    wanted = " AND ".join(_item(item) for item in clause.wanted) or f'"{EVERY}"'
    unwanted = " OR ".join(_item(item) for item in clause.unwanted)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _item(item: Item) -> str:
    return f"({' OR '.join(_phrase(phrase) for phrase in item.phrases)})"


def _phrase(phrase: tuple[str, ...]) -> str:
    # Terms are letters, digits and underscores: nothing in them needs quoting twice.
    return f'"{" ".join(phrase)}"'
