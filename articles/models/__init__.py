"""The archive's tables, one module per thing; import them from here."""

from articles.models.article import Article, Credit, RelatedHeadline, ReviewReason
from articles.models.candidate import Candidate, Sighting
from articles.models.curation import ArchiveEvent, Correction
from articles.models.date_tally import DateTally
from articles.models.entity import Alias, Entity, Mention
from articles.models.event import Coverage, Event
from articles.models.event_tally import CoverageTally, NamingTally
from articles.models.extraction import Extraction
from articles.models.fingerprint import Fingerprint
from articles.models.listing import Listing
from articles.models.merged import find_roots, follow_merges
from articles.models.named import Named, name_as_read
from articles.models.overlap import Overlap
from articles.models.raw import IngestRun, RawFile, Sidecar
from articles.models.source import Source, SourceName
from articles.models.tally import Tally

__all__ = [
    "Alias",
    "ArchiveEvent",
    "Article",
    "Candidate",
    "Correction",
    "Coverage",
    "CoverageTally",
    "Credit",
    "DateTally",
    "Entity",
    "Event",
    "Extraction",
    "Fingerprint",
    "IngestRun",
    "Listing",
    "Mention",
    "Named",
    "NamingTally",
    "Overlap",
    "RawFile",
    "RelatedHeadline",
    "ReviewReason",
    "Sidecar",
    "Sighting",
    "Source",
    "SourceName",
    "Tally",
    "find_roots",
    "follow_merges",
    "name_as_read",
]
