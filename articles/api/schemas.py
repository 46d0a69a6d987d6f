"""What the API answers with, in the words of the pages."""

from datetime import date, datetime

from ninja import Field, Schema


class ThingOut(Schema):
    """A source, entity or event, and where it is shown."""

    name: str
    slug: str
    kind: str | None = None
    url: str


class PublishedOut(Schema):
    """When an article was published, as precisely as is known."""

    edtf: str | None = Field(description="EDTF level 1; null: no date is known")
    earliest: date | None
    latest: date | None
    basis: str = Field(description="From what it is known")


class ArticleOut(Schema):
    id: int
    url: str = Field(description="Its permanent address")
    headline: str | None = Field(description="As printed; null if none is")
    lead: str | None
    outlet: ThingOut | None = Field(description="Null: unknown")
    host: str | None = Field(description="Where a copy was found, if not the outlet's")
    wire: list[str] = Field(description="The agencies credited with the text")
    authors: list[str]
    editors: list[str]
    published: PublishedOut
    language: str | None = Field(description="BCP 47")
    review_status: str
    events: list[ThingOut]
    entities: list[ThingOut]
    source_url: str | None = Field(description="Where it was published")
    extractor_version: str | None
    updated_at: datetime | None = Field(description="Last read or corrected")


class EvidenceOut(Schema):
    """Printed words, by their place in the raw text: code points, end exclusive."""

    rule: str
    start: int
    end: int
    exact: str


class ReadingOut(Schema):
    value: str
    evidence: EvidenceOut | None


class FactOut(Schema):
    """What the archive says, and what the machine read."""

    name: str
    value: str | None = Field(description="Null: unknown")
    settled_by: str = Field(description="text, catalogue or curator")
    readings: list[ReadingOut]


class MentionOut(Schema):
    entity: str = Field(description="Its slug")
    surface: str
    start: int
    end: int
    zone: str


class QuoteOut(Schema):
    exact: str
    start: int
    end: int
    speaker: str | None = Field(description="As printed")
    entity: str | None = Field(description="The speaker's slug")
    is_inferred: bool = Field(description="No verb names the speaker")


class ArticleInFullOut(ArticleOut):
    raw_sha256: str
    facts: list[FactOut]
    mentions: list[MentionOut]
    quotes: list[QuoteOut]
    body: str | None = Field(description="Null unless the archive gives texts out")


class ArticlesOut(Schema):
    articles: list[ArticleOut]
    next: str | None = Field(description="The address of the articles after these")


class ChoiceOut(Schema):
    value: str
    label: str
    count: int
    is_chosen: bool


class FacetOut(Schema):
    name: str = Field(description="The parameter that its values are chosen with")
    choices: list[ChoiceOut]
    has_more: bool
    is_capped: bool = Field(description="Counted among some of the articles only")


class FacetsOut(Schema):
    total: int
    is_capped: bool
    facets: list[FacetOut]


class CountedOut(ThingOut):
    article_count: int


class ThingsOut(Schema):
    things: list[CountedOut]
    next: str | None


class SourceOut(CountedOut):
    names: list[str]
    domains: list[str]
    language: str | None
    country: str | None
    homepage: str | None


class EntityOut(CountedOut):
    aliases: list[str]
    wikidata_id: str | None
    description: str | None


class EventOut(CountedOut):
    starts_on: date
    ends_on: date
    place: str | None = Field(description="An entity's slug")
    participants: list[str] = Field(description="Entities' slugs")
    description: str | None


class WordOut(Schema):
    """How often an outlet uses a word for an entity in one zone."""

    entity: str = Field(description="Its slug")
    word: str
    zone: str
    outlet: str = Field(description="Its slug, or unknown")
    count: int


class NamingOut(Schema):
    words: list[WordOut]


class EventNamingOut(NamingOut):
    next: str | None = Field(description="Where the entities named less often are")


class CellOut(Schema):
    """Articles of one outlet from some days, of which some may only be about then."""

    outlet: str = Field(description="Its slug, or unknown")
    part: str = Field(description="before, during, after, inexact or undated")
    first: date | None
    last: date | None
    count: int
    about_count: int


class MatrixOut(Schema):
    cells: list[CellOut] = Field(description="The empty ones too")


class NamedOut(Schema):
    entity: ThingOut
    surfaces: list[dict[str, int]] = Field(description="One an article")


class SpokenOut(Schema):
    speaker: str
    quotes: list[list[QuoteOut]] = Field(description="One list an article")


class DayOut(Schema):
    day: date | None = Field(description="Null: no year is printed")
    forms: list[list[str]] = Field(description="As printed, one list an article")


class FigureOut(Schema):
    figure: str
    has: list[bool] = Field(description="One an article")


class OverlapOut(Schema):
    articles: list[int] = Field(description="The ids of the two")
    verdict: str
    percent: int = Field(description="Of the shorter text's runs of words")
    passages: list[str] = Field(description="As the first of the two prints them")


class ComparisonOut(Schema):
    articles: list[ArticleOut]
    entities: list[NamedOut]
    speakers: list[SpokenOut]
    days: list[DayOut]
    figures: list[FigureOut]
    overlaps: list[OverlapOut] = Field(description="Of each two of them")
