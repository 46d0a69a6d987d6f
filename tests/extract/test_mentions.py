"""Mentions: which occurrences of a name count, and in which zone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extract.mentions import MentionFinder
from articles.knowledge import load_shipped
from articles.records import KnownAlias, KnownEntity, Paragraph, Quote, Span

SHIPPED = load_shipped()
FINDER = MentionFinder(SHIPPED.entities, SHIPPED.not_names)


def lines_of(text: str) -> list[Paragraph]:
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line:
            paragraphs.append(Paragraph((Span(start, start + len(line)),)))
        start += len(line) + 1
    return paragraphs


def found(text: str) -> list[tuple[str, str]]:
    mentions = FINDER.find(text, headline=None, paragraphs=lines_of(text), quotes=())
    return [(mention.entity, mention.surface) for mention in mentions]


def slugs(text: str) -> list[str]:
    return [entity for entity, _ in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ia tiba di Cina.", ["china"], id="variant"),
        pytest.param("Ia tiba di Beijing.", ["beijing"], id="capital"),
        pytest.param("kata Kremlin dan Moskow", ["kremlin", "moscow"], id="apart"),
        pytest.param("Hubungan Rusia-Cina erat", ["russia", "china"], id="hyphen"),
        pytest.param("sikap anti-China itu", ["china"], id="prefix"),
        pytest.param("PRESIDEN Rusia tiba", ["russia"], id="opening-capitals"),
        pytest.param("BEIJING, MEDIA - Ia tiba", ["beijing"], id="dateline"),
        pytest.param("ekonomi Amerika Selatan", ["south-america"], id="longest"),
        pytest.param("Putin’s guest", ["vladimir-putin"], id="genitive"),
    ],
)
def test_known_names_are_found(text: str, expected: list[str]) -> None:
    assert slugs(text) == expected


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        pytest.param("Chinanya sudah siap", "China", id="nya"),
        pytest.param("Putinlah orangnya", "Putin", id="lah"),
        pytest.param("Rusiakah itu?", "Rusia", id="kah"),
        pytest.param("kata AS-nya begitu", "AS", id="hyphen-nya"),
    ],
)
def test_suffix_is_allowed_and_not_part_of_surface(text: str, surface: str) -> None:
    assert [printed for _, printed in found(text)] == [surface]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("warga Chinatown", id="longer-word"),
        pytest.param("lihat portal.china.org", id="domain"),
        pytest.param("ikuti @china hari ini", id="handle"),
        pytest.param("piring cina dan kertas", id="lower-case"),
        pytest.param("dilansirChinadan Rusiaku", id="glued"),
    ],
)
def test_parts_of_words_are_no_mentions(text: str) -> None:
    assert slugs(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ia bekerja di Bank of China.", id="of"),
        pytest.param("menurut China Weekly News edisi pagi", id="compound"),
        pytest.param("Ia dosen Universitas Rusia.", id="university"),
        pytest.param("Ia pelanggan Maskapai Elang Rusia.", id="unknown-name"),
        pytest.param("Ia belajar bahasa Jepang.", id="language"),
        pytest.param("pelaku AS (35) ditangkap", id="initials"),
        pytest.param("kata Wira Trump kemarin", id="namesake"),
        pytest.param("acara di China Kuliner Mewah", id="owner-of-the-rest"),
    ],
)
def test_names_inside_longer_names_are_no_mentions(text: str) -> None:
    assert slugs(text) == []


def test_news_agency_with_country_in_its_name_is_itself() -> None:
    assert slugs("kata Putin kepada China News Agency.") == [
        "vladimir-putin",
        "china-news-service",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Presiden China Xi Jinping tiba", "china", id="office-holder"),
        pytest.param("menurut Kementerian Luar Negeri China, Selasa", "china", id="in"),
        pytest.param("Menteri Ekonomi dan Energi Jerman Budi Uno", "germany", id="and"),
        pytest.param("perusahaan China Huaxin Wira", "china", id="owner"),
        pytest.param("Jika China menolak", "china", id="sentence-start"),
        pytest.param("tiba di China Senin pagi", "china", id="weekday"),
        pytest.param("Timnas Jepang menang", "japan", id="team"),
    ],
)
def test_offices_and_institutions_of_a_country_mention_it(
    text: str, expected: str
) -> None:
    assert expected in slugs(text)


def test_capitals_of_a_headline_make_no_longer_names() -> None:
    assert slugs("Kunjungi Cina Putin Cari Dukungan untuk Upaya Perang") == [
        "china",
        "vladimir-putin",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nice sekali, kata dia", [], id="word"),
        pytest.param("Ia tiba di Nice kemarin", ["nice"], id="preposition"),
        pytest.param(
            "warga Senegal, Mali dan Togo", ["senegal", "mali", "togo"], id="list"
        ),
        pytest.param("Antara lain begitu", [], id="antara"),
        pytest.param("dikutip kantor berita Antara", ["antara"], id="agency"),
        pytest.param("tatanan yang dipimpin Barat", ["the-west"], id="west"),
        pytest.param("Ia tinggal di Sumbawa Barat.", [], id="west-of"),
    ],
)
def test_everyday_words_need_context(text: str, expected: list[str]) -> None:
    assert slugs(text) == expected


def test_surname_that_needs_context_counts_after_the_full_name() -> None:
    assert slugs("Sikap Lai jelas.") == []
    assert slugs("Lai Ching-te tiba. Sikap Lai jelas.") == ["lai-ching-te"] * 2


def test_name_of_two_entities_means_the_one_named_elsewhere() -> None:
    entities = [
        KnownEntity(
            "a",
            "Ani Wijaya",
            "person",
            (KnownAlias("Ani Wijaya"), KnownAlias("Wijaya")),
        ),
        KnownEntity(
            "b",
            "Edi Wijaya",
            "person",
            (KnownAlias("Edi Wijaya"), KnownAlias("Wijaya")),
        ),
    ]
    finder = MentionFinder(entities, ())

    def mentioned(text: str) -> list[str]:
        mentions = finder.find(
            text, headline=None, paragraphs=lines_of(text), quotes=()
        )
        return [mention.entity for mention in mentions]

    assert mentioned("kata Wijaya lagi") == []
    assert mentioned("kata Edi Wijaya. Lalu kata Wijaya lagi") == ["b", "b"]
    assert mentioned("Ani Wijaya dan Edi Wijaya. Lalu kata Wijaya") == ["a", "b"]


def test_not_names_hide_the_names_in_them() -> None:
    entity = KnownEntity("china", "China", "place", (KnownAlias("China"),))
    finder = MentionFinder([entity], ["Dari China Untukmu"])
    text = "acara Dari China Untukmu di China"

    mentions = finder.find(text, headline=None, paragraphs=lines_of(text), quotes=())

    assert [mention.start for mention in mentions] == [28]


def test_zones_tell_headline_quotation_and_narration_apart() -> None:
    text = 'Putin ke China\nChina siap. "Kami dukung China selalu," kata Putin.'
    quote = Quote(28, 53, text[28:53])

    mentions = FINDER.find(
        text, headline=Span(0, 14), paragraphs=lines_of(text)[1:], quotes=[quote]
    )

    assert [(mention.surface, mention.zone) for mention in mentions] == [
        ("Putin", "headline"),
        ("China", "headline"),
        ("China", "narration"),
        ("China", "quotation"),
        ("Putin", "narration"),
    ]


def test_scare_quotes_stay_the_narrators_words() -> None:
    text = 'Ia menyebut "China" saja'

    (mention,) = FINDER.find(
        text,
        headline=None,
        paragraphs=lines_of(text),
        quotes=[Quote(13, 18, "China")],
    )

    assert mention.zone == "narration"


def test_words_of_a_split_paragraph_are_context_for_each_other() -> None:
    text = "Ia tiba di <a>Nice</a> kemarin"
    paragraph = Paragraph((Span(0, 11), Span(14, 18), Span(22, 30)))

    (mention,) = FINDER.find(text, headline=None, paragraphs=[paragraph], quotes=())

    assert (mention.entity, mention.start, mention.end) == ("nice", 14, 18)


def test_name_across_two_stretches_is_no_mention() -> None:
    text = "Ia tiba di Ru<b>sia</b>"
    paragraph = Paragraph((Span(0, 13), Span(16, 19)))

    assert FINDER.find(text, headline=None, paragraphs=[paragraph], quotes=()) == ()


SNIPPETS = st.sampled_from(
    [
        "China",
        "AS",
        "Barat",
        "Presiden ",
        "Xi Jinping",
        "nya",
        " ",
        ", ",
        "\n",
        "“",
        ".",
    ]
)


@given(st.lists(st.one_of(SNIPPETS, st.text(max_size=5)), max_size=25), st.data())
def test_any_text_in_any_stretches_gives_offsets_that_hold(
    pieces: list[str], data: st.DataObject
) -> None:
    text = "".join(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = tuple(Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False))

    mentions = FINDER.find(
        text, headline=None, paragraphs=[Paragraph(spans)], quotes=()
    )

    starts = [mention.start for mention in mentions]
    assert starts == sorted(set(starts))
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert any(
            span.start <= mention.start and mention.end <= span.end for span in spans
        )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Perjanjian Kerja Sama (PKS) diteken. Lalu PKS dijalankan.", id="acronym"
        ),
        pytest.param(
            "Saham PT Jawara Wira Tbk (JAWA) naik tajam hari ini di bursa efek dan "
            "pembeli saham JAWA untung.",
            id="ticker",
        ),
        pytest.param(
            "Menurut gelandang Keita Honda, timnya siap. Lalu Honda pulang.", id="name"
        ),
        pytest.param("Kata Wira Honda begitu, dan Honda pulang.", id="sentence-start"),
    ],
)
def test_names_the_article_gives_to_something_else_are_no_mentions(text: str) -> None:
    assert slugs(text) == []


def test_namesake_does_not_hide_who_is_named_in_full() -> None:
    assert slugs("Donald Trump dan Rina Trump tiba. Lalu Trump pulang.") == [
        "donald-trump",
        "donald-trump",
    ]


def test_country_that_begins_a_longer_name_still_counts_elsewhere() -> None:
    assert slugs("China Evermore Wira rugi. Pasar di China lesu. China diam.") == [
        "china",
        "china",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("pabrik PT Honda Wira Motor", id="company"),
        pytest.param("Ia dosen Universitas Negeri Jakarta.", id="state-university"),
        pytest.param("laba PT Bank Pembangunan Daerah Jawa Barat", id="bank"),
        pytest.param("hadir di Indonesia Kopi & Teh Expo 2025", id="expo"),
    ],
)
def test_companies_and_fairs_named_after_something_do_not_mention_it(text: str) -> None:
    assert slugs(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Kepala Dinas Perhubungan (Dishub) Bandung", "bandung", id="bracket"
        ),
        pytest.param("laba PT Antam Tbk naik", "antam", id="legal-form"),
        pytest.param("hibah NasDem Rp1 miliar cair", "nasdem", id="sum"),
        pytest.param(
            "gol Jepang Wataru Seta sah, lalu Jepang menang", "japan", id="owner"
        ),
        pytest.param(
            "kata Presiden Indonesia\xa0Prabowo", "indonesia", id="hard-space"
        ),
    ],
)
def test_what_stands_beside_a_name_is_not_always_part_of_it(
    text: str, expected: str
) -> None:
    assert expected in slugs(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("REPUBLIKA.CO.ID, YOGYA -- Ia tiba", id="domain-in-capitals"),
        pytest.param(
            "Laba fee based income (FBI) naik, kata FBI itu.", id="lower-case"
        ),
        pytest.param("rumor Wirasena\xa0Tangerang itu", id="hard-space"),
    ],
)
def test_domains_and_other_peoples_acronyms_are_no_mentions(text: str) -> None:
    assert not {"republika", "federal-bureau-of-investigation", "tangerang"} & set(
        slugs(text)
    )


@pytest.mark.parametrize("name", ["", " ", "\n", ".", "’", "a", "\x00"])
def test_any_alias_can_be_looked_for(name: str) -> None:
    entity = KnownEntity("x", "x", "place", (KnownAlias(name),))

    finder = MentionFinder([entity], [name])

    assert (
        finder.find("a . ’ b", headline=None, paragraphs=lines_of("a . ’ b"), quotes=())
        == ()
    )
