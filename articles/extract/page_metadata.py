"""What a page says of itself to machines: meta elements, links, JSON-LD."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from articles.extract.page_source import PageSource, Tag
from articles.records import Evidence, Span

# JSON can spell what no text holds: half a letter ("\\ud800"), or nothing ("\\u0000").
UNPRINTABLE = re.compile("[\ud800-\udfff\\x00]")
_NAMING = ("property", "name", "itemprop")
_LD_TYPE = "application/ld+json"
# <!-- … -->, //<![CDATA[ … //]]> around JSON
_WRAPPING = re.compile(r"^\s*(?://)?\s*<!(?:--|\[CDATA\[)|(?://)?\s*(?:--|\]\])>\s*$")
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report)$")
_MAX_NODES = 2_000


@dataclass(frozen=True, slots=True)
class Statement:
    """A value that a page states, and the words in the source that state it."""

    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's statements, looked up by name."""

    page: PageSource
    articles: tuple[tuple[dict[str, Any], Span], ...]  # JSON-LD, and its script

    def find_meta(self, *names: str) -> Iterator[Statement]:
        """Yield what meta elements of these names say, in the order of the names."""
        for name in names:
            for tag in self.page.tags:
                if tag.name == "meta" and name in self._names(tag):
                    yield from self._state(tag, "content", f"meta-{name}")

    def find_title_elements(self) -> list[str]:
        """Return what the page's `title` elements hold."""
        raw = self.page.raw
        spans = [tag.content for tag in self.page.tags if tag.name == "title"]
        return [unescape(raw[span.start : span.end]).strip() for span in spans]

    def find_link(self, rel: str) -> Iterator[Statement]:
        """Yield the addresses of a page's links of a kind, such as "canonical"."""
        for tag in self.page.tags:
            if (
                tag.name == "link"
                and rel in self.page.value(tag, "rel").lower().split()
            ):
                yield from self._state(tag, "href", f"link-{rel}")

    def find_times(self, *, is_marked: bool) -> Iterator[Statement]:
        """Yield the days of `time` elements, those marked as publication or others."""
        for tag in self.page.tags:
            marks = f"{self.page.value(tag, 'itemprop')} {' '.join(tag.attributes)}"
            if tag.name == "time" and is_marked == (
                "datePublished" in marks or "pubdate" in marks
            ):
                yield from self._state(tag, "datetime", "time-element")

    def find_ld(self, key: str, *inner: str) -> Iterator[Statement]:
        """Yield what the article's JSON-LD says under `key`, or a name within it."""
        for node, script in self.articles:
            literal = inner[-1] if inner else key
            yield from self._state_ld(node.get(key), literal, inner, script)

    def find_authors(self) -> Iterator[Statement]:
        """Yield the persons that the article's JSON-LD calls its authors."""
        for node, script in self.articles:
            authors = node.get("author")
            for author in authors if isinstance(authors, list) else [authors]:
                if isinstance(author, dict) and "Organization" in str(
                    author.get("@type")
                ):
                    continue
                key = "author" if isinstance(author, str) else "name"
                inner = () if isinstance(author, str) else ("name",)
                yield from self._state_ld(author, key, inner, script)

    def _state_ld(
        self, node: object, key: str, inner: tuple[str, ...], script: Span
    ) -> Iterator[Statement]:
        for value in _values(node, inner):
            evidence = self._find_literal(key, value, script)
            if evidence and value.strip():
                text = UNPRINTABLE.sub("\ufffd", unescape(value))
                yield Statement(" ".join(text.split()), evidence)

    def _names(self, tag: Tag) -> set[str]:
        return {self.page.value(tag, naming).lower() for naming in _NAMING}

    def _state(self, tag: Tag, attribute: str, rule: str) -> Iterator[Statement]:
        value = " ".join(self.page.value(tag, attribute).split())
        if value:
            evidence = self.page.evidence(tag.attributes[attribute], rule)
            if evidence:
                yield Statement(value, evidence)

    def _find_literal(self, key: str, value: str, script: Span) -> Evidence | None:
        """Return where `"key": "value"` stands in a script of JSON."""
        literal = re.compile(rf'"{key}"\s*+:\s*+\[?\s*+"((?:[^"\\]|\\.)*+)"')
        for match in literal.finditer(self.page.raw, script.start, script.end):
            try:
                meant = json.loads(f'"{match[1]}"', strict=False)
            except ValueError:
                continue
            if meant == value:
                return self.page.evidence(Span(*match.span(1)), f"json-ld-{key}")
        return None


def read_metadata(page: PageSource) -> Metadata:
    """Return what `page` says of itself."""
    articles = []
    for tag in page.tags:
        if tag.name == "script" and _LD_TYPE in page.value(tag, "type").lower():
            source = page.raw[tag.content.start : tag.content.end]
            try:
                data = json.loads(_WRAPPING.sub("", source), strict=False)
            except (ValueError, RecursionError):
                continue
            articles += [(node, tag.content) for node in _find_articles(data)]
    return Metadata(page, tuple(articles))


def _find_articles(data: object) -> Iterator[dict[str, Any]]:
    waiting = [data]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            types = node.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(isinstance(n, str) and _ARTICLE_TYPE.search(n) for n in names):
                yield node
            waiting += [
                value for value in node.values() if isinstance(value, dict | list)
            ]


def _values(node: object, inner: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts of a JSON value; `inner` leads to them through objects."""
    if isinstance(node, str):
        if not inner:
            yield node
    elif isinstance(node, list):
        for part in node[:_MAX_NODES]:
            if not isinstance(part, list):
                yield from _values(part, inner)
    elif isinstance(node, dict) and inner:
        yield from _values(node.get(inner[0]), inner[1:])
