"""The authors that a page states to machines."""

import re
from collections.abc import Iterator

from articles.extract.page_metadata import Metadata, Statement
from articles.extract.sources import SourceIndex
from articles.records import Byline

_MAX_NAME = 60
# An address or a handle is no name, and a name has a letter.
_NOT_A_NAME = re.compile(r"https?:|[/@|{}<>]|^\W*$")


def find_stated_bylines(metadata: Metadata, sources: SourceIndex) -> Iterator[Byline]:
    """Yield the authors that the page's JSON-LD names, outlets left out."""
    for author in metadata.find_authors():
        if _is_person(author, sources):
            yield Byline(author.value, "author", author.evidence)


def _is_person(author: Statement, sources: SourceIndex) -> bool:
    name = author.value
    if len(name) > _MAX_NAME or _NOT_A_NAME.search(name):
        return False
    return sources.get(name) is None and "." not in name.split()[-1].rstrip(".")
