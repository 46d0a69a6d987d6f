"""Parts of the page around the article: sidebars, tags, comment forms, teasers."""

import re

from articles.extract.furniture import fold
from articles.extract.related import add
from articles.extract.shapes import (
    count_words,
    is_headline_like,
    is_sentence,
    is_title_case,
)
from articles.extract.sheet import BULLET, Block, Sheet
from articles.extract.sources import DOMAIN
from articles.extract.vocabulary import any_of, load_words
from articles.records import RelatedHeadline

WORDS = load_words()
SIDEBAR_LABELS = frozenset(WORDS["sidebar_labels"])
END_LABELS = frozenset(WORDS["end_labels"])
# «Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *»
END_START = re.compile(
    rf"{any_of(label for label in WORDS['end_labels'] if ' ' in label)}\b",
    re.IGNORECASE,
)
# «Tag: a, b», «TAGS : a b», «Topik: a», «#a #b»
TAGS = re.compile(
    rf"[#\s]{{0,2}}{any_of(WORDS['tag_labels'])}\s?[:：][^\n]{{0,400}}$", re.IGNORECASE
)
TAG_LABELS = frozenset(WORDS["tag_labels"])
SOURCE_LABELS = frozenset(WORDS["source_labels"]) | {"referensi", "rujukan"}
SECTION = re.compile(rf"(?:{DOMAIN.pattern})\s[-–|]\s[A-Z]\w+(?:\s\w+){{0,2}}")
# Once this share of the prose is read, a sidebar's label ends the article.
MOST = 0.5
NEARLY_ALL = 0.8
PARAGRAPH = 100


def cut_sections(sheet: Sheet) -> tuple[RelatedHeadline, ...]:
    """Drop the page's other parts; return the headlines that stand in them."""
    found: list[RelatedHeadline] = []
    prose = _prose_lengths(sheet)
    total = sum(prose) or 1
    read = 0
    for at, block in enumerate(sheet.blocks):
        if block.is_open and len(block.text) <= 120:
            is_late = read > 0 and read >= _share_above(block) * total
            if _is_end(block) and is_late:
                _drop_rest(sheet, at, "comment-form", found)
                break
            if _is_sidebar(block):
                if is_late and "headline" not in fold(block.text):
                    _drop_rest(sheet, at, "sidebar", found)
                    break
                _drop_sidebar(sheet, at, found)
            elif TAGS.match(block.text) or fold(block.text) in TAG_LABELS:
                _drop_tags(sheet, at)
        read += prose[at]
    return tuple(found)


def _share_above(block: Block) -> float:
    """A label of one word may be a subheading; one of several is none."""
    return MOST if " " in fold(block.text) else NEARLY_ALL


def cut_tail(sheet: Sheet) -> tuple[RelatedHeadline, ...]:
    """Drop the tags and headlines that are left below the last paragraph."""
    blocks = sheet.open_blocks()
    last = max(
        (at for at, block in enumerate(blocks) if _is_paragraph(block)), default=None
    )
    if last is None:
        return ()
    if blocks[last].text.endswith(":"):
        return ()
    found: list[RelatedHeadline] = []
    below = blocks[last + 1 :]
    if below and _is_remnant(sheet, below[-1]):
        below.pop().drop("remnant")
    for block in below:
        if block.text.endswith(":"):
            break
        if _is_tag(block):
            block.drop("tags")
        elif _is_left_headline(block):
            found += _entry(sheet, block, "tail-headline")
            block.drop("related")
    return tuple(found)


def _is_remnant(sheet: Sheet, block: Block) -> bool:
    """Whether the last line is what is left of a list of links, or the page's count.

    «Sumber:» above addresses, «3» below the editor's name, «kabar.id - Hukum».
    """
    if fold(block.text) in SOURCE_LABELS or SECTION.fullmatch(block.text):
        return True
    above = sheet.blocks[max(0, sheet.blocks.index(block) - 1)]
    return block.text.isdigit() and above.rule in ("byline", "promo", "tags")


def _is_left_headline(block: Block) -> bool:
    if BULLET.match(block.text) and block.text[0] != "•":
        return False
    if ";" in block.text or ". " in block.text or block.text.count(",") > 2:
        return False
    return is_headline_like(block.text) and count_words(block.text) >= 6


def _prose_lengths(sheet: Sheet) -> list[int]:
    return [
        len(block.text) if block.is_open and _is_prose(block) else 0
        for block in sheet.blocks
    ]


def _is_prose(block: Block) -> bool:
    return is_sentence(block.text) and len(block.text) >= 40


def _is_paragraph(block: Block) -> bool:
    """Prose, or a line too long and too plain for a headline."""
    return _is_prose(block) or (
        len(block.text) >= PARAGRAPH and not is_title_case(block.text)
    )


def _is_end(block: Block) -> bool:
    return fold(block.text) in END_LABELS or bool(END_START.match(block.text))


def _is_sidebar(block: Block) -> bool:
    return len(block.text) <= 50 and fold(block.text) in SIDEBAR_LABELS


def _is_tag(block: Block) -> bool:
    text = block.text
    is_plain = text.islower() and text[0].isalpha() and text[-1].isalnum()
    return is_plain and len(text) <= 90 and count_words(text) <= 12


def _drop_rest(sheet: Sheet, at: int, rule: str, found: list[RelatedHeadline]) -> None:
    for block in sheet.blocks[at:]:
        if block.is_open:
            if _is_listed(block) and rule == "sidebar":
                found += _entry(sheet, block)
            block.drop(rule)


def _drop_sidebar(sheet: Sheet, at: int, found: list[RelatedHeadline]) -> None:
    """Drop a label in the midst of a text, and the headlines under it."""
    label = sheet.blocks[at]
    label.drop("sidebar")
    is_first = True
    for block in sheet.blocks[at + 1 : at + 20]:
        if not block.is_open:
            continue
        # "Headline", then the lead sentence of another article.
        is_teaser = is_first and "headline" in fold(label.text)
        if not is_teaser and not _is_listed(block):
            break
        if not is_teaser:
            found += _entry(sheet, block)
        block.drop("sidebar")
        is_first = False


def _is_listed(block: Block) -> bool:
    text = block.text
    return is_headline_like(text) and count_words(text) >= 4


def _entry(sheet: Sheet, block: Block, rule: str = "sidebar") -> list[RelatedHeadline]:
    entry = add(sheet, block.start, block.end, rule)
    return [entry] if entry else []


def _drop_tags(sheet: Sheet, at: int) -> None:
    sheet.blocks[at].drop("tags")
    for block in sheet.blocks[at + 1 : at + 25]:
        if block.is_open and (len(block.text) > 60 or is_sentence(block.text)):
            break
        if _is_sidebar(block):
            break
        block.drop("tags")
