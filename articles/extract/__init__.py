"""Raw document → facts with their evidence. Pure Python: no Django, clock, network."""

from datetime import date

from articles.extract.assemble import read_dump
from articles.extract.named import NameReader
from articles.extract.page import extract_page
from articles.extract.serialize import from_json, tell, to_json, to_row
from articles.extract.sources import SourceIndex
from articles.records import ExtractedArticle, Knowledge, RawDocument

# Raised with every change that can change a fact; recorded with every extraction.
VERSION = "1.12"

__all__ = ["VERSION", "Extractor", "from_json", "tell", "to_json", "to_row"]


class Extractor:
    """Reads facts off raw documents, told what `knowledge` holds.

    Building one compiles the knowledge; then `extract` is a pure function.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.sources = SourceIndex(knowledge.sources)
        self.names = NameReader(knowledge.entities, knowledge.not_names)

    def extract(self, document: RawDocument, *, today: date) -> ExtractedArticle:
        """Return what can be read from `document`; never raises for any text.

        `today` bounds dates: nothing was published after it.
        """
        if document.media_type == "text/html":
            article = extract_page(document, sources=self.sources, today=today)
        else:
            article = read_dump(document, self.sources, today)
        return self.names.read(document.text, article)
