import pytest
from django.utils.translation import override

from articles.templatetags.dates import edtf_in_words, machine_readable


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        pytest.param("2024-05-16", "16 May 2024", id="day"),
        pytest.param("2024-05-16T19:30", "16 May 2024, 19:30", id="minute"),
        pytest.param("2024-05-16T19:30:05+07:00", "16 May 2024, 19:30", id="second"),
        pytest.param("2024-05", "May 2024", id="month"),
        pytest.param("2024-05-XX", "May 2024", id="some_day_of_a_month"),
        pytest.param("2024", "2024", id="year"),
        pytest.param("2024-XX", "2024", id="some_month_of_a_year"),
        pytest.param("2024-05-14~", "about 14 May 2024", id="approximate"),
        pytest.param("2024-05-14?", "perhaps 14 May 2024", id="uncertain"),
        pytest.param("2024-05-14%", "perhaps about 14 May 2024", id="both"),
        pytest.param("2024-05-14/2024-05-16", "14–16 May 2024", id="within_a_month"),
        pytest.param(
            "2024-04-28/2024-05-02", "28 April – 2 May 2024", id="within_a_year"
        ),
        pytest.param(
            "2023-12-30/2024-01-02",
            "30 December 2023 – 2 January 2024",
            id="across_years",
        ),
        pytest.param(
            "2024-05-14/2024-05-16~", "14 May 2024 – about 16 May 2024", id="one_end"
        ),
        pytest.param("2024-03/2024-05", "March 2024 – May 2024", id="months"),
        pytest.param("2024-05-14/..", "from 14 May 2024", id="open_end"),
        pytest.param("../2024-05-14", "until 14 May 2024", id="open_start"),
        pytest.param("", "No date", id="nothing"),
        pytest.param("2024-21", "2024-21", id="a_form_without_words"),
        pytest.param("2024-02-31", "2024-02-31", id="no_day_of_the_calendar"),
        pytest.param("spring/2024", "spring/2024", id="no_interval"),
    ],
)
def test_a_date_is_written_no_more_exactly_than_it_is_known(
    edtf: str, words: str
) -> None:
    with override("en"):
        assert edtf_in_words(edtf) == words


def test_a_date_is_written_in_the_readers_language() -> None:
    with override("id"):
        assert edtf_in_words("2024-05-16") == "16 Mei 2024"


@pytest.mark.parametrize("edtf", ["2024", "2024-05", "2024-05-16", "2024-05-16T19:30"])
def test_a_certain_date_is_machine_readable(edtf: str) -> None:
    assert machine_readable(edtf) == edtf


@pytest.mark.parametrize("edtf", ["", "2024-05-16~", "2024-05-XX", "2024-05/2024-06"])
def test_a_doubtful_date_is_not_given_to_machines(edtf: str) -> None:
    assert machine_readable(edtf) == ""
