"""`manage.py extract`: one object a file, whatever the file."""

import hashlib
import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command


def run(*paths: Path) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("extract", *map(str, paths), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_row_says_where_the_facts_are_from(tmp_path: Path) -> None:
    path = tmp_path / "satu.txt"
    path.write_text("JAKARTA, KOMPAS.com - Pasar dibuka.\n", encoding="utf-8")
    [row] = run(tmp_path)
    assert row["path"] == str(path)
    assert row["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert row["outlet"]["domain"] == "kompas.com"
    assert row["body"] == "JAKARTA, KOMPAS.com - Pasar dibuka."


def test_other_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lama.txt"
    path.write_bytes("“Pasar” dibuka lagi oleh warga desa.".encode("cp1252"))
    [row] = run(path)
    assert path.read_bytes().decode(row["encoding"]).startswith("“Pasar”")


def test_unreadable_file_gets_its_row_with_nulls_and_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "biner.txt"
    path.write_bytes(b"\x00\x01\x02\x03" * 64)
    [row] = run(path)
    assert row["error"]
    assert row["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (row["outlet"], row["published"], row["body"]) == (None, None, "")


def test_missing_file_gets_its_row(tmp_path: Path) -> None:
    [row] = run(tmp_path / "tiada.txt")
    assert row["error"]
    assert row["sha256"] == ""
