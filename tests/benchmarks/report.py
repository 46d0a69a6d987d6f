"""What was measured, as a table to read."""

from collections.abc import Iterator
from typing import Any

COLUMNS = (
    "p50_ms",
    "p95_ms",
    "sql_ms",
    "sql_p95_ms",
    "sql_cpu_ms",
    "queries",
    "rows_read",
)


def to_markdown(result: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a report in Markdown."""
    yield f"| class | part | {' | '.join(COLUMNS)} | SQL grows |"
    yield f"|---|---|{'---|' * (len(COLUMNS) + 1)}"
    growth = {(row["class"], row["part"]): row["sql_ratio"] for row in result["growth"]}
    for page in result["pages"]:
        cells = (str(page[name]) for name in COLUMNS)
        ratio = growth.get((page["class"], page["part"]), "")
        yield f"| {page['class']} | {page['part']} | {' | '.join(cells)} | {ratio} |"
    yield ""
    for name, value in result["ingest"].items():
        yield f"- {name}: {value}"
    yield ""
    yield "| class | requests/s | no page kept | with ETag | Datasette |"
    yield "|---|---|---|---|---|"
    for kind in result["http"]:
        other = kind["datasette_per_s"] or ""
        rates = (kind[f"{name}_per_s"] for name in ("requests", "made", "with_etag"))
        yield f"| {kind['class']} | {' | '.join(map(str, rates))} | {other} |"
