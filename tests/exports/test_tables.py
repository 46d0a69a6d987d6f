"""CSV and JSON Lines."""

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from articles.exports import FORMS, Export, Record, Thing
from tests.exports.records import EXPORT, HARIAN, make_record

RUSSIA = Thing("Rusia", "russia", "https://archive.example/entities/russia/", "place")
RECORD = make_record(
    "2024-05-14~",
    headline="Judul, dengan “tanda”\ndan baris",
    outlet=HARIAN,
    wire=("AFP", "Antara"),
    entities=(RUSSIA,),
    body="Isi berita.",
)


def read_csv(*records: Record, export: Export = EXPORT) -> list[dict[str, str]]:
    text = "".join(FORMS["csv"].write([list(records)], export))
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def read_json_lines(*records: Record, export: Export = EXPORT) -> list[dict]:
    text = "".join(FORMS["jsonl"].write([list(records)], export))
    return [json.loads(line) for line in text.splitlines()]


def test_a_row_says_what_the_record_says_and_where_it_is_from() -> None:
    (row,) = read_csv(RECORD)
    assert (
        row
        | {
            "permalink": RECORD.url,
            "headline": RECORD.headline,
            "outlet": "Harian Contoh",
            "wire": "AFP | Antara",
            "published": "2024-05-14~",
            "published_earliest": "2024-05-13",
            "published_latest": "2024-05-15",
            "published_basis": "stated",
            "review_status": "unreviewed",
            "entities": "Rusia",
            "extractor_version": "1",
            "query": "outlet=harian",
            "exported_at": "2026-01-02T03:04:00+00:00",
        }
        == row
    )
    assert "body" not in row


def test_both_forms_have_the_same_columns() -> None:
    for export in (EXPORT, replace(EXPORT, has_bodies=True)):
        (row,), (item,) = (
            read_csv(RECORD, export=export),
            read_json_lines(RECORD, export=export),
        )
        assert list(row) == list(item)


def test_what_is_unknown_is_empty() -> None:
    (row,), (item,) = read_csv(make_record()), read_json_lines(make_record())
    assert row["outlet"] == row["published"] == ""
    assert item["outlet"] is item["published"] is item["published_earliest"] is None
    assert item["wire"] == item["entities"] == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    title = f'{start}HYPERLINK("http://example.org")'
    (row,) = read_csv(make_record(headline=title, wire=(title,), authors=(title,)))
    for name in ("headline", "wire", "authors"):
        assert row[name].startswith("'")
    (item,) = read_json_lines(make_record(headline=title))
    assert item["headline"] == title


def test_bodies_are_there_where_they_may_be() -> None:
    (row,) = read_csv(RECORD, export=replace(EXPORT, has_bodies=True))
    assert row["body"] == "Isi berita."


def test_a_spreadsheet_sees_that_it_is_unicode() -> None:
    assert "".join(FORMS["csv"].write([], EXPORT)).startswith("\ufeffid,permalink,")
