"""Stored raw bytes → a newer extractor → the same articles, corrections and all."""

import json
import re
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from django.db import DataError, IntegrityError
from django.db.models import QuerySet
from django.utils import timezone

from articles.extract import to_json
from articles.knowledge import load_shipped
from articles.models import Article, Extraction
from articles.records import ExtractedArticle, RawDocument, Rejection
from articles.runs import Progress, Run, RunReport, finished, in_batches, learn
from articles.store import Incoming, again
from articles.workers import Extract, start_workers

# Rows held at a time, with their compressed bytes.
PAGE_SIZE = 50
# 1.4+0f3a9c2e
NUMBER = re.compile(r"\d+(?:\.\d+)*")
# Columns of the row that say one fact together, and the fact.
FACTS = {
    "published_edtf": "published",
    "published_basis": "published",
    "body_sha256": "body",
}


def reextract(
    *,
    by: str,
    since: str = "",
    only: Collection[int] | QuerySet | None = None,
    jobs: int = 1,
    dry_run: bool = False,
    progress: Progress = lambda: None,
) -> RunReport:
    """Read every stored raw file again, and report what that changed, by fact.

    With `since`, only what an extractor older than that version read; with `only`,
    the articles with these ids. What people settled stands. With `dry_run` nothing
    is written.
    """
    knowledge, rehearsal = again(lambda: learn(load_shipped(), dry_run=dry_run))
    with start_workers(knowledge, jobs=jobs) as extract:
        run = Run(knowledge, by=by, progress=progress, rehearsal=rehearsal)
        with finished(run):
            for batch in in_batches(_find_stored(since, only), _size):
                _take(run, batch, extract)
    return run.report


def _take(run: Run, batch: list[Article], extract: Extract) -> None:
    documents = [_restore(article) for article in batch]
    received = [article.raw_file.received_at for article in batch]
    days = map(timezone.localdate, received)
    found = extract(zip(documents, days, strict=True))
    run.writer = run.make_writer()
    for article, document, facts in zip(batch, documents, found, strict=True):
        if isinstance(facts, Rejection):
            run.reject(facts)
        else:
            _write(run, article, Incoming(document, facts))


def is_older(version: str, than: str) -> bool:
    """Whether an extractor's version comes before another; its knowledge apart.

    >>> is_older("1.4+0f3a9c2e", than="1.10")
    True
    """
    return _number(version) < _number(than)


def _number(version: str) -> list[int]:
    match = NUMBER.match(version)
    return [int(part) for part in match[0].split(".")] if match else []


def _find_stored(
    since: str, only: Collection[int] | QuerySet | None
) -> Iterator[Article]:
    articles = (
        Article.everything.select_related("raw_file", "extraction")
        .defer("body")
        .order_by("pk")
    )
    if since:
        versions = Extraction.objects.values_list("extractor_version", flat=True)
        older = [each for each in versions.distinct() if is_older(each, since)]
        articles = articles.filter(extraction__extractor_version__in=older)
    if only is not None:
        articles = articles.filter(pk__in=only)
    last = 0
    # By pages, not by a cursor: each article is written while others wait.
    while page := list(articles.filter(pk__gt=last)[:PAGE_SIZE]):
        yield from page
        last = page[-1].pk


def _size(article: Article) -> int:
    return article.raw_file.size


def _restore(article: Article) -> RawDocument:
    raw_file = article.raw_file
    return RawDocument(
        name=raw_file.name,
        path=raw_file.name,
        data=raw_file.data,
        sha256=raw_file.sha256,
        media_type=raw_file.media_type,
        encoding=raw_file.encoding,
        text=raw_file.text,
        url=raw_file.url or None,
        is_encoding_guessed=raw_file.is_encoding_guessed,
    )


def _write(run: Run, article: Article, incoming: Incoming) -> None:
    try:
        update = partial(run.writer.update, incoming, at=timezone.now())
        changes = again(update)
    except (DataError, IntegrityError) as error:
        reason = f"the database refused it: {error}"
        run.reject(Rejection(incoming.document.path, reason))
        return
    # None where what was read was lost.
    extraction: Extraction | None = getattr(article, "extraction", None)
    facts = extraction.facts if extraction else {}
    readings = _compare(facts, incoming.facts)
    rows = {FACTS.get(column, column) for column in changes or ()}
    run.report.readings.update(readings)
    run.report.rows.update(rows)
    run.count("updated" if readings or rows else "unchanged")


def _compare(before: dict[str, Any], facts: ExtractedArticle) -> set[str]:
    # As the database gives it back, where there are no tuples.
    after = json.loads(json.dumps(to_json(facts)))
    # The host's evidence is kept beside it.
    return {
        name.removesuffix("_evidence")
        for name in after
        if name not in before or before[name] != after[name]
    }
