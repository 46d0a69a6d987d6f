"""The same articles as Datasette serves them: one table, with words and two facets."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from articles.models import Article

TABLE = """
CREATE TABLE articles (
    id integer PRIMARY KEY, pos integer, outlet text, month text, published text,
    headline text, body text
);
"""
INDEXES = """
CREATE INDEX by_pos ON articles (pos);
CREATE INDEX by_outlet ON articles (outlet, pos);
CREATE INDEX by_month ON articles (month, pos);
CREATE INDEX by_outlet_and_month ON articles (outlet, month, pos);
CREATE VIRTUAL TABLE words USING fts5 (headline, body, content="articles",
    content_rowid="id");
INSERT INTO words (words) VALUES ('rebuild');
ANALYZE;
"""
# What its pages of a table show beside 25 rows, the newest first.
SHOWN = [
    ("_sort_desc", "pos"),
    ("_size", "25"),
    ("_facet", "outlet"),
    ("_facet", "month"),
]


def write_database(path: Path) -> None:
    """Write the archive's articles to a SQLite database at `path`."""
    with sqlite3.connect(path) as database:
        database.executescript(TABLE)
        rows = "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)"
        database.executemany(rows, _rows())
        database.executescript(INDEXES)


def _rows() -> Iterator[Sequence[object]]:
    articles = Article.objects.values_list(
        "pk", "pos", "outlet__slug", "published_latest", "headline", "body"
    )
    for pk, pos, outlet, day, headline, body in articles.iterator():
        shown = day.isoformat() if day else None
        yield pk, pos, outlet, shown and shown[:7], shown, headline, body


def datasette_paths(paths: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return where Datasette has the same pages."""
    return {name: [_path(path) for path in each] for name, each in paths.items()}


def _path(path: str) -> str:
    parts = urlsplit(path)
    if parts.path != "/":
        # /articles/4-kunjungi-cina/
        return f"/bench/articles/{parts.path.split('/')[2].split('-')[0]}"
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    query = [*SHOWN]
    if "outlet" in asked:
        query.append(("outlet", asked["outlet"]))
    if "published_after" in asked:
        query.append(("month", asked["published_after"][:7]))
    if "q" in asked:
        query.append(("_search", asked["q"]))
    if "after" in asked:
        pos = int(asked["after"])
        query.append(("_next", f"{pos},{pos & (2**30 - 1)}"))
    return f"/bench/articles?{urlencode(query)}"
