"""One article's row and what hangs on it, settled anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import connection

from articles import search
from articles.extract import from_json
from articles.listings import list_anew
from articles.load import create_rows
from articles.models import Article, RawFile
from articles.records import ExtractedArticle, KnownEvent, SidecarEntry
from articles.settle import (
    Settled,
    Settlement,
    find_proposals,
    hold_reviewed,
    machine_values,
    make_pos,
    settle,
)
from articles.store.follow import follow_corrections, follow_facts, follow_sidecar
from articles.store.rows import DEPENDENTS, article_values, make_dependents
from articles.store.sightings import note_sightings
from articles.store.slugs import Directory, Merged, find_merged
from articles.store.state import read_sidecar

# What the log compares; what hangs on an article follows from the extraction.
LOGGED = (
    "outlet",
    "published_edtf",
    "published_basis",
    "headline",
    "bylines",
    "dateline",
    "host",
    "url",
    "language",
    "body_sha256",
    "review_status",
    "is_hidden",
)

# Field → from what, to what.
Changes = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an article's row is settled from."""

    facts: ExtractedArticle
    sidecar: SidecarEntry | None
    corrections: dict[str, Settlement]  # the last by field, and what a review holds

    @property
    def proposals(self) -> dict[str, Any]:
        """The machine's values that a person should weigh against what stands."""
        return find_proposals(self.facts, self.sidecar, self.corrections)


def find_grounds(article: Article, merged: Merged | None = None) -> Grounds:
    """Return what was read, catalogued and settled of an article."""
    raw_file = (
        article.raw_file
        if Article.raw_file.is_cached(article)
        # Else without the bytes, which tell nothing here.
        else RawFile.objects.defer("compressed").get(pk=article.raw_file_id)
    )
    merged = merged or find_merged()
    facts = follow_facts(from_json(article.extraction.facts), merged)
    sidecar = follow_sidecar(read_sidecar(raw_file), merged)
    corrections = follow_corrections(last_corrections(article), merged)
    if not settings.REVIEWED_MAY_CHANGE:
        corrections = hold_reviewed(machine_values(facts, sidecar), corrections)
    return Grounds(facts, sidecar, corrections)


def resettle(
    article: Article, events: Sequence[KnownEvent], directory: Directory
) -> Changes:
    """Write the article's row anew from its extraction, sidecar and corrections.

    Returns what changed. Call it in a transaction that holds
    the article's row.
    """
    search.remove([article])
    settled, changes = settle_row(article, events, directory)
    article.save(update_fields=[*article_values(settled, directory), "pos"])
    search.put([article])
    for model in DEPENDENTS:
        model.objects.filter(article=article).delete()
    create_rows(make_dependents(article, settled, directory))
    note_sightings({article.pk: settled.candidates})
    list_articles([article])
    return changes


def settle_row(
    article: Article, events: Sequence[KnownEvent], directory: Directory
) -> tuple[Settled, Changes]:
    """Have the article in hand say what it must, unwritten; return what changed."""
    before = _logged_values(article)
    grounds = find_grounds(article, directory.merged)
    settled = settle(grounds.facts, grounds.sidecar, grounds.corrections, events)
    for name, value in article_values(settled, directory).items():
        setattr(article, name, value)
    article.pos = make_pos(settled.published, article.pk)
    after = _logged_values(article)
    changes = {
        name: [before[name], after[name]]
        for name in LOGGED
        if before[name] != after[name]
    }
    return settled, changes


def list_articles(articles: Iterable[Article]) -> None:
    """Make the rows anew by which these articles are listed and counted."""
    ids = iter([article.pk for article in articles])
    with connection.cursor() as cursor:
        while batch := list(islice(ids, 500)):
            list_anew(connection.vendor, cursor, batch)


def last_corrections(article: Article) -> dict[str, Settlement]:
    """Return the correction that counts for each field that has one."""
    corrections: dict[str, Settlement] = {}
    for correction in article.corrections.all():
        corrections.pop(correction.field, None)
        if not correction.is_withdrawal:
            corrections[correction.field] = Settlement(
                correction.value, correction.machine_value
            )
    return corrections


def _logged_values(article: Article) -> dict[str, Any]:
    values = {name: getattr(article, name) for name in LOGGED if name != "outlet"}
    return values | {"outlet": article.outlet.slug if article.outlet else None}
