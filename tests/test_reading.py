"""The body as it is laid out for readers."""

from dataclasses import replace

import pytest

from articles.models import Article
from articles.reading import Block, Shared, lay_out
from articles.records import Boilerplate, ExtractedArticle, Paragraph, Quote, Span
from tests.builders import make_article, make_entity, make_mention, make_raw_file

pytestmark = pytest.mark.django_db


def make_read(
    text: str,
    *paragraphs: tuple[str, ...],
    boilerplate: tuple[str, ...] = (),
    media_type: str = "text/plain",
) -> tuple[Article, ExtractedArticle]:
    """An article whose paragraphs are stretches of `text`, in order."""
    raw_file = make_raw_file(text)
    raw_file.media_type = media_type
    position = 0
    found = []
    for stretches in paragraphs:
        spans = []
        for stretch in stretches:
            position = text.index(stretch, position)
            spans.append(Span(position, position + len(stretch)))
        found.append(Paragraph(tuple(spans)))
    around = tuple(
        Boilerplate(text.index(part), text.index(part) + len(part), "advert")
        for part in boilerplate
    )
    article = make_article("Judul", body="isi", raw_file=raw_file)
    read = ExtractedArticle(body="isi", paragraphs=tuple(found), boilerplate=around)
    return article, read


def shown(blocks: list[Block]) -> list[str]:
    return ["".join(piece.text for piece in block.pieces) for block in blocks]


def test_blocks_stand_in_printed_order() -> None:
    article, read = make_read("Satu.\nIklan\nDua.", ("Satu.",), ("Dua.",))
    read = ExtractedArticle(
        body="isi", paragraphs=read.paragraphs, boilerplate=(Boilerplate(6, 11, "x"),)
    )
    blocks = lay_out(article, read, [])
    assert shown(blocks) == ["Satu.", "Iklan", "Dua."]
    assert [block.is_body for block in blocks] == [True, False, True]


def test_what_stands_within_a_paragraph_stays_there() -> None:
    article, read = make_read(
        "Ia pulang [Iklan] sore.", ("Ia pulang", "sore."), boilerplate=("[Iklan]",)
    )
    [block] = lay_out(article, read, [])
    assert shown([block]) == ["Ia pulang [Iklan] sore."]
    assert [piece.rule for piece in block.pieces] == ["", "", "advert", "", ""]


@pytest.mark.parametrize(
    ("text", "stretches", "expected"),
    [
        pytest.param(
            "<b>KABAR</b>, <i>Kota</i>",
            ("KABAR", ", ", "Kota"),
            "KABAR, Kota",
            id="tags",
        ),
        pytest.param("<b>Satu</b> <i>dua</i>", ("Satu", "dua"), "Satu dua", id="space"),
        pytest.param(
            "A &amp; B &mdash; C", ("A &amp; B &mdash; C",), "A & B — C", id="entities"
        ),
    ],
)
def test_a_saved_page_reads_as_in_a_browser(
    text: str, stretches: tuple[str, ...], expected: str
) -> None:
    article, read = make_read(text, stretches, media_type="text/html")
    assert shown(lay_out(article, read, [])) == [expected]


def test_a_dump_keeps_what_looks_like_markup() -> None:
    article, read = make_read("1 < 2 &amp; 3 > 2", ("1 < 2 &amp; 3 > 2",))
    assert shown(lay_out(article, read, [])) == ["1 < 2 &amp; 3 > 2"]


def test_the_first_mention_in_the_body_is_linked_in_whatever_order_they_come() -> None:
    article, read = make_read("Negeri lalu Negeri.", ("Negeri lalu Negeri.",))
    place = make_entity("Negeri")
    mentions = [make_mention(article, place, start=start) for start in (12, 0)]
    [block] = lay_out(article, read, mentions)
    assert [piece.text for piece in block.pieces if piece.entity] == ["Negeri"]
    assert block.pieces[0].entity == place


def test_another_body_than_the_machine_read_is_shown_as_it_is() -> None:
    article, read = make_read("Satu.", ("Satu.",))
    article.body = "Lain.\n\nLagi."
    assert shown(lay_out(article, read, [])) == ["Lain.", "Lagi."]


def test_every_mention_and_quotation_is_marked_in_its_place() -> None:
    text = "Negeri lalu “Ini Negeri kami” lagi."
    article, read = make_read(text, (text,))
    place, said = make_entity("Negeri"), "“Ini Negeri kami”"
    at = text.index(said)
    mentions = [make_mention(article, place, start=start) for start in (0, at + 5)]
    read = replace(read, quotes=(Quote(at, at + len(said), said, "Warga"),))
    [block] = lay_out(article, read, mentions)
    assert [piece.text for piece in block.pieces if piece.is_mention] == ["Negeri"] * 2
    quoted = [piece for piece in block.pieces if piece.quote == at]
    assert "".join(piece.text for piece in quoted) == said
    assert [piece.is_quote_start for piece in quoted] == [True, False, False]


def test_a_shared_passage_is_marked_across_paragraphs() -> None:
    text = "Satu dua.\nTiga empat."
    article, read = make_read(text, ("Satu dua.",), ("Tiga empat.",))
    shared = Shared(text.index("dua"), text.index(" empat"))
    first, second = lay_out(article, read, [], [shared])
    assert [piece.text for piece in first.pieces if piece.shared] == ["dua."]
    assert [piece.text for piece in second.pieces if piece.shared] == ["Tiga"]
    assert first.pieces[-1].is_shared_start
    assert not first.pieces[-1].is_shared_end
    assert second.pieces[0].is_shared_end
