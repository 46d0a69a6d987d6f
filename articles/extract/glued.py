"""Headlines that a lost line end glued into a paragraph."""

import re

from articles.extract.shapes import SMALL_WORDS
from articles.extract.sheet import Block, Sheet
from articles.extract.vocabulary import any_of, load_words
from articles.records import RelatedHeadline

WORDS = load_words()
OPENERS = frozenset(WORDS["sentence_openers"])
# «...utara.Baca Juga: X Satu orang tewas», «...luar.BACA JUGA - X Korea Utara»
LABEL = re.compile(
    rf"(?<![^\s.!?”\"’)\],;])[(\[]?(?P<label>{any_of(WORDS['inline_related_labels'])})\s?"
    r"(?P<mark>[:：;]|[-–—](?=\s))\s{0,4}",
    re.IGNORECASE,
)
# Case matters here: "Baca JugaIRGC", "Baca JugaPutin".
GLUED_LABEL = re.compile(
    r"(?:Baca|Simak|Lihat) [Jj]uga(?=[A-Z0-9])|(?<=[a-z])(?:Baca|Lihat) [Jj]uga\s?:\s?"
)
TOKEN = re.compile(r"\S+")
# «…Serang IranKapan Dubes…»: one headline ends, the next begins.
SEAM = re.compile(r"(?<=[a-zà-ÿ?!”\"’)])(?=[A-Z“][a-z]{2,}\s|[A-Z]{2,}[\s:])")
# «5 Stasiun Tersibuk(Feby Novalius)», «…di Jawa Barat(abc)»
SIGNATURE = re.compile(
    r"(?<=\S)\((?:[A-Z][a-z]+(?: [A-Z][a-z.]+){1,3}"
    r"|[a-z]{2,4}(?:/[a-z]{2,4}){0,2})\)\s?$"
)
LIMIT = 240
LABELS_IN_BLOCK = 40


def cut_glued(sheet: Sheet, block: Block) -> list[RelatedHeadline]:
    """Cut headlines out of a paragraph and return them."""
    text = block.text
    found: list[RelatedHeadline] = []
    low = 0
    for match in _labels(text):
        if match.start() < low:
            continue
        if match.group()[0] in "([":
            end = _closing(text, match.end())
            parts = [(match.end(), end)]
            end = min(end + 1, len(text))
        else:
            parts = _find_parts(text, match.end(), _barrier(block, match.end()))
            parts = [*parts[:-1], _without_signature(text, parts[-1])] if parts else []
            end = parts[-1][1] if parts else match.end()
        for start, stop in parts:
            found += _make(sheet, block.start + start, block.start + stop)
        block.cut(match.start(), end, "related-glued")
        low = end
    return found


def _without_signature(text: str, part: tuple[int, int]) -> tuple[int, int]:
    """Leave out the name or the initials that are glued to the last headline."""
    start, end = part
    match = SIGNATURE.search(text, max(start, end - 60), end)
    return (start, match.start()) if match and match.start() > start else part


def _labels(text: str) -> list[re.Match[str]]:
    labels = [*LABEL.finditer(text), *GLUED_LABEL.finditer(text)]
    return sorted(labels, key=lambda match: match.start())[:LABELS_IN_BLOCK]


def _make(sheet: Sheet, start: int, end: int) -> list[RelatedHeadline]:
    evidence = sheet.evidence(start, end, "related-glued")
    if evidence.end - evidence.start < 8:
        return []
    return [RelatedHeadline(" ".join(evidence.exact.split()), evidence)]


def _closing(text: str, start: int) -> int:
    end = min(
        (p for p in (text.find(")", start), text.find("]", start)) if p >= 0),
        default=-1,
    )
    return end if 0 <= end <= start + LIMIT else min(start + LIMIT, len(text))


def _barrier(block: Block, start: int) -> int:
    """Return where the next stretch begins that was cut out already."""
    starts = (hole.start - block.start for hole in block.holes)
    return min((at for at in starts if at >= start), default=len(block.text))


def _find_parts(text: str, start: int, barrier: int) -> list[tuple[int, int]]:
    """Return the headlines glued together from `start` on."""
    stop = min(barrier, start + 4 * LIMIT)
    seams = [match.start() for match in SEAM.finditer(text, start + 8, stop)]
    parts: list[tuple[int, int]] = []
    for low, high in zip([start, *seams], [*seams, stop], strict=True):
        end = _headline_end(text, low, high, is_first=not parts)
        if end == high < stop and high in seams:
            parts.append((low, high))
            continue
        if end > low and (not parts or end == high):
            parts.append((low, end))
        break
    return parts


def _headline_end(text: str, start: int, stop: int, *, is_first: bool) -> int:
    """Return where the capitalised run from `start` turns into a sentence.

    What follows a label is a headline whatever its case; what follows that one is
    prose, if it begins like prose.
    """
    tokens = list(TOKEN.finditer(text, start, min(stop, start + LIMIT)))
    for number, token in enumerate(tokens):
        word = token.group().strip("\"'“”‘’(),.:;?!")
        if (
            number > 1
            and _closes(tokens[number - 1].group())
            and _opens(tokens, number)
        ):
            return tokens[number - 1].end()
        if not word or not word[0].islower() or word.lower() in SMALL_WORDS:
            continue
        if "-" in word and number < 2:
            continue
        if number <= 2:
            return _closed_end(tokens) if is_first else start
        return _step_back(text, tokens, number)
    return tokens[-1].end() if tokens else start


def _closes(word: str) -> bool:
    return word[-1] in "?!" or word[-2:] in ('?"', '!"')


def _opens(tokens: list[re.Match[str]], number: int) -> bool:
    """Whether prose begins here: a lower-case word comes soon after."""
    ahead = tokens[number : number + 4]
    return (
        any(
            token.group()[0].islower() and token.group().lower() not in SMALL_WORDS
            for token in ahead
        )
        or tokens[number].group()[0] in '“"'
    )


def _closed_end(tokens: list[re.Match[str]]) -> int:
    """Return the end of a headline in sentence case: at the first full stop."""
    for token in tokens:
        if token.group()[-1] in ".!?":
            return token.end()
    return tokens[-1].end()


def _step_back(text: str, tokens: list[re.Match[str]], number: int) -> int:
    """Return the start of the sentence whose first lower-case word is `number`.

    Its subject is capitalised like the headline before it; a name that the text
    uses elsewhere too is taken for one.
    """
    first = number
    while first > 1 and not tokens[first - 1].group()[0].isupper():
        if tokens[first - 1].group()[0] in '“"':
            return tokens[first - 2].end()
        first -= 1
    if first <= 1:
        return tokens[number - 1].end()
    for back in range(number - 1, max(1, number - 9), -1):
        if tokens[back].group()[0] in '“"':
            return tokens[back - 1].end()
        if (
            tokens[back].group().strip("\"'“”‘’(),.:;").lower() in OPENERS
            and tokens[back].group()[0].isupper()
        ):
            return tokens[back - 1].end()
    first -= 1
    while first > 2 and _is_name(text, tokens[first - 1], tokens[number - 1]):
        first -= 1
    return tokens[first - 1].end()


def _is_name(text: str, first: re.Match[str], last: re.Match[str]) -> bool:
    if not first.group()[0].isupper() or not first.group()[-1].isalnum():
        return False
    name = text[first.start() : last.end()]
    return len(name) < 60 and text.count(name) > 1
