"""A page's source, scanned for where its printed characters and its tags stand.

Parsers of HTML give no offsets, so what they return is looked up here. Scanning is
linear in the length of the source, whatever is in it.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from articles.records import Evidence, Span

# <a href="x">, </p>, <br/>; an unclosed one at the end reaches to the end.
_TAG_PATTERN = re.compile(
    r"</?([a-z][^\s/>]{0,60}+)(?:[^>=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+>?",
    re.IGNORECASE,
)
# <!-- … -->, <!DOCTYPE html>, <?xml … ?>, </3>
_COMMENT_PATTERN = re.compile(r"<!--(?:.*?-->|.*)|<[!?/][^>]*+>?", re.DOTALL)
_ATTRIBUTE_PATTERN = re.compile(
    r"([^\s=/>\"']{1,60})\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']++))"
)
# &amp; &#8220; &#x201C; &nbsp
_ENTITY_PATTERN = re.compile(
    r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?", re.IGNORECASE
)
_SOLID_PATTERN = re.compile(r"\S+")

# Elements whose content is no markup: those that print it, and those that don't.
_PRINTING = ("title", "textarea")
SILENT = ("iframe", "noembed", "noframes", "script", "style", "xmp")
_KEPT = frozenset(("html", "link", "meta", "script", "time", "title"))


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag that may say something of the page."""

    name: str
    attributes: dict[str, Span]  # where each one's value stands, by lower-case name
    content: Span  # up to the end tag; empty where it isn't raw text


@dataclass(slots=True)
class PageSource:
    """The printed characters of a page, blanks left out, and where each stands."""

    raw: str
    printed: str = ""
    starts: array = field(default_factory=lambda: array("L"))
    ends: array = field(default_factory=lambda: array("L"))
    tags: list[Tag] = field(default_factory=list)

    def value(self, tag: Tag, name: str) -> str:
        """Return an attribute's value as it is meant, "" without it."""
        span = tag.attributes.get(name)
        return unescape(self.raw[span.start : span.end]).strip() if span else ""

    def evidence(self, span: Span, rule: str) -> Evidence | None:
        """Return the words of a stretch, blank ends taken off; None for blanks."""
        exact = self.raw[span.start : span.end]
        start = span.start + len(exact) - len(exact.lstrip())
        exact = exact.strip()
        return Evidence(rule, start, start + len(exact), exact) if exact else None


def scan_page(raw: str) -> PageSource:
    """Return `raw` with its printed characters and the tags that matter."""
    page = PageSource(raw)
    parts: list[str] = []
    position = 0
    for start, end in _scan_markup(page):
        _take_text(page, parts, position, start)
        position = end
    _take_text(page, parts, position, len(raw))
    page.printed = "".join(parts)
    return page


def _scan_markup(page: PageSource) -> Iterator[tuple[int, int]]:
    """Yield the stretches of markup, and keep the tags that matter."""
    raw = page.raw
    position = raw.find("<")
    while position >= 0:
        tag = _TAG_PATTERN.match(raw, position)
        match = tag or _COMMENT_PATTERN.match(raw, position)
        if match is None:
            position = raw.find("<", position + 1)
            continue
        end = match.end()
        if tag and raw[position + 1] != "/":
            name = tag[1].lower()
            if name in SILENT or name in _PRINTING:
                closing = _find_closing(raw, name, end)
                _keep(page, name, tag, Span(end, closing))
                if name in SILENT:
                    end = closing
                yield position, end
                position = closing
                continue
            _keep(page, name, tag, Span(end, end))
        yield position, end
        position = raw.find("<", end)


def _find_closing(raw: str, name: str, start: int) -> int:
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(raw, start)
    return match.start() if match else len(raw)


def _keep(page: PageSource, name: str, tag: re.Match[str], content: Span) -> None:
    if name not in _KEPT:
        return
    attributes: dict[str, Span] = {}
    inner = tag.start() + 1 + len(name)
    for match in _ATTRIBUTE_PATTERN.finditer(page.raw, inner, tag.end()):
        group = match.lastindex or 0
        span = Span(match.start(group), match.end(group))
        attributes.setdefault(match[1].lower(), span)
    page.tags.append(Tag(name, attributes, content))


def _take_text(page: PageSource, parts: list[str], start: int, end: int) -> None:
    position = start
    if page.raw.find("&", start, end) >= 0:
        for match in _ENTITY_PATTERN.finditer(page.raw, start, end):
            _take_plain(page, parts, position, match.start())
            position = match.end()
            for character in unescape(match[0]):
                if not character.isspace():
                    parts.append(character)
                    page.starts.append(match.start())
                    page.ends.append(position)
    _take_plain(page, parts, position, end)


def _take_plain(page: PageSource, parts: list[str], start: int, end: int) -> None:
    for match in _SOLID_PATTERN.finditer(page.raw, start, end):
        parts.append(match[0])
        page.starts.extend(range(match.start(), match.end()))
        page.ends.extend(range(match.start() + 1, match.end() + 1))
