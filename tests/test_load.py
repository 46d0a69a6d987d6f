from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from articles.load import create_rows, find_ids, insert_rows, reserve_ids
from articles.models import Candidate, IngestRun, RawFile, Sighting
from tests.builders import make_article

pytestmark = pytest.mark.django_db
AT = datetime(2024, 5, 16, 7, 30, tzinfo=UTC)


def make_values(run: IngestRun, **values: Any) -> dict[str, Any]:
    return {
        "sha256": "0" * 64,
        "name": "tab\tand line\nand back\\slash.txt",
        "media_type": "text/plain",
        "encoding": "utf-8",
        "compressed": b"\x00\x01\\",
        "size": 3,
        "received_at": AT,
        "run_id": run.pk,
    } | values


@pytest.fixture
def run() -> IngestRun:
    return IngestRun.objects.create(started_at=AT, by="a test", extractor_version="1")


def test_what_is_loaded_is_what_was_given(run: IngestRun) -> None:
    create_rows([(RawFile, make_values(run))])
    stored = RawFile.objects.values().get(run=run)
    wanted = make_values(run) | {"url": "", "is_encoding_guessed": False}
    assert {**stored, "compressed": bytes(stored["compressed"])} == wanted | {
        "id": stored["id"]
    }


def test_values_of_json_are_loaded_as_such() -> None:
    values = {"started_at": AT, "by": "a test", "extractor_version": "1"}
    rejected = [{"file": "“a”.txt", "reason": "empty"}]
    create_rows([(IngestRun, values | {"rejected": rejected})])
    run = IngestRun.objects.get()
    assert (run.rejected, run.started_at, run.finished_at) == (rejected, AT, None)


def test_reserved_ids_rise_and_come_once(run: IngestRun) -> None:
    seen: list[int] = []
    for number in range(3):
        ids = reserve_ids(RawFile, 2)
        values = ({"sha256": f"{pk:064}", "id": pk} for pk in ids)
        create_rows((RawFile, make_values(run, **each)) for each in values)
        last = RawFile.objects.create(**make_values(run, sha256=f"x{number:063}"))
        seen += [*ids, last.pk]
    assert seen == sorted(set(seen))
    assert RawFile.objects.filter(run=run).count() == len(seen)


def test_rows_of_several_models_go_to_their_tables() -> None:
    article = make_article()
    candidate = Candidate.objects.create(name="Budi Santoso")
    values = {"article_id": article.pk, "candidate_id": candidate.pk}
    place = {"count": 1, "start": 0, "end": 12}
    create_rows([(Sighting, values | place), (Candidate, {"name": "Wati"})])
    assert candidate.sightings.get().end == 12
    assert Candidate.objects.get(name="Wati").decision == "open"


@pytest.mark.parametrize(
    ("values", "error"),
    [
        pytest.param({"run_id": None}, IntegrityError, id="no-run"),
        pytest.param({"size": -1}, IntegrityError, id="constraint"),
        pytest.param({"nmae": "a.txt"}, TypeError, id="no-such-column"),
    ],
)
def test_a_row_that_cannot_be_fails_with_all_others(
    run: IngestRun, values: dict[str, Any], error: type[Exception]
) -> None:
    rows = [make_values(run), make_values(run, sha256="1" * 64) | values]
    if "nmae" in values:
        rows.reverse()
    with pytest.raises(error), transaction.atomic():
        create_rows((RawFile, row) for row in rows)
    assert not RawFile.objects.filter(run=run).exists()


def test_rows_that_may_be_there_stay_as_they_are() -> None:
    columns, table = ("name", "kind", "decision"), Candidate._meta.db_table
    insert_rows(table, columns, [("Wati", "person", "never")])
    rows = [("Wati", "", "open"), ("Budi “B.” Santoso", "", "open")]
    insert_rows(table, columns, rows, may_be_there=True)
    stored = Candidate.objects.order_by("name").values_list(*columns)
    assert list(stored) == [rows[1], ("Wati", "person", "never")]


def test_ids_are_found_by_names_of_any_letters() -> None:
    names = ["Budi “B.” Santoso", "O'Neil", "D, E", "{F}", 'G"', "H\\"]
    made = {name: Candidate.objects.create(name=name).pk for name in names}
    Candidate.objects.create(name="Wati")
    table = Candidate._meta.db_table
    assert find_ids(table, "name", [*names, "Nobody"]) == made
    assert find_ids(table, "name", []) == {}
