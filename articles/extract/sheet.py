"""The raw text as blocks: printed lines, with those rejoined that a link broke."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.extract.vocabulary import load_words
from articles.records import Boilerplate, Evidence, Span

# Marks that print nothing: byte order, direction, joiners, soft hyphen.
INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\xad"
LINE_END = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")

# Labels announce what follows; it doesn't continue them.
LABELS = frozenset((*load_words()["tag_labels"], *load_words()["advert_lines"]))
HANGING = frozenset(load_words()["hanging_words"])
TERMINAL = ".!?…:;”\"')]*"
# «, Selasa (10/6/2025).» continues whatever stands before it.
CONTINUES = re.compile(
    r"[,.;:?!%)](?!\.\.)|[a-zà-ÿ]|https?://|\([^)\n]{1,40}\)[^\S\n][a-z]"
)
BULLET = re.compile(r"(?:[-–—•*·▪●✅]|\d{1,3}[.)]|[a-z][.)])(?=\s)")
# «kepada», «Kompas.com,», «Selasa (10/6/2025).» on three lines.
DAY_LINE = re.compile(
    rf"(?:{'|'.join(load_words()['weekdays'])})\b,?\s?\(?\d", re.IGNORECASE
)
# «BEKASI, KOMPAS.com» with its dash on the next line.
DATELINE_END = re.compile(r"^[A-Z][^\n]{2,40}\.(?:com|co|id|tv|net)$", re.IGNORECASE)
# «jpnn.com, BOGOR -», «tirto.id -»: a dateline in small letters begins a text.
SMALL_DATELINE = re.compile(r"[a-z0-9]+\.[a-z.]{2,6}(?:,\s[A-Z]|\s?[-–—]\s)")
# What players, counters and themes print between lines, in small letters.
STRAY = re.compile(
    r"(?:loading\.{0,3}|zoom-(?:in|out)|url telah tercopy|kumparan[A-Z]+"
    r"|by \w[\w .]{1,30}|in [A-Z][\w &,/]{2,40}"
    r"|waktu baca \d{1,2} menit|\d{1,2} menit baca)$"
)
APART = re.compile(rf"{STRAY.pattern}|{SMALL_DATELINE.pattern}")
DASH_ALONE = frozenset(("-", "--", "–", "—", ":", "|"))


@dataclass(slots=True)
class Block:
    """A stretch printed as one: a line, or lines that belong to one sentence."""

    start: int
    end: int
    text: str  # the stretch, each line end replaced by a space
    is_after_gap: bool = False  # a blank line stands before it
    rule: str | None = None  # why it is not body; None as long as it may be
    holes: list[Boilerplate] = field(default_factory=list)  # cut from within

    @property
    def is_open(self) -> bool:
        """Whether the block may still be body."""
        return self.rule is None

    def drop(self, rule: str) -> None:
        """Mark the whole block as no body; the first rule to do so is kept."""
        if self.rule is None:
            self.rule = rule

    def cut(self, start: int, end: int, rule: str) -> None:
        """Mark a stretch of `text` as no body."""
        if start < end:
            self.holes.append(Boilerplate(self.start + start, self.start + end, rule))

    @property
    def open_text(self) -> str:
        """The text above what was cut off its end."""
        if not self.holes:
            return self.text
        end = len(self.text)
        for hole in sorted(self.holes, key=lambda hole: -hole.end):
            if hole.end - self.start < len(self.text[:end].rstrip()):
                break
            end = min(end, hole.start - self.start)
        return self.text[:end].rstrip()

    def is_cut(self, at: int) -> bool:
        """Whether the character at `at` of `text` was cut out."""
        place = self.start + at
        return any(hole.start <= place < hole.end for hole in self.holes)


@dataclass(slots=True)
class Sheet:
    """A raw text under reading."""

    text: str
    blocks: list[Block]

    def open_blocks(self) -> list[Block]:
        """Return the blocks that may be body, in their order."""
        return [block for block in self.blocks if block.rule is None]

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Return the words from `start` to `end`, blank ends taken off."""
        span = strip(self.text, start, end)
        return Evidence(rule, span.start, span.end, self.text[span.start : span.end])


def make_sheet(text: str) -> Sheet:
    """Return `text` split into blocks."""
    lines = list(_split(text))
    blocks: list[Block] = []
    gap = False
    for number, (start, end) in enumerate(lines):
        if start == end:
            gap = True
            continue
        following = lines[number + 1] if number + 1 < len(lines) else (end, end)
        if blocks and not gap and _belongs(text, blocks[-1], (start, end), following):
            blocks[-1].end = end
        else:
            blocks.append(Block(start, end, "", is_after_gap=gap))
        gap = False
    for block in blocks:
        block.text = LINE_END.sub(_spaces, text[block.start : block.end])
    return Sheet(text, blocks)


def strip(text: str, start: int, end: int) -> Span:
    """Return the stretch without blank characters at its ends."""
    while start < end and (text[start].isspace() or text[start] in INVISIBLE):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in INVISIBLE):
        end -= 1
    return Span(start, end)


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _split(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stripped bounds of each line; a blank line has none."""
    start = 0
    for match in LINE_END.finditer(text):
        span = strip(text, start, match.start())
        yield span.start, span.end
        start = match.end()
    span = strip(text, start, len(text))
    if span.start < span.end:
        yield span.start, span.end


def _belongs(
    text: str, block: Block, line: tuple[int, int], following: tuple[int, int]
) -> bool:
    """Whether a line continues the sentence of the block before it.

    Scrapers print each link on a line of its own, in the midst of a sentence.
    """
    start, end = line
    if _is_short(block) and text[block.start : block.end].casefold() in LABELS:
        return False
    if text[start:end] in DASH_ALONE:
        return _is_short(block) and text[block.start].isupper()
    if _is_hanging(text, block) or _goes_on_with_a_day(text, block.end, start, end):
        return not BULLET.match(text, start, end)
    return not APART.match(text, start, end) and _goes_on(text, block, line, following)


def _goes_on(
    text: str, block: Block, line: tuple[int, int], following: tuple[int, int]
) -> bool:
    """Whether line and block look like parts of one sentence."""
    start, end = line
    if _is_whole(text, block):
        return text[start] in ",.;?!" and text[start : start + 2] != ".."
    if CONTINUES.match(text, start, end):
        return not BULLET.match(text, start, end)
    if _ends_in_dash(text, block):
        return True
    if text[start] in "-–—" and _is_short(block):
        return bool(DATELINE_END.search(text[block.start : block.end]))
    # A short link text, itself continued by the next line.
    first, last = following
    return (
        first < last
        and end - start <= 60
        and text[end - 1] not in TERMINAL
        and text[start:end].count(" ") <= 8
        and _leads_on(text, end, first, last)
        and not STRAY.match(text, first, last)
        and not BULLET.match(text, first, last)
        and not _is_tag_like(text, first, last)
    )


def _leads_on(text: str, end: int, first: int, last: int) -> bool:
    """Whether the line that ends at `end` is continued by the one from `first` on."""
    return bool(CONTINUES.match(text, first, last)) or _goes_on_with_a_day(
        text, end, first, last
    )


def _goes_on_with_a_day(text: str, end: int, first: int, last: int) -> bool:
    return text[end - 1] == "," and bool(DAY_LINE.match(text, first, last))


def _is_tag_like(text: str, start: int, end: int) -> bool:
    return end - start <= 40 and text[start:end].islower() and text[end - 1].isalnum()


def _is_whole(text: str, block: Block) -> bool:
    """Whether a block ends as a finished line does."""
    last = text[block.end - 1]
    return last in TERMINAL and not (
        last == ":" and text[block.end : block.end + 6].strip().startswith("http")
    )


def _ends_in_dash(text: str, block: Block) -> bool:
    """`BOGOR, KOMPAS.com –` and `Jakarta` + `-` lead on to the next line."""
    return text[block.end - 1] in "-–—" and _is_short(block)


def _is_hanging(text: str, block: Block) -> bool:
    """Whether a block ends in a word that no sentence ends in."""
    last = text[max(block.start, block.end - 12) : block.end].rsplit(None, 1)[-1]
    return last in HANGING and block.end - block.start > len(last)


def _is_short(block: Block) -> bool:
    return block.end - block.start <= 60
