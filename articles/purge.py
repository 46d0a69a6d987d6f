"""Taking a raw file out for good: by a court's order, say. Nothing else can.

What it said goes, in every table; that it was here, and why it went, stays.
"""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from articles import search
from articles.models import (
    ArchiveEvent,
    Article,
    Correction,
    Extraction,
    RawFile,
    Sidecar,
)
from articles.store.rows import DEPENDENTS


class NotThereError(Exception):
    """No such raw file, or purged already; says which."""


@transaction.atomic
def purge(sha256: str, *, by: str, reason: str) -> str:
    """Purge the raw file of this SHA-256; return the name it came under.

    Its row stays without bytes, so that the same bytes don't come in again. Lines of
    the log about it stay without their details, which quote it.
    """
    raw_file = RawFile.objects.select_for_update().filter(sha256=sha256).first()
    if raw_file is None:
        message = f"The archive has no raw file {sha256}."
        raise NotThereError(message)
    if raw_file.events.filter(kind=ArchiveEvent.Kind.PURGE).exists():
        message = f"{sha256} was purged already."
        raise NotThereError(message)
    article = Article.everything.select_for_update().filter(raw_file=raw_file).first()
    # First, for the database lets go of nothing that this line does not name.
    ArchiveEvent.objects.create(
        kind=ArchiveEvent.Kind.PURGE,
        at=timezone.now(),
        raw_file=raw_file,
        detail={
            "by": by,
            "reason": reason,
            "name": raw_file.name,
            "article": article.pk if article else None,
        },
    )
    events = raw_file.events.exclude(kind=ArchiveEvent.Kind.PURGE)
    events.update(article=None, detail={})
    Sidecar.objects.filter(raw_file=raw_file).delete()
    if article:
        _delete(article)
    RawFile.objects.filter(pk=raw_file.pk).update(compressed=b"", url="")
    return raw_file.name


def _delete(article: Article) -> None:
    search.remove([article])
    Correction.objects.filter(article=article).delete()
    for model in (*DEPENDENTS, Extraction):
        model._default_manager.filter(article=article).delete()
    # Their titles quote it too.
    LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Article),
        object_id=str(article.pk),
    ).update(object_repr=f"#{article.pk}")
    article.delete()
