"""Raw files and what was made of them: bytes, places, rows, index, log."""

from collections.abc import Callable, Iterator, Sequence

from django.db.models import QuerySet

from articles import search
from articles.models import ArchiveEvent, Article, Extraction, RawFile
from articles.store import Directory, load_events
from articles.verify.finding import Finding
from articles.verify.log import check_log
from articles.verify.raw import check_bytes, check_places
from articles.verify.row import RowCheck

PAGE_SIZE = 50


def check_articles(progress: Callable[[], None]) -> Iterator[Finding]:
    """Everything about each raw file, a page of them at a time."""
    check = RowCheck(load_events(), Directory())
    last = 0
    ids = RawFile.objects.order_by("pk").values_list("pk", flat=True)
    while page := list(ids.filter(pk__gt=last)[:PAGE_SIZE]):
        last = page[-1]
        for raw_file in _load(page):
            if isinstance(raw_file, Finding):
                yield raw_file
            else:
                yield from _check(raw_file, check)
            progress()


def _load(ids: Sequence[int]) -> Iterator[RawFile | Finding]:
    """Yield the raw files, or what keeps one from being read at all."""
    try:
        yield from list(_query(ids))
        return
    except (ValueError, TypeError):
        pass
    for pk in ids:
        try:
            yield from list(_query([pk]))
        except (ValueError, TypeError) as error:
            yield Finding(f"raw file {pk}", f"what belongs to it is garbled: {error}")


def _query(ids: Sequence[int]) -> QuerySet[RawFile]:
    return (
        RawFile.objects.filter(pk__in=ids)
        .select_related("sidecar__outlet", "sidecar__event")
        .prefetch_related("events")
        .order_by("pk")
    )


def _check(raw_file: RawFile, check: RowCheck) -> Iterator[Finding]:
    where = f"raw file {raw_file.pk} ({raw_file.name})"
    article = _find_article(raw_file)
    kinds = [event.kind for event in raw_file.events.all()]
    if ArchiveEvent.Kind.PURGE in kinds:
        if article or raw_file.compressed:
            yield Finding(where, "purged, says the log, but there is something left")
        return
    text = None
    for found in check_bytes(raw_file):
        if isinstance(found, str):
            text = found
        else:
            yield Finding(where, found.what)
    if article is None:
        yield Finding(where, "has no article: ingest it again, or purge it")
        return
    yield from _check_article(article, raw_file, text, check)


def _find_article(raw_file: RawFile) -> Article | None:
    return Article.everything.filter(raw_file=raw_file).first()


def _check_article(
    article: Article, raw_file: RawFile, text: str | None, check: RowCheck
) -> Iterator[Finding]:
    where = f"article {article.pk}"
    article.raw_file = raw_file
    try:
        extraction: Extraction | None = getattr(article, "extraction", None)
        if extraction is None:
            yield Finding(where, "what was read is lost: run manage.py reextract")
            return
        if text is not None:
            for what in check_places(extraction.facts, text):
                yield Finding(where, what)
        for what in check.compare(article):
            yield Finding(where, what)
        if search.find_wrong([article]):
            yield Finding(where, "not in the search index as it is: run reindex")
    except Exception as error:  # noqa: BLE001
        # A damaged row can break whatever reads it, in any way: that is what is
        # looked for here.
        reason = f"{type(error).__name__}: {error}"
        yield Finding(where, f"what was read or settled is garbled: {reason}")
        return
    for what in check_log(article, raw_file, extraction):
        yield Finding(where, what)
