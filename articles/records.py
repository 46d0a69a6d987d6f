"""What the stages hand to each other: frozen, slotted dataclasses, no behaviour.

All offsets are Unicode code points into the decoded raw text, `end` exclusive,
and `raw[start:end] == exact` always holds.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Basis = Literal["dateline", "stated", "inferred", "sidecar", "curated", "unknown"]
BylineRole = Literal["author", "editor", "reporter", "contributor", "initials"]
CreditRole = Literal["wire", "cited", "photo"]
EntityKind = Literal["person", "place", "organization"]
NameKind = Literal["name", "domain", "signature"]
SourceKind = Literal["outlet", "agency"]
Zone = Literal["headline", "narration", "quotation", "boilerplate"]


# --- knowledge: what the archive knows before it reads ---------------------------


@dataclass(frozen=True, slots=True)
class KnownName:
    """One way by which text gives a source away."""

    value: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class KnownSource:
    """An outlet or agency as the extractor needs it."""

    slug: str
    name: str
    kind: SourceKind
    language: str | None = None  # BCP 47
    country: str | None = None  # ISO 3166-1 alpha-2
    homepage: str | None = None
    names: tuple[KnownName, ...] = ()
    origin: str = ""  # where the entry comes from


@dataclass(frozen=True, slots=True)
class KnownAlias:
    """An accepted name of an entity."""

    name: str
    language: str | None = None  # BCP 47
    # An alias that is also an everyday word ("Barat", "Tempo") counts only where
    # its surroundings say that the entity is meant.
    needs_context: bool = False


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """A person, place or organization as the extractor needs it."""

    slug: str
    name: str
    kind: EntityKind
    aliases: tuple[KnownAlias, ...] = ()  # the name itself is among them
    wikidata_id: str | None = None
    description: str = ""
    origin: str = ""
    # What readers of the interface in Indonesian see; no rule reads it.
    indonesian_name: str = ""
    indonesian_description: str = ""


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """Something that happened, with its days."""

    slug: str
    name: str
    starts_on: date
    ends_on: date
    place: str | None = None  # an entity's slug
    participants: tuple[str, ...] = ()  # entities' slugs
    description: str = ""
    origin: str = ""
    indonesian_name: str = ""
    indonesian_description: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything the extractor is told; equal knowledge gives equal extractions."""

    sources: tuple[KnownSource, ...] = ()
    entities: tuple[KnownEntity, ...] = ()
    events: tuple[KnownEvent, ...] = ()
    # Capitalised words that belong to longer proper names which are no entities:
    # "China News Agency" is no mention of China.
    not_names: tuple[str, ...] = ()


# --- read: raw file -> raw documents ----------------------------------------------


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The bytes that hold one article, and their text.

    A text dump or a saved page is one; each page in a WARC is one, so that a WARC
    of any size streams and a page captured twice is stored once.
    """

    name: str  # the file's own name without folders; "crawl.warc.gz#1024" in a WARC
    path: str  # where it was read, as given
    data: bytes
    sha256: str  # lower-case hex of `data` (of the stored file where gzipped)
    media_type: str  # "text/plain" or "text/html"
    encoding: str  # a Python codec name
    text: str  # decoded, otherwise untouched
    url: str | None = None  # where the page was captured, if the container says so
    is_encoding_guessed: bool = False


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file, or a part of one, that could not be taken, and why in words."""

    file: str
    reason: str


# --- extract: raw document -> facts -----------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """The printed words that justify a value, and the rule that took them."""

    rule: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the raw text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A stretch that is not body, and the rule that says so."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class FoundOutlet:
    """Who published the text."""

    name: str
    domain: str | None
    evidence: Evidence | None
    slug: str | None = None  # of the known source; None for one not known yet


@dataclass(frozen=True, slots=True)
class FoundHost:
    """The site a copy was found on, where it is not the outlet's."""

    domain: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """When the text says it was published; EDTF level 1."""

    edtf: str
    earliest: date
    latest: date  # inclusive
    basis: Basis
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Headline:
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Dateline:
    text: str
    place: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Byline:
    name: str
    role: BylineRole
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Credit:
    """A source that the text or a part of it rests on."""

    name: str
    role: CreditRole
    evidence: Evidence
    slug: str | None = None  # of the known source


@dataclass(frozen=True, slots=True)
class RelatedHeadline:
    headline: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body: the stretches it is made of, in order.

    More than one where something that is not body stands within it.
    """

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a known entity."""

    entity: str  # the entity's slug
    kind: EntityKind
    surface: str
    start: int
    end: int
    zone: Zone


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, and who is said to have said them."""

    start: int
    end: int
    exact: str
    speaker: str | None = None  # as printed
    entity: str | None = None  # the speaker's slug, if known
    is_inferred: bool = False  # no verb names the speaker
    cue: Evidence | None = None  # the words that name the speaker


@dataclass(frozen=True, slots=True)
class Candidate:
    """A capitalised name that is no entity yet."""

    name: str
    kind: EntityKind | None
    count: int
    start: int  # of its first occurrence
    end: int


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """What the machine read from one raw document."""

    language: str | None = None  # BCP 47
    outlet: FoundOutlet | None = None
    host: FoundHost | None = None
    published: PublishedDate | None = None
    headline: Headline | None = None
    dateline: Dateline | None = None
    bylines: tuple[Byline, ...] = ()
    credits: tuple[Credit, ...] = ()
    related: tuple[RelatedHeadline, ...] = ()
    body: str = ""  # paragraphs separated by a blank line
    paragraphs: tuple[Paragraph, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    # Codes of what a person should look at, such as "weekday-contradicts-date".
    doubts: tuple[str, ...] = field(default=())


# --- sidecar: facts known from outside the text ------------------------------------


@dataclass(frozen=True, slots=True)
class SidecarEntry:
    """What one line of a `catalogue.csv` says of its file."""

    outlet: str | None = None  # a source's slug
    published: PublishedDate | None = None  # basis "sidecar"
    url: str | None = None
    event: str | None = None  # an event's slug
    note: str = ""
