"""Whom an article quotes, and where."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.models import Entity
from articles.reading import Block
from articles.records import Quote


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's words."""

    text: str
    place: str  # the anchor of the words, or of the block in which they stand
    is_inferred: bool  # no verb names the speaker


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    entity: Entity | None
    quotes: list[Quoted] = field(default_factory=list)


def speakers(
    quotes: Iterable[Quote], blocks: Iterable[Block], entities: Iterable[Entity]
) -> list[Speaker]:
    """Return who is quoted, in the order in which they speak.

    Words between quotation marks that nobody is said to have said are left out.
    """
    blocks = list(blocks)
    places = [block.start for block in blocks if block.start is not None]
    marked = {piece.quote for block in blocks for piece in block.pieces}
    known = {entity.slug: entity for entity in entities}
    found: dict[str, Speaker] = {}
    for quote in quotes:
        if not quote.speaker:
            continue
        entity = known.get(quote.entity or "")
        key = quote.entity or quote.speaker.casefold()
        speaker = found.setdefault(
            key, Speaker(str(entity) if entity else quote.speaker, entity)
        )
        before = bisect_right(places, quote.start)
        place = f"p{places[before - 1]}" if before else ""
        if quote.start in marked:
            place = f"q{quote.start}"
        speaker.quotes.append(Quoted(quote.exact, place, quote.is_inferred))
    return list(found.values())
