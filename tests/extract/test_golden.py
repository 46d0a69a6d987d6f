"""Whole extractions of made-up dumps, one per layout, held against stored JSON.

`pytest tests/extract/test_golden.py --rewrite-golden` writes what is extracted now;
read the difference before it is committed.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from articles.extract import Extractor, to_json
from articles.knowledge import load_shipped
from tests.extract.documents import make_document

FOLDER = Path(__file__).parent / "golden"
CASES = sorted(FOLDER.glob("*.txt"))
# Found by stages with cases of their own.
ELSEWHERE = ("mentions", "quotes", "candidates")


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_dump_gives_the_stored_facts(path: Path, pytestconfig: pytest.Config) -> None:
    facts = extract_facts(path)
    stored = path.with_suffix(".json")
    if pytestconfig.getoption("--rewrite-golden"):
        stored.write_text(
            json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    assert facts == json.loads(stored.read_text(encoding="utf-8"))


def test_every_stored_extraction_has_its_dump() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {p.stem for p in CASES}


def extract_facts(path: Path) -> dict[str, Any]:
    document = make_document(path.read_bytes().decode("utf-8"))
    article = Extractor(load_shipped()).extract(document, today=date(2026, 11, 21))
    facts = {k: v for k, v in to_json(article).items() if k not in ELSEWHERE}
    return dict(json.loads(json.dumps(facts)))
