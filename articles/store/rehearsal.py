"""The writer of a dry run: says what would change, and writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.extract import to_json
from articles.models import Article, Extraction
from articles.store.resettle import Changes, settle_row
from articles.store.writer import Incoming, Writer


@dataclass(frozen=True, slots=True)
class Rehearsal(Writer):
    """Holds no lock, so others can write meanwhile."""

    def update(self, incoming: Incoming, *, at: datetime) -> Changes | None:
        """Return what would change in an article's row; None if there is none."""
        sha256 = incoming.document.sha256
        article = Article.everything.filter(raw_file__sha256=sha256).first()
        if article is None:
            return None
        article.extraction = Extraction(article=article, facts=to_json(incoming.facts))
        return settle_row(article, self.events, self.directory)[1]

    def create(self, batch: Sequence[Incoming], *, at: datetime) -> None:
        """Nothing: what the archive doesn't have would be stored."""
