"""Names seen in an article that are no known entity, for the curators' queue."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.extract.capitalised import KnownPlace, Name, find_names
from articles.extract.passages import Passage, make_passages, mentions_in
from articles.records import Candidate, EntityKind, Mention, Paragraph

# A directory of names is no news; what comes after these is rarely worth a look.
_MOST_PER_ARTICLE = 40


@dataclass(slots=True)
class _Seen:
    """Where and as what a name was seen."""

    start: int
    end: int
    count: int = 0
    is_sure: bool = False
    kinds: Counter[EntityKind] = field(default_factory=Counter)


def find_candidates(
    raw: str, paragraphs: Sequence[Paragraph], mentions: Sequence[Mention]
) -> tuple[Candidate, ...]:
    """Return the unknown names, those seen most often first.

    A word that only ever begins sentences is no name unless more speaks for it.
    """
    seen: dict[str, _Seen] = {}
    for passage in make_passages(raw, paragraphs):
        for name in find_names(passage.text, known_places(passage, mentions)):
            if passage.is_whole(name.start, name.end):
                _note(seen, passage, name)
    known = {mention.surface for mention in mentions}
    sure = {
        text: entry
        for text, entry in seen.items()
        if entry.is_sure and text not in known
    }
    _count_short_names(sure)
    ranked = sorted(sure.items(), key=lambda item: (-item[1].count, item[1].start))
    return tuple(_candidate(*item) for item in ranked[:_MOST_PER_ARTICLE])


def known_places(passage: Passage, mentions: Sequence[Mention]) -> list[KnownPlace]:
    """Return where `mentions`, which are in order, are in the passage."""
    return [
        KnownPlace(*place, mention.kind)
        for place, mention in mentions_in(passage, mentions)
    ]


def _note(seen: dict[str, _Seen], passage: Passage, name: Name) -> None:
    place = passage.place(name.start, name.end)
    text = passage.text[name.start : name.end]
    entry = seen.setdefault(text, _Seen(place.start, place.end))
    entry.count += 1
    entry.is_sure = entry.is_sure or name.is_sure
    if name.kind:
        entry.kinds[name.kind] += 1


def _count_short_names(seen: dict[str, _Seen]) -> None:
    """Count "Budi" with "Budi Santoso" where only one longer name can be meant."""
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for text in seen:
        words = text.split()
        if len(words) > 1:
            for word in words:
                longer[word].append(text)
    for text in [text for text in seen if len(longer[text]) == 1]:
        full = seen[longer[text][0]]
        if "organization" not in full.kinds:
            full.count += seen.pop(text).count


def _candidate(text: str, seen: _Seen) -> Candidate:
    common = seen.kinds.most_common(1)
    return Candidate(
        name=text,
        kind=common[0][0] if common else None,
        count=seen.count,
        start=seen.start,
        end=seen.end,
    )
