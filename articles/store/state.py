"""What the archive has of some raw bytes already."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from articles.dates import parse_published
from articles.models import ArchiveEvent, RawFile, Sidecar
from articles.read import decode
from articles.records import RawDocument, SidecarEntry


@dataclass(frozen=True, slots=True)
class StoredState:
    """By which extractor a raw document was read, as what, and what came beside it."""

    extractor_version: str
    sidecar: SidecarEntry | None
    received_on: date
    media_type: str
    encoding: str
    url: str
    is_encoding_guessed: bool

    def is_current(self, version: str, sidecar: SidecarEntry | None) -> bool:
        """Whether ingesting again with these would change nothing.

        A document that comes without a sidecar keeps the one it has.
        """
        is_same = sidecar is None or sidecar == self.sidecar
        return self.extractor_version == version and is_same

    def as_stored(self, document: RawDocument) -> RawDocument:
        """Return the same bytes read as they were when they first came.

        Under another name they may look like something else, and all offsets count
        in the text that is stored.
        """
        return replace(
            document,
            media_type=self.media_type,
            encoding=self.encoding,
            text=decode(document.data, self.encoding),
            url=self.url or None,
            is_encoding_guessed=self.is_encoding_guessed,
        )


def find_purged(hashes: Iterable[str]) -> dict[str, str]:
    """Return why those raw files were purged that were, by SHA-256."""
    purges = ArchiveEvent.objects.filter(
        kind=ArchiveEvent.Kind.PURGE, raw_file__sha256__in=list(hashes)
    )
    return dict(purges.values_list("raw_file__sha256", "detail__reason"))


def find_states(hashes: Iterable[str]) -> dict[str, StoredState]:
    """Return the state of those raw files that the archive has, by SHA-256."""
    raw_files = RawFile.objects.filter(
        sha256__in=list(hashes), article__extraction__isnull=False
    ).select_related("article__extraction", "sidecar__outlet", "sidecar__event")
    return {
        raw_file.sha256: StoredState(
            raw_file.article.extraction.extractor_version,
            read_sidecar(raw_file),
            timezone.localdate(raw_file.received_at),
            raw_file.media_type,
            raw_file.encoding,
            raw_file.url,
            raw_file.is_encoding_guessed,
        )
        for raw_file in raw_files.defer(
            "compressed", "article__body", "article__extraction__facts"
        )
    }


def read_sidecar(raw_file: RawFile) -> SidecarEntry | None:
    """Return the raw file's sidecar as the catalogue's line gave it."""
    # Django raises where a one-to-one row is missing.
    sidecar: Sidecar | None = getattr(raw_file, "sidecar", None)
    if sidecar is None:
        return None
    edtf = sidecar.published_edtf
    return SidecarEntry(
        outlet=sidecar.outlet.slug if sidecar.outlet else None,
        published=parse_published(edtf, "sidecar") if edtf else None,
        url=sidecar.url or None,
        event=sidecar.event.slug if sidecar.event else None,
        note=sidecar.note,
    )
