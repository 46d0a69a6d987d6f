"""The command line of `script/bench`."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.database import database
from tests.benchmarks.extract import measure_extraction
from tests.benchmarks.report import to_markdown
from tests.benchmarks.texts import make_dumps, read_corpus


def main(arguments: list[str]) -> int:
    """Measure what is asked for; print it, and write it as JSON if asked."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument(
        "what", choices=["extract", "ingest", "archive"], nargs="?", default="archive"
    )
    parser.add_argument("--articles", type=int, default=10_000, metavar="N")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--corpus", type=Path, help="JSON Lines with a “body” each")
    parser.add_argument(
        "--datasette", type=Path, metavar="PROGRAM", help="to be measured beside it"
    )
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    measures = {"extract": _extract, "ingest": _ingest, "archive": _archive}
    result = measures[options.what](options)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2), encoding="utf-8")
    return 0


def _extract(options: argparse.Namespace) -> dict[str, Any]:
    texts = (
        read_corpus(options.corpus, options.articles)
        if options.corpus
        else make_dumps(options.articles)
    )
    result = measure_extraction(list(texts))
    sys.stdout.write(json.dumps(result, indent=2) + "\n")
    return result


def _ingest(options: argparse.Namespace) -> dict[str, Any]:
    with database(options.database):
        # Django is set up only now.
        from django.core.management import call_command

        from tests.benchmarks.ingest import measure_ingest

        call_command("migrate", verbosity=0)
        result = measure_ingest(_read_texts(options))
    sys.stdout.write(json.dumps(result, indent=2) + "\n")
    return result


def _read_texts(options: argparse.Namespace) -> list[str]:
    return list(read_corpus(options.corpus, 10_000)) if options.corpus else []


def _archive(options: argparse.Namespace) -> dict[str, Any]:
    with database(options.database):
        # Models can be imported only now.
        from tests.benchmarks.measure import measure_archive

        result = measure_archive(
            options.articles, _read_texts(options), options.datasette
        )
    result["database"] = options.database
    sys.stdout.writelines(f"{line}\n" for line in to_markdown(result))
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
