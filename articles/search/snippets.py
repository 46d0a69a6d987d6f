"""The passage of a text that best shows why it was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.search.analyze import find_terms
from articles.search.query import Phrase, Query

LENGTH = 240
# Terms looked at: past a hundred pages nobody waits for a better passage.
TERMS = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, as it stands, and whether it is what was looked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    item: int  # which of the query's items


def find_snippet(text: str, query: Query, *, length: int = LENGTH) -> list[Piece]:
    """Return the passage with most of what the query wants, hits marked.

    Whole words of at most about `length` characters, with "…" where text is left
    out; the beginning if nothing is found.
    """
    hits = _find_hits(text, query)
    start, end = _choose_window(hits, length)
    start = _word_start(text, start)
    end = _word_end(text, max(end, start + length))
    within = [hit for hit in hits if start <= hit.start and hit.end <= end]
    return _cut(text, start, end, within)


def mark_hits(text: str, query: Query) -> list[Piece]:
    """Return the whole of `text` with what the query wants marked."""
    return _cut(text, 0, len(text), _find_hits(text, query))


def _find_hits(text: str, query: Query) -> list[_Hit]:
    """Return what to mark, in order and without overlaps."""
    terms = find_terms(text, TERMS)
    starts: dict[str, list[tuple[Phrase, int]]] = {}
    for number, item in enumerate(query.wanted):
        for phrase in item.phrases:
            starts.setdefault(phrase[0], []).append((phrase, number))
    hits: list[_Hit] = []
    for place, term in enumerate(terms.texts):
        for phrase, number in starts.get(term, ()):
            after = place + len(phrase)
            if tuple(terms.texts[place:after]) != phrase:
                continue
            start, end = terms.spans[place][0], terms.spans[after - 1][1]
            if not hits or hits[-1].end <= start:
                hits.append(_Hit(start, end, number))
    return hits


def _choose_window(hits: Sequence[_Hit], length: int) -> tuple[int, int]:
    """Return the stretch with most different items, then most hits, then first."""
    best, best_score = (0, 0), (0, 0)
    last = 0
    for first, hit in enumerate(hits):
        last = max(last, first)
        while last + 1 < len(hits) and hits[last + 1].end - hit.start <= length:
            last += 1
        window = hits[first : last + 1]
        score = len({each.item for each in window}), len(window)
        if score > best_score:
            best, best_score = (hit.start, window[-1].end), score
    # Some words before the first hit say what it is about.
    start, end = best
    spare = max(0, length - (end - start))
    return max(0, start - spare // 3), end


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    space = text.find(" ", at - 1)
    return space + 1 if 0 <= space < at + 40 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at + 1)
    return space if space > at - 40 else at


def _cut(text: str, start: int, end: int, hits: Iterable[_Hit]) -> list[Piece]:
    pieces = [Piece("… ")] if start else []
    at = start
    for hit in hits:
        if hit.start > at:
            pieces.append(Piece(text[at : hit.start]))
        pieces.append(Piece(text[hit.start : hit.end], is_hit=True))
        at = hit.end
    if at < end:
        pieces.append(Piece(text[at:end]))
    return [*pieces, Piece(" …")] if end < len(text) else pieces
