"""Whom an article quotes, as its page shows it."""

from articles.models import Entity
from articles.reading import Block, Piece
from articles.records import Quote
from articles.views.quotes import Speaker, speakers

BLOCKS = [Block(0, []), Block(100, []), Block(200, [])]


def quote(start: int, speaker: str | None, entity: str | None = None) -> Quote:
    return Quote(start, start + 5, "Kata.", speaker, entity)


def names(found: list[Speaker]) -> list[tuple[str, int]]:
    return [(speaker.name, len(speaker.quotes)) for speaker in found]


def test_a_persons_quotes_stand_together_under_the_known_name() -> None:
    person = Entity(slug="orang", name="Nama Orang")
    found = speakers(
        [quote(10, "Orang", "orang"), quote(20, "Lain"), quote(30, "Nama", "orang")],
        BLOCKS,
        [person],
    )
    assert names(found) == [("Nama Orang", 2), ("Lain", 1)]
    assert found[0].entity is person


def test_a_quote_leads_to_its_place_or_to_the_block_in_which_it_stands() -> None:
    blocks = [*BLOCKS, Block(300, [Piece("Kata.", quote=310, is_quote_start=True)])]
    found = speakers([quote(at, "Lain") for at in (150, 200, 310)], blocks, [])
    assert [quoted.place for quoted in found[0].quotes] == ["p100", "p200", "q310"]


def test_without_places_a_quote_leads_nowhere() -> None:
    [speaker] = speakers([quote(150, "Lain")], [Block(None, [])], [])
    assert speaker.quotes[0].place == ""


def test_words_that_nobody_said_are_left_out() -> None:
    assert speakers([quote(10, None)], BLOCKS, []) == []
