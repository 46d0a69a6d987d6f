"""Text reuse: candidates, containment, templates and shared passages."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extract.fingerprint import (
    GUARANTEED,
    RUN,
    WINDOW,
    Words,
    find_pairs,
    fingerprint,
    read_words,
)
from articles.extract.reuse import compare
from tests.extract.test_mentions import lines_of

LEAD = (
    "Petani di lereng gunung itu memanen kentang lebih awal karena hujan turun "
    "tiga pekan lebih cepat daripada biasanya, kata ketua kelompok tani setempat."
)
BACKGROUND = (
    "Lereng itu ditanami sejak warga membuka lahan bersama dan membagi air dari "
    "satu mata air, dan hasil panennya dijual di pasar kecamatan dua kali sepekan "
    "oleh koperasi yang mereka dirikan sendiri tanpa bantuan siapa pun."
)
OTHER = (
    "Koperasi lalu membeli sebuah truk bekas agar kentang tidak lagi dipikul "
    "turun, dan anak muda desa bergiliran mengemudikannya setiap hari pasar."
)


def words(text: str) -> Words:
    return read_words(text, lines_of(text))


def prices(day: str, base: int) -> str:
    sorts = ("merah", "kuning", "ungu", "putih", "hitam", "hijau")
    rows = "\n".join(f"Kentang {sort}: {base}{n}00" for n, sort in enumerate(sorts))
    return f"Harga kentang pada {day} di pasar kecamatan:\n{rows}"


def test_copy_with_a_shorter_end_is_the_same_text() -> None:
    reuse = compare(
        words(f"{LEAD}\n{BACKGROUND}\n{OTHER}"), words(f"{LEAD}\n{BACKGROUND}")
    )

    assert (reuse.verdict, reuse.containment) == ("same-text", 1.0)


def test_copied_background_under_two_leads_is_not_the_same_text() -> None:
    own_first = " ".join(f"satu{n}" for n in range(40))
    own_second = " ".join(f"dua{n}" for n in range(40))
    body = " ".join(f"kata{n}" for n in range(200))

    reuse = compare(words(f"{own_first}\n{body}"), words(f"{own_second}\n{body}"))

    assert reuse.containment > 0.7
    assert reuse.verdict == "shared-passages"


def test_other_texts_share_nothing() -> None:
    reuse = compare(words(LEAD), words(OTHER))

    assert (reuse.verdict, reuse.passages) == ("none", ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            f"{LEAD} Harga pada Senin (3/2/2025) tetap.\n{BACKGROUND}\n{OTHER}",
            f"{LEAD} Harga pada Sabtu (8/2/2025) turun.\n{BACKGROUND}\n{OTHER}",
            id="dates",
        ),
        pytest.param(
            f"{LEAD} Harga pada Senin tetap.\n{BACKGROUND}\n{OTHER}",
            f"{LEAD} Harga pada Ahad turun.\n{BACKGROUND}\n{OTHER}",
            id="weekdays",
        ),
    ],
)
def test_template_of_another_day_is_not_the_same_text(first: str, second: str) -> None:
    reuse = compare(words(first), words(second))

    assert reuse.containment > 0.7
    assert reuse.verdict == "template"


def test_table_with_other_figures_is_a_template() -> None:
    legend = f"{LEAD}\n{BACKGROUND}\n{OTHER}\n"

    reuse = compare(
        words(legend + prices("Senin", 17)), words(legend + prices("Senin", 23))
    )

    assert reuse.verdict == "template"


def test_same_table_is_the_same_text() -> None:
    reuse = compare(words(prices("Senin", 17)), words(prices("Senin", 17)))

    assert reuse.verdict == "same-text"


def test_mistaken_weekday_in_an_equal_text_is_forgiven() -> None:
    text = f"{LEAD}\n{BACKGROUND}\n{OTHER} {OTHER.upper()} Panen dimulai %s pagi."

    reuse = compare(words(text % "Senin"), words(text % "Selasa"))

    assert reuse.verdict == "same-text"


def test_passages_stand_where_the_texts_have_them() -> None:
    first, second = f"{OTHER}\n{BACKGROUND}", f"{BACKGROUND}\n{LEAD}"

    (passage,) = compare(words(first), words(second)).passages

    assert first[passage.first.start : passage.first.end] == BACKGROUND[:-1]
    assert second[passage.second.start : passage.second.end] == BACKGROUND[:-1]


def test_shared_words_in_a_row_share_a_fingerprint() -> None:
    shared = [f"kata{n}" for n in range(GUARANTEED)]

    first = fingerprint([*(f"a{n}" for n in range(50)), *shared, "akhir"])
    second = fingerprint(["mula", *shared, *(f"b{n}" for n in range(50))])

    assert first & second


def test_fingerprints_are_the_same_in_every_process() -> None:
    assert fingerprint(["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh"]) == {
        1641204042
    }


def test_pairs_are_those_that_share_fingerprints() -> None:
    texts = {"a": f"{LEAD} {BACKGROUND}", "b": f"{BACKGROUND} {LEAD}", "c": OTHER}
    prints = {key: fingerprint(words(text).texts) for key, text in texts.items()}

    assert find_pairs(prints) == [("a", "b")]


def test_too_short_texts_have_nothing_in_common() -> None:
    assert compare(words("Dua kata"), words("Dua kata")).verdict == "none"
    assert fingerprint(["dua", "kata"]) == frozenset()


WORDS = st.lists(st.sampled_from(["a", "b", "c", "Senin", "12", "3/4"]), max_size=60)


@given(WORDS, WORDS)
def test_any_texts_share_passages_that_are_alike(
    one: list[str], two: list[str]
) -> None:
    first, second = " ".join(one), " ".join(two)

    reuse = compare(words(first), words(second))

    assert 0 <= reuse.containment <= 1
    for passage in reuse.passages:
        assert (
            first[passage.first.start : passage.first.end].casefold()
            == second[passage.second.start : passage.second.end].casefold()
        )


@given(st.text(), st.text())
def test_any_text_can_be_compared(one: str, two: str) -> None:
    reuse = compare(words(one), words(two))

    assert bool(reuse.passages) == (reuse.verdict != "none")


@given(st.lists(st.sampled_from(["desa", "kota", "pasar", "Ärzte"]), max_size=60))
def test_fingerprints_are_the_least_hash_of_each_window(texts: list[str]) -> None:
    # Their definition, as an archive keeps them for good.
    hashes = [
        zlib.crc32(" ".join(texts[start : start + RUN]).encode())
        for start in range(len(texts) - RUN + 1)
    ]
    windows = [
        hashes[start : start + WINDOW]
        for start in range(max(len(hashes) - WINDOW + 1, min(len(hashes), 1)))
    ]
    assert fingerprint(texts) == {min(window) for window in windows}
