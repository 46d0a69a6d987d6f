"""What an article's page tells other programs, from what the page has at hand."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from articles.exports import (
    ARTICLE_FORMS,
    NAMESPACES,
    cite,
    dublin_core,
    make_json_ld,
    make_record,
    make_thing,
    open_graph,
)
from articles.models import Article, Correction, Coverage, Mention
from articles.views.exports import make_export


def tell_machines(
    request: HttpRequest,
    article: Article,
    mentions: Iterable[Mention],
    coverage: Iterable[Coverage],
    corrections: Iterable[Correction],
) -> dict[str, Any]:
    """Return the page's metadata, and how the article is cited.

    Mentions come with their entities, coverage with its events.
    """
    export = make_export(request, article.get_absolute_url())
    entities = {mention.entity_id: mention.entity for mention in mentions}
    read = getattr(article, "extraction", None)
    record = make_record(
        article,
        export,
        outlet=make_thing(article.outlet, export) if article.outlet else None,
        credits=article.credits.all(),
        reading=(read.extractor_version, read.extracted_at) if read else ("", None),
        corrected_at=max((row.at for row in corrections), default=None),
        entities=[make_thing(entity, export) for entity in entities.values()],
        events=[make_thing(row.event, export) for row in coverage],
    )
    return {
        "record": record,
        "citations": cite(record),
        "forms": ARTICLE_FORMS.values(),
        "linked_data": make_json_ld(record),
        "namespaces": NAMESPACES,
        "dublin_core": list(dublin_core(record)),
        "open_graph": list(open_graph(record)),
    }
