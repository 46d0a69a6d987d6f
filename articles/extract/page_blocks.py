"""A page's source → its blocks: what a browser prints as one paragraph or line."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from articles.extract.page_source import SILENT, PageSource
from articles.extract.vocabulary import load_page_words

_WORDS = load_page_words()
_INLINE = frozenset(_WORDS["inline"])
_UNPRINTED = frozenset((*_WORDS["unprinted"], *SILENT))

# An article's page has a thousand; a page made to exhaust memory has millions.
_MAX_BLOCKS = 20_000

# Where the parser's text and the scanned one differ, they are joined again at the
# next text of this length, and not far away: a wrong place is worse than none.
_MIN_JOINT = 12
_MAX_JUMP = 5_000


@dataclass(slots=True)
class Block:
    """A printed paragraph or line, and where in the page it stands."""

    element: html.HtmlElement
    ancestors: tuple[html.HtmlElement, ...]  # the element itself first
    # Each piece of text with the place of its first printed character, or None.
    pieces: list[tuple[str, int | None]] = field(default_factory=list)
    link_size: int = 0  # printed characters within links
    text: str = ""  # as printed, white space collapsed
    key: str = ""  # the same without white space
    leads_away: bool = False  # it is a link to another page, or the label of one

    def finish(self) -> None:
        """Make the texts once all pieces are there."""
        self.text = " ".join("".join(text for text, _ in self.pieces).split())
        self.key = self.text.replace(" ", "")

    def is_within(self, tag: str) -> bool:
        """Tell whether the block stands in an element of this kind."""
        return any(element.tag == tag for element in self.ancestors)

    @property
    def link_share(self) -> float:
        """How much of the block is links, from 0 to 1."""
        return self.link_size / len(self.key)


def parse_page(raw: str) -> html.HtmlElement | None:
    """Return the root of the parsed page, None for a page without any element.

    libxml2 drops what is nested deeper than 255 elements, so walks are bounded.
    """
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root = html.document_fromstring(raw.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return root


def find_blocks(root: html.HtmlElement, page: PageSource) -> list[Block]:
    """Return the printed blocks in their order."""
    walker = _Walker(page)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if isinstance(element.tag, str):
            walker.take(event, element)
        if len(walker.blocks) == _MAX_BLOCKS:
            return walker.blocks
    walker.close_block()
    return walker.blocks


class _Walker:
    def __init__(self, page: PageSource) -> None:
        self.page = page
        self.blocks: list[Block] = []
        self.open: Block | None = None
        self.position = 0  # in the printed characters
        self.links = 0  # how many are open
        self.unprinted = 0

    def take(self, event: str, element: html.HtmlElement) -> None:
        """Take the start of an element with its text, or its end with what follows."""
        tag = element.tag
        if tag not in _INLINE:
            self.close_block()
        step = 1 if event == "start" else -1
        self.links += step * (tag == "a")
        self.unprinted += step * (tag in _UNPRINTED)
        if event == "end":
            parent = element.getparent()
            if parent is not None and element.tail:
                self.take_text(parent, element.tail)
        elif element.text and tag not in SILENT:
            self.take_text(element, element.text)

    def take_text(self, element: html.HtmlElement, text: str) -> None:
        key = "".join(text.split())
        place = self.find_place(key) if key else None
        if self.unprinted or not (key or self.open):
            return
        if self.open is None:
            self.open = _begin_block(element)
        self.open.pieces.append((text, place))
        self.open.link_size += len(key) * bool(self.links)

    def find_place(self, key: str) -> int | None:
        """Return where `key` stands in the printed characters, in step with them."""
        printed = self.page.printed
        place = self.position
        if not printed.startswith(key, place):
            if len(key) < _MIN_JOINT:
                return None
            place = printed.find(key, place, place + _MAX_JUMP + len(key))
            if place < 0:
                return None
        self.position = place + len(key)
        return place

    def close_block(self) -> None:
        if self.open is not None:
            self.open.finish()
            self.blocks.append(self.open)
        self.open = None


def _begin_block(element: html.HtmlElement) -> Block:
    ancestors = tuple(_lineage(element))
    return Block(ancestors[0], ancestors)


def _lineage(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    while element.tag in _INLINE and element.getparent() is not None:
        element = element.getparent()
    yield element
    yield from element.iterancestors()
