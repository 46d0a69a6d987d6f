"""What stands around the article on a page: navigation, teasers, share buttons."""

import re
from collections import Counter, defaultdict

from lxml import html

from articles.extract.page_blocks import Block
from articles.extract.vocabulary import load_page_words

_WORDS = load_page_words()
_ELEMENTS = frozenset(_WORDS["furniture"])
_NAMES = frozenset(_WORDS["words"])
_STRETCHES = re.compile("|".join(map(re.escape, _WORDS["stretches"])), re.IGNORECASE)

# "relatedNews", "related-news" and "related_news" are the words related and news.
_WORD_PATTERN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# WordPress names an article's element after its terms: "hentry tag-iklan author-ani".
_POST_PATTERN = re.compile(r"\bhentry\b|\btype-post\b|\bpostid-\d")
_TERM_PATTERN = re.compile(r"(?<!\S)(?:tag|category|author|format|status|post)-\S*")
_HIDDEN_PATTERN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")

# Names mislead: an article can stand in "content-with-sidebar". Whatever holds more
# of the page's prose than this is never furniture.
_MAX_PROSE_SHARE = 0.4
_MAX_TEASER_SHARE = 0.6

# A list of teasers: so many alike elements, each with few links and each of these a
# headline rather than a word.
_MIN_TEASERS = 3
_MAX_TEASER_LINKS = 3
_MIN_HEADLINE = 20
_LINKED = 0.8

_MIN_PROSE = 60
_MAX_PROSE_LINKS = 0.4
_SENTENCE_PATTERN = re.compile(r"[.!?…”\"。！？؟।]")
# Chinese and Japanese say as much in a third of the characters.
_MIN_WIDE_PROSE = 25
_WIDE_SENTENCE_PATTERN = re.compile(r"[。！？]")
_SENTENCE_END = re.compile(r"[.!?。！？؟][\"”’)]?$")
_MIN_SENTENCE_WORDS = 4


def is_prose(block: Block) -> bool:
    """Tell whether a block reads as text, not as a label or a link."""
    return block.link_share < _MAX_PROSE_LINKS and _reads_as_prose(block.text)


def reads_as_text(text: str) -> bool:
    """Tell whether `text` is prose or at least a sentence, not a label.

    >>> reads_as_text("“Kami sudah siap,” katanya."), reads_as_text("0 Komentar")
    (True, False)
    """
    has_words = len(text.split()) >= _MIN_SENTENCE_WORDS
    return _reads_as_prose(text) or (has_words and ends_sentence(text))


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends as a sentence does."""
    return bool(_SENTENCE_END.search(text[-3:]))


def _reads_as_prose(text: str) -> bool:
    if len(text) >= _MIN_PROSE:
        return bool(_SENTENCE_PATTERN.search(text))
    return len(text) >= _MIN_WIDE_PROSE and bool(_WIDE_SENTENCE_PATTERN.search(text))


class Furniture:
    """Tells which blocks of a page are none of the article."""

    def __init__(self, blocks: list[Block], headline: Block | None) -> None:
        self.prose_in: Counter[html.HtmlElement] = Counter()
        for block in blocks:
            if is_prose(block):
                self.prose_in.update(dict.fromkeys(block.ancestors, len(block.key)))
        self.prose = sum(len(block.key) for block in blocks if is_prose(block))
        self.teasers = self._find_teasers(blocks)
        # What holds the headline holds the article, whatever its name.
        kept = headline.ancestors if headline else ()
        self.judged: dict[html.HtmlElement, bool] = dict.fromkeys(kept, False)

    def holds(self, block: Block) -> bool:
        """Tell whether `block` is furniture: it or what it stands in is named so."""
        is_furniture = False
        for element in reversed(block.ancestors):
            if element not in self.judged:
                self.judged[element] = is_furniture or self._is_furniture(element)
            is_furniture = self.judged[element]
        return is_furniture

    def _is_furniture(self, element: html.HtmlElement) -> bool:
        if element in self.teasers:
            return True
        if element.get("itemprop") == "articleBody":
            return False
        is_small = self.prose_in[element] <= self.prose * _MAX_PROSE_SHARE
        return is_small and element.tag not in ("body", "html") and _is_named(element)

    def _find_teasers(self, blocks: list[Block]) -> set[html.HtmlElement]:
        links: Counter[html.HtmlElement] = Counter()
        for block in blocks:
            if len(block.text) >= _MIN_HEADLINE and block.link_share >= _LINKED:
                links.update(block.ancestors)
        alike: dict[tuple, list[html.HtmlElement]] = defaultdict(list)
        for element, count in links.items():
            if count <= _MAX_TEASER_LINKS and element.tag != "p":
                place = (element.getparent(), element.tag, element.get("class"))
                alike[place].append(element)
        teasers: set[html.HtmlElement] = set()
        for elements in alike.values():
            prose = sum(self.prose_in[element] for element in elements)
            if (
                len(elements) >= _MIN_TEASERS
                and prose <= self.prose * _MAX_TEASER_SHARE
            ):
                teasers.update(elements)
        return teasers


def _is_named(element: html.HtmlElement) -> bool:
    """Tell whether an element's name, class or id says that it is furniture."""
    if element.tag in _ELEMENTS:
        return True
    if _HIDDEN_PATTERN.search(element.get("style", "")):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    if _POST_PATTERN.search(names):
        names = _TERM_PATTERN.sub("", names)
    if _STRETCHES.search(names):
        return True
    words = (word.lower() for word in _WORD_PATTERN.findall(names))
    return not _NAMES.isdisjoint(words)
