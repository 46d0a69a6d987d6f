"""The command line of `script/bench`."""

import argparse
import json
import sys
from pathlib import Path

from tests.benchmarks.extract import measure_extraction
from tests.benchmarks.texts import make_dumps, read_corpus


def main(arguments: list[str]) -> int:
    """Measure what is asked for; print it, and write it as JSON if asked."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("what", choices=["extract"])
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    parser.add_argument("--corpus", type=Path, help="JSON Lines with a “body” each")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    texts = (
        read_corpus(options.corpus, options.articles)
        if options.corpus
        else make_dumps(options.articles)
    )
    result = measure_extraction(list(texts))
    sys.stdout.write(json.dumps(result, indent=2) + "\n")
    if options.json:
        options.json.write_text(json.dumps(result, indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
