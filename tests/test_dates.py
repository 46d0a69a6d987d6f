import re
from datetime import date

import pytest

from articles.dates import parse_published


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        pytest.param("2024-05-14", "2024-05-14", "2024-05-14", id="day"),
        pytest.param("2024-03", "2024-03-01", "2024-03-31", id="month"),
        pytest.param("2024", "2024-01-01", "2024-12-31", id="year"),
        pytest.param("2024-05-14~", "2024-05-13", "2024-05-15", id="about_a_day"),
        pytest.param(
            "2024-05-14/2024-05-16", "2024-05-14", "2024-05-16", id="interval"
        ),
        pytest.param(
            "2024-05-14T10:30:00", "2024-05-14", "2024-05-14", id="day_and_time"
        ),
    ],
)
def test_edtf_gives_its_first_and_last_day(
    edtf: str, earliest: str, latest: str
) -> None:
    published = parse_published(edtf, "curated")
    assert published.earliest == date.fromisoformat(earliest)
    assert published.latest == date.fromisoformat(latest)
    assert (published.edtf, published.basis) == (edtf, "curated")


@pytest.mark.parametrize(
    "edtf",
    [
        pytest.param("14 Mei 2024", id="words"),
        pytest.param("2024-02-30", id="no_such_day"),
        pytest.param("2024-05/..", id="open_end"),
        pytest.param("2024-05-14/", id="end_left_out"),
        pytest.param("/2024", id="start_left_out"),
        pytest.param("?2024-05-14", id="doubt_before"),
        pytest.param("9999-12-31~", id="no_day_after_it"),
        pytest.param("0001-01-01~", id="no_day_before_it"),
        pytest.param("2024-05-14T20:00:00Z", id="zone"),
        pytest.param("2024-05-14" * 20, id="too_long"),
        pytest.param("", id="empty"),
        pytest.param("2024-05-16/2024-05-14", id="ends_before_it_starts"),
    ],
)
def test_what_is_no_closed_edtf_is_refused_with_its_words(edtf: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"“{edtf}”")):
        parse_published(edtf, "sidecar")
