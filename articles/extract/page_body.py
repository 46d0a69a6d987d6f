"""The blocks of a page that are its article's text.

trafilatura says which text it takes for the article; that is a vote, not the result:
it drops leads and takes teasers. The article is what stands in the smallest element
that holds most of the prose, furniture left out.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Iterable

import trafilatura
from lxml import html

from articles.extract.page_blocks import Block
from articles.extract.page_furniture import (
    Furniture,
    ends_sentence,
    is_prose,
    reads_as_text,
)
from articles.extract.vocabulary import squash

# That it finds no article is no news to anybody: the vote is empty then.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# What is compared of two texts: their beginnings, without white space.
_HEAD = 24
# Above this, the vote costs seconds (some of it is quadratic), and few pages are.
_MAX_VOTED = 1_000_000
_MAX_VOTED_BLOCKS = 2_000
_UNVOTED_WEIGHT = 0.3
# Of what stands apart from the headline, such as a footer's address.
_APART_WEIGHT = 0.3
# The container is left for a part of it only if that has this much of its weight.
_MIN_SHARE = 0.7

# How far from the container's text, in blocks and in elements, more can belong to it.
_NEAR_BEFORE = 6
_NEAR_AFTER = 3
_NEAR_PARENTS = 2
_MIN_STANDFIRST = 60
_DESCRIPTION_HEAD = 50

_LINK_ONLY = 0.9
_MOSTLY_LINKS = 0.6
_MIN_LINKED_WORDS = 7
_MIN_HEADLINE_WORDS = 4
# "Jakarta -", on a line of its own before the first paragraph
_DASH_END = re.compile(r"[-–—]$")


def find_body_blocks(
    blocks: list[Block],
    headline: Block | None,
    raw: str,
    descriptions: Iterable[str],
) -> list[Block]:
    """Return the blocks of the article's text in their order.

    `descriptions` is what the page says of itself; a standfirst repeats it. Links to
    other pages among the text are marked as such: they are no body, but say more.
    """
    furniture = Furniture(blocks, headline)
    votes = _ask_trafilatura(raw) if len(blocks) <= _MAX_VOTED_BLOCKS else frozenset()
    title = next((n for n, block in enumerate(blocks) if block is headline), -1)
    candidates = {
        number: block
        for number, block in enumerate(blocks)
        if not (_is_headline(block, headline) or furniture.holds(block))
    }
    container = _find_container(candidates.values(), headline, votes)
    if container is None:
        return _find_captions(blocks[title + 1 :])
    core = [n for n, block in candidates.items() if container in block.ancestors]
    before = range(title + 1, core[0])
    standfirsts = [n for n in before if _is_standfirst(blocks[n], descriptions)]
    wrappers = _climb(container, _NEAR_PARENTS)
    near = [
        number
        for number in range(core[0] - _NEAR_BEFORE, core[-1] + _NEAR_AFTER + 1)
        if number > title
        and number in candidates
        and _is_near(blocks[number], wrappers, votes)
    ]
    # What is furniture by name may still say "Baca juga: …" and so name a headline.
    within = [n for n in range(core[0], core[-1]) if n not in candidates]
    labelled = [n for n in within if _is_labelled_link(blocks[n])]
    return _take(blocks, {*core, *standfirsts, *near, *labelled})


def _take(blocks: list[Block], numbers: set[int]) -> list[Block]:
    """Return these blocks in their order, links among them marked."""
    for number in numbers:
        blocks[number].leads_away = _leads_away(blocks, number)
    return _trim_head([blocks[number] for number in sorted(numbers)])


def _ask_trafilatura(raw: str) -> frozenset[str]:
    """Return the beginnings of what trafilatura takes for the article's lines."""
    if len(raw) > _MAX_VOTED:
        return frozenset()
    text = trafilatura.extract(
        raw, include_comments=False, include_tables=False, favor_precision=True
    )
    lines = (_squash(line.lstrip("-# ")) for line in (text or "").split("\n"))
    return frozenset(line[:_HEAD] for line in lines if line)


def _find_container(
    candidates: Iterable[Block], headline: Block | None, votes: frozenset[str]
) -> html.HtmlElement | None:
    """Return the smallest element with most of the prose.

    Prose counts more that was voted for, and that shares an element with the headline.
    """
    weights: dict[html.HtmlElement, float] = defaultdict(float)
    root = None
    # All share the last two, body and html.
    around = set(headline.ancestors[:-2]) if headline else set()
    for block in candidates:
        if is_prose(block):
            weight = len(block.key) * 1.0
            weight *= 1 if block.key[:_HEAD] in votes else _UNVOTED_WEIGHT
            weight *= _APART_WEIGHT if around.isdisjoint(block.ancestors) else 1
            for element in block.ancestors:
                weights[element] += weight
            root = block.ancestors[-1]
    if root is None:
        return None
    container = root
    while True:
        part = max(container, key=lambda child: weights.get(child, 0), default=None)
        if part is None or weights.get(part, 0) < weights[container] * _MIN_SHARE:
            break
        container = part
    return _climb(container, 1)[-1] if container.tag == "p" else container


def _climb(element: html.HtmlElement, steps: int) -> list[html.HtmlElement]:
    """Return `element` and what it stands in, up to so many steps."""
    climbed = [element]
    for parent in element.iterancestors():
        if len(climbed) > steps or parent.tag in ("body", "html"):
            break
        climbed.append(parent)
    return climbed


def _is_near(
    block: Block, wrappers: list[html.HtmlElement], votes: frozenset[str]
) -> bool:
    """Tell whether a block close to the container belongs to it.

    Prose does where it was voted for, or stands bare in what is wrapped around it.
    """
    if not is_prose(block):
        return False
    if block.key[:_HEAD] in votes:
        return wrappers[-1] in block.ancestors
    return block.element in wrappers


def _is_standfirst(block: Block, descriptions: Iterable[str]) -> bool:
    heads = {_squash(text)[:_DESCRIPTION_HEAD] for text in descriptions} - {""}
    return len(block.text) >= _MIN_STANDFIRST and block.key.startswith(tuple(heads))


def _is_headline(block: Block, headline: Block | None) -> bool:
    if block.is_within("h1"):
        return True
    return headline is not None and squash(block.text) == squash(headline.text)


def _leads_away(blocks: list[Block], number: int) -> bool:
    """Tell whether a block is a link to elsewhere, or the label of one."""
    block = blocks[number]
    if _is_link(block):
        return True
    is_label = not reads_as_text(block.text) and not _DASH_END.search(block.text)
    return is_label and number + 1 < len(blocks) and _is_link(blocks[number + 1])


def _is_labelled_link(block: Block) -> bool:
    return _MOSTLY_LINKS <= block.link_share < 1 and not is_prose(block)


def _is_link(block: Block) -> bool:
    """Tell whether a block is a link to elsewhere rather than text with links."""
    ends = ends_sentence(block.text)
    if block.link_share >= _LINK_ONLY:
        return not ends or len(block.text.split()) < _MIN_LINKED_WORDS
    return block.link_share >= _MOSTLY_LINKS and not ends and not is_prose(block)


def find_linked_headlines(blocks: list[Block], body: list[Block]) -> list[Block]:
    """Return the links among the text that read as headlines of other articles."""
    if not body:
        return []
    numbers = {id(block): number for number, block in enumerate(blocks)}
    start, end = numbers[id(body[0])], numbers[id(body[-1])]
    return [
        block
        for block in blocks[start:end]
        if block.link_share == 1 and len(block.text.split()) >= _MIN_HEADLINE_WORDS
    ]


def _trim_head(body: list[Block]) -> list[Block]:
    """Take labels off the head: date stamps, names, share buttons."""
    for start, block in enumerate(body):
        is_text = reads_as_text(block.text) or _DASH_END.search(block.text)
        if is_text and not block.leads_away:
            return body[start:]
    return []


def _find_captions(blocks: list[Block]) -> list[Block]:
    """Return a photo page's captions: where there is no other text, they are it."""
    return [
        block for block in blocks if is_prose(block) and block.is_within("figcaption")
    ]


def _squash(text: str) -> str:
    return "".join(text.split())
