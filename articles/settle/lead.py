"""The lead sentence: what stands for a headline where none is printed."""

import re

from articles.records import ExtractedArticle

LEAD_LENGTH = 240
SENTENCE_END = re.compile(r"[.!?][”\"’']?(?=\s+[A-Z“\"‘'])")
# An initial or a title is no sentence's end: "Dr. Sutomo", "J. Wanandi".
ABBREVIATION = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,3})\.$")


def find_lead(facts: ExtractedArticle) -> str:
    """Return the body's first sentence without its dateline, shortened at a word."""
    first = facts.body.split("\n\n", 1)[0]
    if facts.dateline and first.startswith(facts.dateline.text):
        first = first[len(facts.dateline.text) :].lstrip(" -–—:,")
    first = " ".join(first.split())
    for end in SENTENCE_END.finditer(first[: LEAD_LENGTH * 2]):
        if not ABBREVIATION.search(first, max(0, end.end() - 6), end.end()):
            first = first[: end.end()]
            break
    if len(first) <= LEAD_LENGTH:
        return first
    return first[:LEAD_LENGTH].rsplit(" ", 1)[0] + " …"
