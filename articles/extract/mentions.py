"""Mentions of known entities: their names, where the surroundings allow them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.extract.gazetteer import Gazetteer, Hit
from articles.extract.longer_names import Surroundings, is_part_of_longer_name
from articles.extract.namesakes import is_defined_otherwise, is_namesake
from articles.extract.passages import Passage, make_passage, make_passages
from articles.extract.words import ORDINARY, starts_sentence, word_before, word_set
from articles.records import (
    EntityKind,
    KnownEntity,
    Mention,
    Paragraph,
    Quote,
    Span,
    Zone,
)

# Fewer words between quotation marks are a name or a manner of speaking, and the
# choice of words is the narrator's.
SHORTEST_SPEECH = 3

# The words before a name that say which kind of thing it names.
_CUES: dict[EntityKind, frozenset[str]] = {
    "person": word_set("titles"),
    "place": word_set("place_cues"),
    "organization": word_set("organization_cues"),
}
# What stands between the members of a list, and between a town and its country.
_LIST_LINKS = frozenset({", ", " dan ", ", dan ", " atau ", " serta ", "-", "/", " ("})


@dataclass(eq=False, slots=True)
class _Reading:
    """A hit, its passage and what it means, as far as that is known."""

    hit: Hit
    passage: Passage
    around: Surroundings
    entity: KnownEntity | None = None


class MentionFinder:
    """Finds the entities it was told of; building one compiles their names."""

    def __init__(
        self, entities: Sequence[KnownEntity], not_names: Sequence[str]
    ) -> None:
        self._gazetteer = Gazetteer(entities, not_names)

    def find(
        self,
        raw: str,
        *,
        headline: Span | None,
        paragraphs: Sequence[Paragraph],
        quotes: Sequence[Quote],
    ) -> tuple[Mention, ...]:
        """Return the mentions in headline and body, by their place."""
        readings: list[_Reading] = []
        if headline and headline.start < headline.end:
            passage = make_passage(raw, (headline,))
            readings += self._read(passage, is_headline=True)
        for passage in make_passages(raw, paragraphs):
            readings += self._read(passage, is_headline=False)
        _settle(readings)
        zones = _Zones(headline, quotes)
        mentions = {m.start: m for m in _make_mentions(readings, zones)}
        return tuple(mentions[start] for start in sorted(mentions))

    def _read(self, passage: Passage, *, is_headline: bool) -> Iterator[_Reading]:
        # One character for one character, so that the offsets hold.
        text = passage.text.replace("\xa0", " ").replace("’", "'")
        hits = self._gazetteer.find(text)
        around = Surroundings(text, hits, is_headline)
        for hit in hits:
            if hit.name.certain or hit.name.uncertain:
                yield _Reading(hit, passage, around)


def _settle(readings: Sequence[_Reading]) -> None:
    """Give readings their entities: the certain ones first, they tell of the rest."""
    taken = _names_of_others(readings)
    uncertain = []
    for index, reading in enumerate(readings):
        entity = _certain_entity(reading)
        if entity is None or reading.hit.name.text in taken:
            uncertain.append(index)
        else:
            _accept(reading, entity)
    for index in uncertain:
        _accept(readings[index], _cued_entity(readings, index))
    named = {reading.entity.slug for reading in readings if reading.entity}
    for index in uncertain:
        if readings[index].entity is None:
            _accept(readings[index], _named_entity(readings[index], named))


def _accept(reading: _Reading, entity: KnownEntity | None) -> None:
    if entity and not is_part_of_longer_name(reading.around, reading.hit, entity.kind):
        reading.entity = entity


def _names_of_others(readings: Iterable[_Reading]) -> set[str]:
    """Return the names that something else bears too in this article."""
    return {
        reading.hit.name.text
        for reading in readings
        if is_namesake(reading.around, reading.hit)
        or is_defined_otherwise(reading.around, reading.hit)
    }


def _certain_entity(reading: _Reading) -> KnownEntity | None:
    name = reading.hit.name
    if len(name.certain) != 1 or name.uncertain:
        return None
    # In a line of capitals a short acronym can be any word.
    is_doubtful = len(name.text) <= 3 and reading.around.is_all_capitals
    return None if is_doubtful else name.certain[0]


def _cued_entity(readings: Sequence[_Reading], index: int) -> KnownEntity | None:
    """Return whom a name means by the words beside it, or None."""
    reading = readings[index]
    bearers = reading.hit.name.bearers
    before = word_before(reading.around.text, reading.hit.start).casefold()
    cued = [entity for entity in bearers if before in _CUES[entity.kind]]
    if not cued:
        kinds = _kinds_listed_with(readings, index)
        cued = [entity for entity in bearers if entity.kind in kinds]
    return cued[0] if len(cued) == 1 else None


def _named_entity(reading: _Reading, named: set[str]) -> KnownEntity | None:
    """Return whom a name means because the article names one of its bearers."""
    text = reading.around.text
    if reading.hit.name.text.casefold() in ORDINARY and starts_sentence(
        text, reading.hit.start
    ):
        return None
    met = [entity for entity in reading.hit.name.bearers if entity.slug in named]
    return met[0] if len(met) == 1 else None


def _kinds_listed_with(readings: Sequence[_Reading], index: int) -> set[EntityKind]:
    """Return the kinds that a name stands in a row with: "Senegal, Mali, Niger"."""
    reading = readings[index]
    kinds: set[EntityKind] = set()
    for neighbour in (*readings[index - 1 : index], *readings[index + 1 : index + 2]):
        if neighbour.passage is not reading.passage or not neighbour.entity:
            continue
        first, last = sorted((neighbour.hit, reading.hit), key=lambda hit: hit.start)
        if reading.around.text[first.end : last.start] in _LIST_LINKS:
            kinds.add(neighbour.entity.kind)
    return kinds


def _make_mentions(readings: Iterable[_Reading], zones: "_Zones") -> Iterator[Mention]:
    for reading in readings:
        entity, hit = reading.entity, reading.hit
        if entity is None or not reading.passage.is_whole(hit.start, hit.end):
            continue
        place = reading.passage.place(hit.start, hit.end)
        surface = reading.passage.text[hit.start : hit.end]
        yield Mention(
            entity=entity.slug,
            kind=entity.kind,
            surface=surface,
            start=place.start,
            end=place.end,
            zone=zones.at(place.start),
        )


class _Zones:
    """Which part of the article a place belongs to."""

    def __init__(self, headline: Span | None, quotes: Sequence[Quote]) -> None:
        self._headline = headline
        self._quotes = sorted(
            (quote.start, quote.end)
            for quote in quotes
            if quote.speaker or len(quote.exact.split()) >= SHORTEST_SPEECH
        )

    def at(self, position: int) -> Zone:
        if self._headline and self._headline.start <= position < self._headline.end:
            return "headline"
        index = bisect_right(self._quotes, (position, float("inf"))) - 1
        is_quoted = index >= 0 and position < self._quotes[index][1]
        return "quotation" if is_quoted else "narration"
