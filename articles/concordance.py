"""The lines in which an entity is named, as they stand in the raw texts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Article, Mention
from articles.reading import printed

# Characters shown on each side.
WIDTH = 80
# A page's markup takes room too: so much is read on each side to fill the width.
REACH = 10 * WIDTH
# Lines of one article shown at once; its page has them all.
MOST = 12

# An empty line: what stands behind it is another paragraph.
PARAGRAPH_END = re.compile(r"\n\s*\n")
LINE_END = re.compile(r"[^\S\n]*\n[^\S\n]*")
# What a cut leaves of a tag: `rong>Putin` and `<a hre`
CUT_TAG_BEFORE = re.compile(r"^[^<>]*>")
CUT_TAG_AFTER = re.compile(r"<[^<>]*$")


@dataclass(frozen=True, slots=True)
class Line:
    before: str
    word: str
    after: str
    zone: str  # in words
    number: int  # of the raw text's line, from 1


@dataclass(frozen=True, slots=True)
class ArticleLines:
    """One article's lines, in printed order."""

    article: Article
    lines: list[Line]
    more: int  # lines that are not shown


def find_lines(
    articles: Iterable[Article], mentions: Iterable[Mention]
) -> list[ArticleLines]:
    """Return the lines around `mentions`; articles come with their raw files."""
    by_article: dict[int, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda mention: mention.start):
        by_article.setdefault(mention.article_id, []).append(mention)
    shown = []
    for article in articles:
        found = by_article.get(article.pk, [])
        text = article.raw_file.text
        is_html = article.raw_file.media_type == "text/html"
        lines = [_line(text, mention, is_html=is_html) for mention in found[:MOST]]
        shown.append(ArticleLines(article, lines, max(0, len(found) - MOST)))
    return shown


def _line(text: str, mention: Mention, *, is_html: bool) -> Line:
    before = text[max(0, mention.start - REACH) : mention.start]
    after = text[mention.end : mention.end + REACH]
    if is_html:
        before = printed(CUT_TAG_BEFORE.sub("", before), is_html=True)
        after = printed(CUT_TAG_AFTER.sub("", after), is_html=True)
    return Line(
        _shorten(_flatten(PARAGRAPH_END.split(before)[-1])[::-1])[::-1],
        _flatten(printed(text[mention.start : mention.end], is_html=is_html)),
        _shorten(_flatten(PARAGRAPH_END.split(after)[0])),
        str(mention.get_zone_display()),
        text.count("\n", 0, mention.start) + 1,
    )


def _flatten(text: str) -> str:
    """Return `text` on one line; where it had several, a stroke parts them."""
    return re.sub(r"\s+", " ", LINE_END.sub(" / ", text))


def _shorten(text: str) -> str:
    """Cut `text` after so many characters, but through no word."""
    if len(text) <= WIDTH:
        return text
    kept = text[:WIDTH]
    # A text without spaces is cut where it is.
    return (kept.rpartition(" ")[0] or kept) + " …"
