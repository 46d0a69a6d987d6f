"""An article, held against the lines of the log about it."""

from collections.abc import Iterator

from articles.models import ArchiveEvent, Article, Extraction, RawFile

Kind = ArchiveEvent.Kind
BY_PEOPLE = {Kind.CORRECTION, Kind.HIDE, Kind.UNHIDE}


def check_log(
    article: Article, raw_file: RawFile, extraction: Extraction
) -> Iterator[str]:
    """Yield what happened to an article without a line, or left only a line."""
    events = sorted(raw_file.events.all(), key=lambda event: event.pk)
    comings = [event for event in events if event.kind == Kind.INGESTION]
    if len(comings) != 1:
        yield f"the log says {len(comings)} times that it came in"
    if {event.article_id for event in events} - {article.pk}:
        yield "the log knows its raw file as another article's"
    versions = [
        event.detail.get("version") for event in events if event.kind == Kind.EXTRACTION
    ]
    if extraction.extractor_version not in versions[-1:]:
        yield f"no line says that {extraction.extractor_version} read it last"
    acts = [event for event in events if event.kind in BY_PEOPLE]
    # Lines of earlier versions don't say what was settled.
    if all("settled" in event.detail for event in acts):
        told = sum(len(event.detail["settled"]) for event in acts)
        made = article.corrections.count()
        if told != made:
            yield f"has {made} corrections, of which the log says {told}"
