"""All that an archive says, as lines in a fixed order, without ids and moments.

Two archives that were made of the same files say the same, byte for byte, whatever
happened on the way. Also a program: prints the lines of the archive it is run on.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from articles.models import (
    Alias,
    Article,
    Correction,
    Coverage,
    Credit,
    Entity,
    Event,
    Mention,
    RawFile,
    RelatedHeadline,
    ReviewReason,
    Sidecar,
    Sighting,
    Source,
    SourceName,
    Tally,
)
from articles.search import find_strays, find_wrong

ROW = (
    "outlet__slug",
    "host",
    "url",
    "headline",
    "lead",
    "dateline",
    "bylines",
    "published_edtf",
    "published_earliest",
    "published_latest",
    "published_basis",
    "body",
    "body_sha256",
    "language",
    "review_status",
    "is_hidden",
    "extraction__facts",
    "extraction__extractor_version",
)
PARTS: dict[type[Model], tuple[str, ...]] = {
    Credit: ("source__slug", "name", "role", "evidence"),
    RelatedHeadline: ("headline", "evidence"),
    Mention: ("entity__slug", "start", "end", "surface", "zone"),
    Coverage: ("event__slug", "status", "basis"),
    ReviewReason: ("reason",),
    Sighting: ("candidate__name", "count", "start", "end"),
    Correction: ("field", "value", "machine_value", "is_withdrawal", "reason"),
}
WHOLE: dict[type[Model], tuple[str, ...]] = {
    Source: ("slug", "name", "kind", "merged_into__slug"),
    SourceName: ("source__slug", "kind", "value", "is_active"),
    Entity: ("slug", "name", "kind", "merged_into__slug"),
    Alias: ("entity__slug", "name", "is_active"),
    Event: ("slug", "name", "starts_on", "ends_on"),
}
FILE = ("name", "media_type", "encoding", "size", "url")
SIDECAR = ("outlet__slug", "published_edtf", "url", "event__slug", "note")


def export_lines(*, with_log: bool = True) -> Iterator[str]:
    """Yield a line for each thing; with the log, what happened to each article."""
    for model, columns in WHOLE.items():
        rows = model._default_manager.order_by().values_list(*columns)
        yield from sorted(_line(model.__name__, row) for row in rows)
    for raw_file in RawFile.objects.order_by("sha256").iterator(50):
        said = [getattr(raw_file, name) for name in FILE]
        text = raw_file.data.decode("utf-8", "replace")
        yield _line("RawFile", raw_file.sha256, said, text)
        yield from _article_lines(raw_file, with_log=with_log)
    yield _line("Tally", sorted(_tallies()))
    yield _line("strays", len(find_strays()))


def _article_lines(raw_file: RawFile, *, with_log: bool) -> Iterator[str]:
    key = raw_file.sha256
    for row in Article.everything.filter(raw_file=raw_file).values(*ROW):
        yield _line("Article", key, row)
    for article in Article.everything.filter(raw_file=raw_file):
        yield _line("pos", key, article.pos >> 30, len(find_wrong([article])))
        for model, columns in PARTS.items():
            rows = model._default_manager.filter(article=article)
            lines = (_line(row) for row in rows.values_list(*columns))
            yield _line(model.__name__, key, sorted(lines))
        listings = article.listings.values_list("facet", flat=True)
        yield _line("listings", key, sorted(listings))
        yield _line("prints", key, sorted(p.value for p in article.fingerprints.all()))
    yield _line(
        "Sidecar", key, *Sidecar.objects.filter(raw_file=raw_file).values(*SIDECAR)
    )
    if with_log:
        events = raw_file.events.order_by("pk").values_list("kind", flat=True)
        yield _line("log", key, list(events))


def _tallies() -> Iterator[list[Any]]:
    """Yield the counts; of outlets and so on without the ids that name them."""
    rows = Tally.objects.exclude(count=0).values_list("facet", "period", "count")
    yield from (list(row) for row in rows)


def _line(*parts: Any) -> str:
    return json.dumps(parts, sort_keys=True, default=str, ensure_ascii=False)
