"""The whole archive measured: loaded, browsed, and loaded again from raw files."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from articles.models import Article
from tests.benchmarks.archive import Archive, Loader
from tests.benchmarks.http import measure_http
from tests.benchmarks.ingest import measure_ingest
from tests.benchmarks.pages import measure_pages


def measure_archive(
    size: int, corpus: Sequence[str], datasette: Path | None
) -> dict[str, Any]:
    """Measure an archive of a tenth of `size` articles, then of all."""
    call_command("migrate", verbosity=0)
    archive = Archive(size, tuple(corpus))
    stored = Article.objects.count()
    loader = Loader(archive, stored)
    sizes = [step for step in (size // 10, size) if step > stored] or [size]
    pages: dict[int, list[dict[str, Any]]] = {}
    for step in sizes:
        loader.load(step)
        _analyze()
        pages[step] = list(measure_pages(archive))
    written = loader.stored - stored
    ingest = {
        "bytes_per_article": _bytes() // size,
        "stored_per_s": round(written / loader.seconds, 1) if written else None,
        **measure_ingest(corpus),
    }
    return {
        "articles": size,
        "pages": pages[size],
        "ingest": ingest,
        "http": measure_http(archive, datasette),
        "growth": _growth(pages),
    }


def _growth(pages: dict[int, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Compare each kind of page at one size with the same at the size before."""
    sizes = sorted(pages)
    return [
        {
            "class": more["class"],
            "part": more["part"],
            "from": small,
            "to": large,
            "sql_ratio": round(more["sql_ms"] / max(less["sql_ms"], 0.01), 2),
            "cpu_ratio": round(more["sql_cpu_ms"] / max(less["sql_cpu_ms"], 0.01), 2),
        }
        for small, large in pairwise(sizes)
        for less, more in zip(pages[small], pages[large], strict=True)
    ]


def _analyze() -> None:
    with connection.cursor() as cursor:
        is_postgresql = connection.vendor == "postgresql"
        cursor.execute("VACUUM ANALYZE" if is_postgresql else "ANALYZE")


def _bytes() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute(
                "SELECT page_count * page_size "
                "FROM pragma_page_count(), pragma_page_size()"
            )
        size: int = cursor.fetchone()[0]
        return size
