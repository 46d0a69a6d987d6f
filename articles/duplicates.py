"""Texts that are the same or share passages: found in batches, judged by curators."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.extract import from_json
from articles.models import ArchiveEvent, Article, Extraction, Overlap
from articles.overlaps import find_others, read_text

# Articles looked at in one transaction, and while a person waits.
BATCH_SIZE = 50
# More are not counted.
MOST_WAITING = 10_000

Verdict = Overlap.Verdict


@dataclass(frozen=True, slots=True)
class Relation:
    """What a curator says of an article and another one."""

    said: str
    other: Article


def count_waiting() -> int:
    """Return how many articles were not compared since they were read, up to a cap."""
    return Extraction.objects.filter(compared_at=None)[:MOST_WAITING].count()


@transaction.atomic
def compare_next() -> int:
    """Compare the next articles with all others; return how many, 0 at the end."""
    waiting = Extraction.objects.filter(compared_at=None).order_by("article")
    batch = list(waiting.select_for_update()[:BATCH_SIZE])
    articles = Article.objects.for_comparing().in_bulk(
        [extraction.article_id for extraction in batch]
    )
    found = [pair for article in articles.values() for pair in _find_pairs(article)]
    Overlap.objects.bulk_create(
        {(pair.first_id, pair.second_id): pair for pair in found}.values(),
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["verdict", "percent"],
        batch_size=500,
    )
    done = Extraction.objects.filter(pk__in=[extraction.pk for extraction in batch])
    done.update(compared_at=timezone.now())
    return len(batch)


def _find_pairs(article: Article) -> Iterable[Overlap]:
    same = Article.objects.filter(body_sha256=article.body_sha256).exclude(
        pk=article.pk
    )
    exact = set(same.values_list("pk", flat=True)[:BATCH_SIZE]) if article.body else ()
    for pk in sorted(exact):
        yield _pair(article.pk, pk, Verdict.EXACT, 100)
    paragraphs = from_json(article.extraction.facts).paragraphs
    if not paragraphs:
        return
    for overlap in find_others(read_text(article, paragraphs), ()).overlaps:
        if overlap.other.pk not in exact:
            verdict = Verdict(overlap.verdict)
            yield _pair(article.pk, overlap.other.pk, verdict, overlap.percent)


def _pair(one: int, other: int, verdict: Verdict, percent: int) -> Overlap:
    first, second = sorted((one, other))
    return Overlap(first_id=first, second_id=second, verdict=verdict, percent=percent)


@transaction.atomic
def judge(overlap: Overlap, decision: str, *, by: User, reason: str) -> None:
    """Say what two articles are to each other; nothing of either changes."""
    overlap = Overlap.objects.select_for_update().get(pk=overlap.pk)
    before, overlap.decision = overlap.decision, decision
    overlap.save(update_fields=["decision"])
    pair = Article.everything.filter(pk__in=(overlap.first_id, overlap.second_id))
    ArchiveEvent.objects.bulk_create(
        ArchiveEvent(
            kind=ArchiveEvent.Kind.CORRECTION,
            at=timezone.now(),
            by=by,
            raw_file_id=article.raw_file_id,
            article=article,
            about=f"overlap/{overlap.first_id}-{overlap.second_id}",
            detail={
                "changes": {f"overlap/{overlap}": [before, decision]},
                "reason": reason,
            },
        )
        for article in pair.only("raw_file").order_by("pk")
    )


def find_relations(article: Article) -> list[Relation]:
    """Return what curators said of an article and others that readers may see."""
    decided = Overlap.objects.exclude(
        decision__in=(Overlap.Decision.OPEN, Overlap.Decision.UNRELATED)
    ).filter(first__is_hidden=False, second__is_hidden=False)
    overlaps = decided.filter(Q(first=article) | Q(second=article)).select_related(
        "first__outlet", "second__outlet"
    )
    shown = overlaps.defer("first__body", "second__body").order_by("pk")
    return [
        Relation(overlap.said_of(article), overlap.other_than(article))
        for overlap in shown
    ]
