"""Quotations, their places, and who is said to speak."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extract.mentions import MentionFinder
from articles.extract.quotes import find_quotations, name_speakers
from articles.records import KnownAlias, KnownEntity, Paragraph, Quote, Span
from tests.extract.test_mentions import lines_of

FINDER = MentionFinder(
    [
        KnownEntity(
            "putin",
            "Putin",
            "person",
            (KnownAlias("Vladimir Putin"), KnownAlias("Putin")),
        ),
        KnownEntity("kremlin", "Kremlin", "organization", (KnownAlias("Kremlin"),)),
        KnownEntity("russia", "Rusia", "place", (KnownAlias("Rusia"),)),
    ],
    (),
)


def read(text: str) -> tuple[Quote, ...]:
    paragraphs = lines_of(text)
    quotations = find_quotations(text, paragraphs)
    mentions = FINDER.find(
        text, headline=None, paragraphs=paragraphs, quotes=quotations
    )
    return name_speakers(text, paragraphs, quotations, mentions)


@pytest.mark.parametrize(
    ("text", "exact", "speaker"),
    [
        pytest.param(
            "&quot;Beras cukup,&quot; kata Sari.", "Beras cukup,", "Sari", id="named"
        ),
        pytest.param(
            "&#8220;Beras cukup,&#8221; kata Sari.", "Beras cukup,", "Sari", id="number"
        ),
        pytest.param(
            "&amp;quot;Beras cukup,&amp;quot; kata Sari&amp;nbsp;Dewi.",
            "Beras cukup,",
            "Sari Dewi",
            id="escaped-twice",
        ),
        pytest.param(
            "“Beras cukup,” kata Direktur R&amp;D Sari.",
            "Beras cukup,",
            "Sari",
            id="before-a-name",
        ),
    ],
)
def test_characters_that_html_spells_out(text: str, exact: str, speaker: str) -> None:
    (quote,) = read(text)
    assert (quote.exact, quote.speaker) == (exact, speaker)
    assert text[quote.start : quote.end] == exact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("kata “baru saja” itu", ["baru saja"], id="curly"),
        pytest.param('kata "baru saja" itu', ["baru saja"], id="straight"),
        pytest.param("kata „baru saja“ itu", ["baru saja"], id="low"),
        pytest.param("kata «baru saja» itu", ["baru saja"], id="guillemets"),
        pytest.param('kata “baru saja" itu', ["baru saja"], id="mixed"),
        pytest.param('layar 14" itu "baru saja" ada', ["baru saja"], id="inches"),
        pytest.param('hilang" lalu "baru saja" ada', ["baru saja"], id="unopened"),
        pytest.param("kata “hilang lalu “baru saja” ada", ["baru saja"], id="unclosed"),
        pytest.param("kosong “ ” saja", [], id="empty"),
        pytest.param("“Satu saja, kata dia.", [], id="never-closed"),
        pytest.param(
            "“Satu saja.\n“Dua lagi,” kata dia.",
            ["Satu saja.", "Dua lagi,"],
            id="reopened",
        ),
        pytest.param(
            "“Satu saja.\nDua lagi,” kata dia.",
            ["Satu saja.", "Dua lagi,"],
            id="runs-on",
        ),
    ],
)
def test_marks_are_paired_within_their_paragraph(
    text: str, expected: list[str]
) -> None:
    assert [quote.exact for quote in find_quotations(text, lines_of(text))] == expected


@pytest.mark.parametrize(
    ("text", "speaker", "entity", "cue"),
    [
        pytest.param(
            '"Kami siap berunding," kata Putin kepada pers.',
            "Putin",
            "putin",
            "kata Putin",
            id="verb-name",
        ),
        pytest.param(
            '"Kami siap berunding," ujar Presiden Rusia Vladimir Putin di sana.',
            "Vladimir Putin",
            "putin",
            "ujar Presiden Rusia Vladimir Putin",
            id="title",
        ),
        pytest.param(
            'Putin mengatakan, "Kami siap berunding."',
            "Putin",
            "putin",
            "Putin mengatakan",
            id="name-verb",
        ),
        pytest.param(
            'Menurut Kremlin, "perundingan sudah dekat."',
            "Kremlin",
            "kremlin",
            "Menurut Kremlin",
            id="menurut",
        ),
        pytest.param(
            '"Kami siap berunding," Putin menambahkan.',
            "Putin",
            "putin",
            "Putin menambahkan",
            id="name-after",
        ),
        pytest.param(
            '"Kami siap berunding," jelas Wira Santosa, Senin.',
            "Wira Santosa",
            None,
            "jelas Wira Santosa",
            id="unknown",
        ),
        pytest.param(
            '"Kami siap berunding," kata Kepala Dinas Pangan, Wira Santosa, Senin.',
            "Wira Santosa",
            None,
            "kata Kepala Dinas Pangan, Wira Santosa",
            id="comma",
        ),
        pytest.param(
            'Ketua RT, Wira Santosa, berkata: "Kami siap berunding."',
            "Wira Santosa",
            None,
            "Wira Santosa, berkata",
            id="apposition",
        ),
        pytest.param(
            'Wira Santosa: "Kami siap berunding."',
            "Wira Santosa",
            None,
            'Wira Santosa: "',
            id="colon",
        ),
        pytest.param(
            'Pada rapat itu Putin (71) juga menegaskan bahwa "mereka siap berunding".',
            "Putin",
            "putin",
            "Putin (71) juga menegaskan",
            id="adverb",
        ),
    ],
)
def test_verb_of_speech_names_the_speaker(
    text: str, speaker: str, entity: str | None, cue: str
) -> None:
    (quote,) = read(text)

    assert (quote.speaker, quote.entity, quote.is_inferred) == (speaker, entity, False)
    assert quote.cue
    assert quote.cue.exact == cue
    assert text[quote.cue.start : quote.cue.end] == cue


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('Putin tiba. "Kami siap berunding," katanya.', id="nya"),
        pytest.param('Putin tiba.\n"Kami siap berunding," ujar dia.', id="dia"),
        pytest.param('Putin tiba.\nIa menambahkan, "Kami siap berunding."', id="ia"),
        pytest.param(
            'Kata Putin, mereka siap.\n"Kami akan segera berunding," imbuhnya.',
            id="indirect",
        ),
        pytest.param(
            'Putin menyangkal itu, dengan mengatakan bahwa "kami siap berunding".',
            id="second-verb",
        ),
    ],
)
def test_pronoun_means_who_was_named_last(text: str) -> None:
    (quote,) = read(text)

    assert (quote.entity, quote.is_inferred) == ("putin", True)


def test_title_alone_does_not_change_whom_a_pronoun_means() -> None:
    _, second = read(
        '"Kami siap berunding," kata Putin.\nKapolres mengatakan jalan ditutup.\n'
        '"Semua pihak kami undang," ujarnya.'
    )

    assert second.entity == "putin"


def test_name_before_its_title_is_the_speaker() -> None:
    (quote,) = read(
        'Wira Santosa, Direktur Mutu Wiratama menyebutkan, "Kami akan siap."'
    )

    assert quote.speaker == "Wira Santosa"


def test_they_are_nobody_by_name() -> None:
    (quote,) = read('Mereka menegaskan, "Kami akan segera siap berunding."')

    assert quote.speaker is None


def test_speech_that_goes_on_without_a_verb_is_inferred() -> None:
    first, second = read(
        '"Kami siap berunding," kata Putin.\n"Semua pihak akan kami undang ke meja."'
    )

    assert not first.is_inferred
    assert (second.speaker, second.is_inferred, second.cue) == ("Putin", True, None)


def test_narration_in_between_ends_the_speech() -> None:
    _, second = read(
        '"Kami siap berunding," kata Putin.\nCuaca cerah.\n"Baik, mari kita mulai."'
    )

    assert second.speaker is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('Putin tiba. Hubungan "tanpa batas" itu erat.', id="scare"),
        pytest.param('Putin mengatakan hubungan itu "erat" sekali.', id="one-word"),
        pytest.param('"Kami siap berunding." Cuaca cerah, dua kata saja.', id="noun"),
        pytest.param(
            'Putin mengatakan ia datang. Lalu "hujan turun lagi" terdengar.', id="next"
        ),
    ],
)
def test_words_that_nobody_is_said_to_say_have_no_speaker(text: str) -> None:
    (quote,) = read(text)

    assert quote.speaker is None


PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "Putin",
        " kata ",
        "katanya",
        " mengatakan ",
        ", ",
        ". ",
        "\n",
        ": ",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40))
def test_any_text_gives_offsets_that_hold(pieces: list[str]) -> None:
    text = "".join(pieces)

    for quote in read(text):
        assert text[quote.start : quote.end] == quote.exact
        if quote.cue:
            assert text[quote.cue.start : quote.cue.end] == quote.cue.exact


@given(st.text(alphabet='"“”Pa ,.:', max_size=60), st.data())
def test_any_stretches_give_offsets_that_hold(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = tuple(Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False))
    paragraphs = [Paragraph(spans)]

    quotations = find_quotations(text, paragraphs)

    assert all(text[q.start : q.end] == q.exact for q in quotations)
    assert len(name_speakers(text, paragraphs, quotations, ())) == len(quotations)
