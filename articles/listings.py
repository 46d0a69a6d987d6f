"""The rows of `articles_listing`, made in SQL from what hangs on the articles.

Each says that an article stands under one value of a facet, and where in time.
"""

from collections.abc import Sequence
from typing import Any

ENTITY, EVENT, AGENCY, COARSE = 1, 2, 3, 4
# An article "about 14 May" is from one of three days. Those that can be from more
# are few, and found by themselves: see `articles.walk`.
COARSE_DAYS = 2
# Those are listed by how many days they reach at most; beyond the last, by no bound.
# So what may be from before a day is looked for among few that come after it.
COARSE_REACHES = (31, 366, 3_660)

_LISTED = """
INSERT INTO articles_listing (article_id, facet, value, pos)
SELECT DISTINCT article.id, {facet}, {value}, article.pos
FROM articles_article AS article {join}
WHERE NOT article.is_hidden AND {condition}
"""
_JOIN = "JOIN {table} AS part ON part.article_id = article.id"
_SPAN = {
    "postgresql": "article.published_latest - article.published_earliest",
    "sqlite": (
        "julianday(article.published_latest) - julianday(article.published_earliest)"
    ),
}
# Facet → the table, its column, and which of its rows count: mentions and coverage
# as the querysets `in_article` and `standing` say, and credits where an article rests
# on an agency's text, not where a photo does.
_FACETS = {
    ENTITY: ("articles_mention", "part.entity_id", "part.zone <> 'boilerplate'"),
    EVENT: ("articles_coverage", "part.event_id", "part.status <> 'rejected'"),
    AGENCY: (
        "articles_credit",
        "part.source_id",
        "part.role <> 'photo' AND part.source_id IN "
        "(SELECT id FROM articles_source WHERE kind = 'agency')",
    ),
}


def list_anew(vendor: str, cursor: Any, articles: Sequence[int]) -> None:
    """Write the listings of these articles, by their ids, anew.

    To be called in the transaction that changed what they are made from.
    """
    ids = ", ".join(["%s"] * len(articles))
    cursor.execute(
        f"DELETE FROM articles_listing WHERE article_id IN ({ids})", articles
    )
    for statement in _statements(vendor):
        cursor.execute(f"{statement} AND article.id IN ({ids})", articles)


def list_all(vendor: str, cursor: Any) -> None:
    """Write the listings of all articles, where there are none yet."""
    for statement in _statements(vendor):
        cursor.execute(statement)


def find_wrong(vendor: str, cursor: Any) -> list[tuple[int, ...]]:
    """Return what is listed and should not be, or should be and is not.

    Each as article, facet, value.
    """
    # A statement's first line is where the rows go.
    right = " UNION ".join(
        statement.strip().partition("\n")[2] for statement in _statements(vendor)
    )
    listed = "SELECT article_id, facet, value, pos FROM articles_listing"
    cursor.execute(
        f"WITH listed AS ({listed}), wanted AS ({right}) "
        "SELECT * FROM (SELECT * FROM listed EXCEPT SELECT * FROM wanted) AS surplus "
        "UNION SELECT * FROM "
        "(SELECT * FROM wanted EXCEPT SELECT * FROM listed) AS missing ORDER BY 1, 2, 3"
    )
    return sorted({tuple(row[:3]) for row in cursor.fetchall()})


def list_coarse(vendor: str, cursor: Any) -> None:
    """Write the listings of articles of coarse dates anew."""
    cursor.execute(f"DELETE FROM articles_listing WHERE facet = {COARSE}")
    cursor.execute(_list_coarse(vendor))


def _statements(vendor: str) -> list[str]:
    facets = [
        _LISTED.format(
            facet=facet,
            value=column,
            join=_JOIN.format(table=table),
            condition=condition,
        )
        for facet, (table, column, condition) in _FACETS.items()
    ]
    return [*facets, _list_coarse(vendor)]


def _list_coarse(vendor: str) -> str:
    span = _SPAN[vendor]
    reaches = " ".join(
        f"WHEN {span} <= {days} THEN {number}"
        for number, days in enumerate(COARSE_REACHES)
    )
    return _LISTED.format(
        facet=COARSE,
        value=f"CASE {reaches} ELSE {len(COARSE_REACHES)} END",
        join="",
        condition=f"{span} > {COARSE_DAYS}",
    )
