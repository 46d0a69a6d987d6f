"""The whole archive measured: loaded, browsed, and loaded again from raw files."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from django.core.management import call_command
from django.db import connection

from articles.ingest import ingest
from articles.models import Article
from tests.benchmarks.archive import Archive, Loader
from tests.benchmarks.http import measure_http
from tests.benchmarks.pages import measure_pages
from tests.benchmarks.texts import make_dumps

# Raw files that are read, extracted and stored to see how fast that is.
DUMPS = 1_000
JOBS = 2


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
        "articles_per_s": measure_ingest(),
    }
    return {
        "articles": size,
        "pages": pages[size],
        "ingest": ingest,
        "http": measure_http(archive, datasette),
        "growth": _growth(pages),
    }


def measure_ingest() -> float:
    """Return the articles a second from raw files into the archive."""
    with TemporaryDirectory() as folder:
        for number, text in enumerate(make_dumps(DUMPS)):
            (Path(folder) / f"{number:06d}.txt").write_text(text, encoding="utf-8")
        start = perf_counter()
        ingest([Path(folder)], by="bench", jobs=JOBS)
        return round(DUMPS / (perf_counter() - start), 1)


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
