"""Who is quoted by whom in the articles on an event."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet

from articles.models import Article, Entity, Extraction, Source
from articles.reading import printed

# Articles whose quotations are read, the newest first.
READ = 500
# Quotations of an entity that its page shows.
SHOWN = 8
# Of one speaker among others; all of them have a page of their own.
SHOWN_OF_EACH = 3
# Outlets named beside a speaker.
OUTLETS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words in one article."""

    text: str
    article: Article
    is_inferred: bool  # no verb names the speaker


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who is quoted."""

    key: str  # the entity's slug, or the name where it is none
    name: str
    entity: Entity | None
    quotes: list[Said] = field(default_factory=list)

    @property
    def outlets(self) -> list[tuple[Source | None, int]]:
        """Who quotes them and how often, the most often first; None is unknown."""
        return Counter(said.article.outlet for said in self.quotes).most_common()

    @property
    def most_outlets(self) -> list[tuple[Source | None, int]]:
        return self.outlets[:OUTLETS_SHOWN]

    @property
    def shown(self) -> list[Said]:
        return self.quotes[:SHOWN_OF_EACH]

    @property
    def more(self) -> int:
        return max(0, len(self.quotes) - SHOWN_OF_EACH)

    @property
    def inferred_count(self) -> int:
        return sum(said.is_inferred for said in self.quotes)


def find_voices(articles: QuerySet) -> list[Voice]:
    """Return who is quoted in `articles`, ordered; whom most outlets quote first.

    Words that nobody is said to have said are left out.
    """
    rows = list(_read(articles.values("pk")[:READ]))
    slugs = {quote["entity"] for _, quote in rows if quote["entity"]}
    known = _load_entities(slugs)
    found: dict[str, Voice] = {}
    for article, quote in rows:
        entity = known.get(quote["entity"] or "")
        key = entity.slug if entity else quote["speaker"].casefold()
        name = str(entity) if entity else quote["speaker"]
        voice = found.setdefault(key, Voice(key, name, entity))
        voice.quotes.append(Said(quote["exact"], article, quote["is_inferred"]))
    return sorted(
        found.values(), key=lambda v: (-len(v.outlets), -len(v.quotes), v.name)
    )


def find_quotes(entity: Entity, articles: QuerySet) -> list[Said]:
    """Return what an entity is quoted as saying in `articles`, ordered, the first."""
    absorbed = entity.absorbed.values_list("slug", flat=True)
    slugs = {entity.slug, *absorbed}
    return [
        Said(quote["exact"], article, quote["is_inferred"])
        for article, quote in _read(articles)
        if quote["entity"] in slugs
    ][:SHOWN]


def _read(articles: QuerySet) -> Iterable[tuple[Article, dict[str, Any]]]:
    """Yield each quotation of a speaker with its article, the newest first.

    `articles` are ids, and no more than can be read.
    """
    extractions = (
        Extraction.objects.filter(article__in=articles)
        .order_by("-article__pos")
        .annotate(
            quotes=F("facts__quotes"), media_type=F("article__raw_file__media_type")
        )
        .select_related("article__outlet")
        .defer("facts", "article__body", "article__body_sha256")
    )
    for extraction in extractions:
        is_html = extraction.media_type == "text/html"
        for quote in extraction.quotes or ():
            if quote["speaker"]:
                exact = printed(quote["exact"], is_html=is_html)
                yield extraction.article, quote | {"exact": exact}


def _load_entities(slugs: Iterable[str]) -> dict[str, Entity]:
    """Return entities by their slugs: those that were merged, as what they are now."""
    entities = Entity.objects.filter(slug__in=slugs).select_related("merged_into")
    return {entity.slug: entity.merged_into or entity for entity in entities}
