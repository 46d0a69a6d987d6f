from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import Query, parse_query
from articles.search.snippets import find_snippet, mark_hits


def parse(text: str) -> Query:
    query = parse_query(text)
    assert query
    return query


def show(text: str, typed: str, length: int = 60) -> str:
    """Return the snippet with its hits in brackets."""
    return "".join(
        f"[{piece.text}]" if piece.is_hit else piece.text
        for piece in find_snippet(text, parse(typed), length=length)
    )


FILLER = "kata demi kata yang tidak dicari siapa pun " * 4


def test_hits_are_marked_whatever_their_form() -> None:
    assert show("Ia mengunjungi desa.", "UNJUNG") == "Ia [mengunjungi] desa."


def test_a_phrase_is_marked_as_one_and_its_words_alone_are_not() -> None:
    assert show("Kota tua, kota baru", '"kota baru"') == "Kota tua, [kota baru]"


def test_the_passage_with_most_of_what_is_wanted_is_shown() -> None:
    text = f"Pohon di sini. {FILLER} Pohon dekat sungai di sana. {FILLER}"
    snippet = show(text, "pohon sungai")
    assert "[Pohon] dekat [sungai]" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")


def test_the_beginning_is_shown_where_nothing_is_found() -> None:
    assert show("Berita contoh.", "putin") == "Berita contoh."


def test_unwanted_words_are_not_marked() -> None:
    assert show("Pohon dan sungai", "pohon -sungai") == "[Pohon] dan sungai"


@given(text=st.text(), typed=st.text(min_size=1), length=st.integers(1, 50))
def test_a_snippet_is_the_text_as_it_stands(text: str, typed: str, length: int) -> None:
    if query := parse_query(typed):
        pieces = [
            piece.text
            for piece in find_snippet(text, query, length=length)
            if piece.text not in ("… ", " …")
        ]
        assert "".join(pieces) in text
        assert "".join(piece.text for piece in mark_hits(text, query)) == text
