"""Who and what an article names, and who speaks in it."""

from collections.abc import Sequence
from dataclasses import replace

from articles.extract.candidates import find_candidates
from articles.extract.mentions import MentionFinder
from articles.extract.quotes import find_quotations, name_speakers
from articles.records import ExtractedArticle, KnownEntity, Span


class NameReader:
    """Reads mentions, quotations and candidates off an article's own text.

    Quotations come first, because they are the mentions' zones; their speakers
    come last, because the mentions tell who they are.
    """

    def __init__(
        self, entities: Sequence[KnownEntity], not_names: Sequence[str]
    ) -> None:
        self._finder = MentionFinder(entities, not_names)

    def read(self, raw: str, article: ExtractedArticle) -> ExtractedArticle:
        """Return `article` with what its headline and its paragraphs name."""
        headline = article.headline.evidence if article.headline else None
        paragraphs = article.paragraphs
        quotations = find_quotations(raw, paragraphs)
        mentions = self._finder.find(
            raw,
            headline=Span(headline.start, headline.end) if headline else None,
            paragraphs=paragraphs,
            quotes=quotations,
        )
        return replace(
            article,
            mentions=mentions,
            quotes=name_speakers(raw, paragraphs, quotations, mentions),
            candidates=find_candidates(raw, paragraphs, mentions),
        )
