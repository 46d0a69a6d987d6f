"""Articles by when they last changed, for harvesters of libraries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import ArchiveEvent, Article


@dataclass(frozen=True, slots=True)
class Change:
    """An article's last change: the log's last line about it."""

    article: int  # its id
    at: datetime
    line: int  # of the log; tells changes of one moment apart


def find_change(article: int) -> Change | None:
    """Return the last change of an article, hidden ones too."""
    return next(iter(_changes(_last_lines().filter(article=article))), None)


def list_changes(
    first: datetime | None,
    last: datetime | None,
    *,
    after: tuple[datetime, int] | None,
    size: int,
) -> list[Change]:
    """Return the last changes from `first` to `last`, both inclusive, oldest first.

    At most `size`, those after a moment and a line of the log.
    """
    lines = _last_lines()
    if first:
        lines = lines.filter(at__gte=first)
    if last:
        lines = lines.filter(at__lte=last)
    if after:
        at, line = after
        lines = lines.filter(at__gte=at).exclude(Q(at=at) & Q(pk__lte=line))
    return _changes(lines.order_by("at", "pk")[:size])


def find_first_moment() -> datetime | None:
    """Return when the archive first said anything of an article."""
    lines = ArchiveEvent.objects.filter(article__isnull=False)
    return lines.order_by("at", "pk").values_list("at", flat=True).first()


def find_hidden(articles: Sequence[int]) -> set[int]:
    """Return which of these articles readers may no longer see."""
    hidden = Article.everything.filter(pk__in=articles, is_hidden=True)
    return set(hidden.values_list("pk", flat=True))


def _last_lines() -> QuerySet[ArchiveEvent]:
    later = ArchiveEvent.objects.filter(article=OuterRef("article")).filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    )
    return ArchiveEvent.objects.filter(~Exists(later), article__isnull=False)


def _changes(lines: QuerySet[ArchiveEvent]) -> list[Change]:
    return [Change(*row) for row in lines.values_list("article", "at", "pk")]
