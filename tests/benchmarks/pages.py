"""What each kind of page costs: time, SQL, queries, rows and buffers read."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test import Client

from articles.facets import count_facets
from articles.filters import ArticleFilter
from articles.histogram import find_histogram
from articles.models import Article
from articles.views.articles import PAGE_SIZE
from articles.views.keyset import Cursor, make_page
from tests.benchmarks.archive import COMMON_RANK, RARE_WORD, Archive

RUNS = 5  # of each address, after one that warms up
SECONDS = 3.0  # after so long no further run is begun
DEEP_PAGE = 5_000
# The kinds of lists of which requests a second are counted too.
SERVED = (
    "newest",
    "outlet",
    "outlet+month",
    "deep page",
    "search: rare",
    "search: common",
    "search: outlet",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of pages, as the parameters of some of its lists."""

    name: str
    lists: tuple[dict[str, Any], ...]


@dataclass(slots=True)
class Watch:
    """Keeps the queries that were asked."""

    asked: list[tuple[str, Any]] = field(default_factory=list)

    def __call__(
        self, execute: Any, sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        self.asked.append((sql, params))
        return execute(sql, params, many, context)

    def ask_again(self) -> tuple[float, float]:
        """Return the seconds that the queries alone take, and the processor's.

        To their last row: SQLite finds rows as they are fetched.
        """
        start, worked = perf_counter(), read_processor()
        with connection.cursor() as cursor:
            for sql, params in self.asked:
                cursor.execute(sql, params)
                cursor.fetchall()
        return perf_counter() - start, read_processor() - worked


def read_processor() -> float:
    """Return the seconds that the database has worked for us, whatever else ran.

    SQLite works in this process, and PostgreSQL in one of its own on this machine.
    """
    if connection.vendor != "postgresql":
        return thread_time()
    connection.ensure_connection()
    process = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(process.read_text().split()[0]) / 1e9 if process.exists() else 0.0


def kinds(archive: Archive) -> tuple[Kind, ...]:
    """Return the kinds of lists there are, each with the more and the less common."""
    outlets = [f"outlet-{rank}" for rank in (0, 10, 100)]
    ranks = (0, 20, 500)
    entities = [f"entity-{rank}" for rank in ranks if rank < archive.size // 2]
    month = {"published_after": "2019-03-01", "published_before": "2019-03-31"}
    word = archive.words[COMMON_RANK]
    return (
        Kind("newest", ({},)),
        Kind("outlet", tuple({"outlet": slug} for slug in outlets)),
        Kind("outlet+month", tuple({"outlet": slug, **month} for slug in outlets)),
        Kind("entity", tuple({"entity": slug} for slug in entities)),
        Kind(
            "entity+outlet",
            tuple({"entity": slug, "outlet": "outlet-1"} for slug in entities),
        ),
        Kind("event", ({"event": "event-1"}, {"event": "event-7"})),
        Kind("undated", ({"dated": "none"},)),
        Kind("deep page", ({"after": _deep_cursor()},)),
        Kind("search: rare", ({"q": RARE_WORD},)),
        Kind("search: common", ({"q": word},)),
        Kind("search: phrase", ({"q": f'"{archive.phrase}"'},)),
        Kind("search: outlet", tuple({"q": word, "outlet": slug} for slug in outlets)),
        Kind("search: dates", ({"q": word, **month},)),
        Kind("search: entity", tuple({"q": word, "entity": s} for s in entities)),
    )


def archive_paths(archive: Archive) -> dict[str, list[str]]:
    """Return the addresses that a server is asked for, by kind of page."""
    paths = {
        kind.name: [f"/?{urlencode(parameters)}" for parameters in kind.lists]
        for kind in kinds(archive)
        if kind.name in SERVED
    }
    return paths | {"detail": _details()}


def _details() -> list[str]:
    some = Article.objects.order_by("pk")[:5]
    return [article.get_absolute_url() for article in some]


def _deep_cursor() -> int:
    total = Article.objects.count()
    place = min((DEEP_PAGE - 1) * PAGE_SIZE, total * 9 // 10) - 1
    positions = Article.objects.newest_first().values_list("pos", flat=True)
    return int(positions[place])


def measure_pages(archive: Archive) -> Iterator[dict[str, Any]]:
    """Yield what each kind of page costs, whole and by its parts."""
    client = Client(SERVER_NAME="localhost")
    for kind in kinds(archive):
        queries = [urlencode(parameters) for parameters in kind.lists]
        parts: dict[str, Callable[[str], object]] = {
            "page": lambda query: _get(client, f"/?{query}"),
            "list": _list,
            "facets": _count,
            "facets kept": _facets,
        }
        for part, run in parts.items():
            yield {"class": kind.name, "part": part} | measure(run, queries)
    yield {"class": "detail", "part": "page"} | measure(
        lambda address: _get(client, address), _details()
    )


def _get(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        message = f"{address} answered {response.status_code}"
        raise RuntimeError(message)


def _filter(query: str) -> ArticleFilter:
    return ArticleFilter(QueryDict(query), queryset=Article.objects.for_list())


def _list(query: str) -> None:
    cursor = Cursor.from_query(QueryDict(query))
    make_page(_filter(query), cursor, PAGE_SIZE)


def _facets(query: str) -> None:
    articles = _filter(query)
    count_facets(articles)
    find_histogram(articles)


def _count(query: str) -> None:
    """As for the first reader after a change."""
    cache.clear()
    _facets(query)


def measure(run: Callable[[str], object], inputs: Sequence[str]) -> dict[str, Any]:
    """Return the costs of `run` over `inputs`: quantiles in milliseconds."""
    whole, sql, worked, watch = [], [], [], Watch()
    began = perf_counter()
    for each in inputs:
        run(each)
        for _ in range(RUNS):
            watch = Watch()
            start = perf_counter()
            with connection.execute_wrapper(watch):
                run(each)
            whole.append(perf_counter() - start)
            seconds, processor = watch.ask_again()
            sql.append(seconds)
            worked.append(processor)
            if perf_counter() - began > SECONDS:
                break
    rows, buffers = _read_by(watch.asked)
    return {
        "p50_ms": _quantile(whole, 0.5),
        "p95_ms": _quantile(whole, 0.95),
        "sql_ms": _quantile(sql, 0.5),
        "sql_p95_ms": _quantile(sql, 0.95),
        "sql_cpu_ms": _quantile(worked, 0.5),
        "sql_cpu_p95_ms": _quantile(worked, 0.95),
        "queries": len(watch.asked),
        "rows_read": rows,
        "buffers": buffers,
    }


def _quantile(seconds: Sequence[float], share: float) -> float:
    ranked = sorted(seconds)
    return round(1000 * ranked[ceil(share * len(ranked)) - 1], 2)


def _read_by(asked: Sequence[tuple[str, Any]]) -> tuple[int | None, int | None]:
    """Return the rows that queries look at and their buffers, where it is told."""
    if connection.vendor != "postgresql":
        return None, None
    rows = buffers = 0
    with connection.cursor() as cursor:
        for sql, params in asked:
            if not re.match(r"\s*\(*(SELECT|WITH)\b", sql):
                continue
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
            (answer,) = cursor.fetchone()
            plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]
            buffers += plan["Plan"]["Shared Hit Blocks"]
            buffers += plan["Plan"]["Shared Read Blocks"]
            rows += sum(_rows(node) for node in _leaves(plan["Plan"]))
    return rows, buffers


def _leaves(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if not node.get("Plans"):
        yield node
    for part in node.get("Plans", ()):
        yield from _leaves(part)


def _rows(node: dict[str, Any]) -> int:
    seen: float = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    return round(seen * int(node["Actual Loops"]))
