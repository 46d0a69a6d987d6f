"""Names that are no known entity, for the curators' queue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extract.candidates import find_candidates
from articles.extract.mentions import MentionFinder
from articles.records import Candidate, KnownAlias, KnownEntity, Paragraph, Span
from tests.extract.test_mentions import lines_of

FINDER = MentionFinder(
    [
        KnownEntity("china", "China", "place", (KnownAlias("China"),)),
        KnownEntity("bandung", "Bandung", "place", (KnownAlias("Bandung"),)),
        KnownEntity("putin", "Putin", "person", (KnownAlias("Putin"),)),
    ],
    (),
)


def read(text: str) -> tuple[Candidate, ...]:
    paragraphs = lines_of(text)
    mentions = FINDER.find(text, headline=None, paragraphs=paragraphs, quotes=())
    return find_candidates(text, paragraphs, mentions)


def named(text: str) -> list[tuple[str, str | None]]:
    return [(candidate.name, candidate.kind) for candidate in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "kata Wira Santosa kemarin", [("Wira Santosa", "person")], id="two"
        ),
        pytest.param(
            "kata Presiden Wirasena itu", [("Wirasena", "person")], id="title"
        ),
        pytest.param("ujar Wirasena kemarin", [("Wirasena", "person")], id="speech"),
        pytest.param("ia tinggal di Wirasena saja", [("Wirasena", "place")], id="di"),
        pytest.param(
            "asap dari Wirasena, Bandung, hilang", [("Wirasena", "place")], id="town"
        ),
        pytest.param(
            "di Jalan Wirasena itu", [("Jalan Wirasena", "place")], id="street"
        ),
        pytest.param(
            "saham PT Wirasena Jaya Tbk",
            [("PT Wirasena Jaya Tbk", "organization")],
            id="firm",
        ),
        pytest.param(
            "sidang Pengadilan Negeri Bandung itu",
            [("Pengadilan Negeri Bandung", "organization")],
            id="institution",
        ),
        pytest.param("anggota PWSX hadir", [("PWSX", "organization")], id="acronym"),
        pytest.param(
            "usul Menteri Hukum Wira Santosa",
            [("Wira Santosa", "person")],
            id="office",
        ),
        pytest.param("ia suka Wirasena itu", [("Wirasena", None)], id="unknown-kind"),
        pytest.param(
            "kata I Made Wirasena, Senin", [("I Made Wirasena", "person")], id="bali"
        ),
        pytest.param(
            "kata Ali bin Wirasena, Senin", [("Ali bin Wirasena", "person")], id="bin"
        ),
    ],
)
def test_unknown_names_and_their_kinds(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Pemerintah menolak usul itu.", id="ordinary"),
        pytest.param("Wirasena yang baru itu bagus.", id="sentence-start-only"),
        pytest.param("ia tiba di China Senin (14/5).", id="known"),
        pytest.param("harga naik Rp500 hingga Rp 700 per kilo", id="money"),
        pytest.param("Perjanjian dagang baru (PDB) itu", id="abbreviation"),
        pytest.param("Cara Mudah Memilih Wirasena di Rumah Baru", id="title-case"),
    ],
)
def test_what_is_no_name_is_no_candidate(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Wirasena menolak usul itu.", id="acts"),
        pytest.param("Wirasena Santosa yang baru itu.", id="two-words"),
        pytest.param(
            "Wirasena yang baru.\nUsul bagi Wirasena itu baik.", id="elsewhere"
        ),
    ],
)
def test_name_at_the_start_of_a_sentence_needs_more(text: str) -> None:
    assert read(text)[0].name.startswith("Wirasena")


def test_short_names_count_with_the_full_one() -> None:
    (candidate,) = read("kata Wira Santosa, Senin. Lalu kata Santosa lagi, Selasa.")

    assert (candidate.name, candidate.count) == ("Wira Santosa", 2)


def test_most_frequent_come_first() -> None:
    text = "kata Ruslan Asmara dan Dewanta Karsa. Usul bagi Dewanta Karsa itu baik."

    assert [candidate.name for candidate in read(text)] == [
        "Dewanta Karsa",
        "Ruslan Asmara",
    ]


def test_place_is_that_of_the_first_occurrence() -> None:
    text = "kata Wira Santosa, Senin. Lalu kata Wira Santosa lagi."

    (candidate,) = read(text)

    assert text[candidate.start : candidate.end] == "Wira Santosa"
    assert candidate.start == 5


WORDS = st.sampled_from(
    [
        "China ",
        "Wira ",
        "Presiden ",
        "di ",
        "PT ",
        "dan ",
        "I ",
        "Rp5 ",
        "(",
        ". ",
        "\n",
    ]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=30), st.data())
def test_any_text_gives_offsets_that_hold(
    pieces: list[str], data: st.DataObject
) -> None:
    text = "".join(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = tuple(Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False))
    paragraphs = [Paragraph(spans)]
    mentions = FINDER.find(text, headline=None, paragraphs=paragraphs, quotes=())

    for candidate in find_candidates(text, paragraphs, mentions):
        assert text[candidate.start : candidate.end] == candidate.name
        assert candidate.count > 0
