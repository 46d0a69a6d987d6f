"""One article as it leaves the archive, in whatever form; all forms are made of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db.models import Max

from articles.extract import VERSION
from articles.models import (
    Article,
    Correction,
    Credit,
    Entity,
    Event,
    Extraction,
    Listing,
    Source,
)
from articles.models.article import ArticleQuerySet

# A signature's initials tell a newsroom who wrote, not a reader.
AUTHORS = {"author", "reporter", "contributor"}
EDITORS = {"editor"}
# The year in which the archive's tag URIs were first given out: RFC 4151.
TAGGED_IN = 2026


@dataclass(frozen=True, slots=True)
class Export:
    """What was asked for, when and of whom: written into every export."""

    site: str  # https://archive.example, without a slash
    address: str = ""  # of the page whose articles are exported
    query: str = ""  # the list's parameters, in one order
    at: datetime | None = None
    has_bodies: bool = False
    version: str = VERSION  # the extractor's


@dataclass(frozen=True, slots=True)
class Thing:
    """A source, entity or event that has a page."""

    name: str
    slug: str
    url: str
    kind: str = ""
    wikidata_id: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What the archive says of an article, whole and in plain values."""

    id: int
    url: str  # its permanent address in the archive
    headline: str  # "" where none is printed
    lead: str
    outlet: Thing | None
    host: str
    wire: tuple[str, ...]
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    edtf: str
    earliest: date | None
    latest: date | None
    basis: str
    language: str
    review_status: str
    source_url: str  # where it was published
    extractor_version: str
    updated_at: datetime | None  # when it was last read or corrected
    events: tuple[Thing, ...] = ()
    entities: tuple[Thing, ...] = ()
    body: str = field(default="", repr=False)

    @property
    def title(self) -> str:
        """The headline; else the lead, in the brackets of what isn't printed so."""
        return self.headline or f"[{self.lead.rstrip('.') or f'Article {self.id}'}]"

    @property
    def tag(self) -> str:
        """A name for good, whatever becomes of the address."""
        return make_tag(f"article/{self.id}")

    @property
    def key(self) -> str:
        """The name under which reference managers know it."""
        return f"newsarchive-{self.id}"

    @property
    def is_day_exact(self) -> bool:
        """Whether the day of publication is known beyond doubt."""
        is_one_day = self.earliest is not None and self.earliest == self.latest
        return is_one_day and not set("~?%") & set(self.edtf)


def make_tag(name: str) -> str:
    """Return a tag URI (RFC 4151) for something of the archive's."""
    return f"tag:{settings.TAG_AUTHORITY},{TAGGED_IN}:{name}"


def load_records(articles: ArticleQuerySet, export: Export) -> list[Record]:
    """Return the records of a few articles, in their order, in one query per table."""
    rows = list(articles.select_related("outlet").defer(*_unused(export)))
    keys = [row.pk for row in rows]
    credits = _grouped(Credit.objects.filter(article__in=keys))
    readings = dict(_readings(keys))
    corrected = dict(
        Correction.objects.filter(article__in=keys)
        .order_by()
        .values_list("article")
        .annotate(Max("at"))
    )
    things = _things(keys, export)
    outlets = {
        outlet.pk: make_thing(outlet, export)
        for outlet in {row.outlet for row in rows}
        if outlet
    }
    return [
        make_record(
            row,
            export,
            outlet=outlets.get(row.outlet_id) if row.outlet_id else None,
            credits=credits[row.pk],
            reading=readings.get(row.pk, ("", None)),
            corrected_at=corrected.get(row.pk),
            entities=things[row.pk, Listing.Facet.ENTITY],
            events=things[row.pk, Listing.Facet.EVENT],
        )
        for row in rows
    ]


def make_record(
    article: Article,
    export: Export,
    *,
    outlet: Thing | None,
    credits: Iterable[Credit],
    reading: tuple[str, datetime | None],
    corrected_at: datetime | None,
    entities: Iterable[Thing],
    events: Iterable[Thing],
) -> Record:
    """Return the record of an article of which everything is at hand."""
    version, read_at = reading
    changed = [at for at in (read_at, corrected_at) if at]
    return Record(
        id=article.pk,
        url=f"{export.site}{article.get_absolute_url()}",
        headline=article.headline,
        lead=article.lead,
        outlet=outlet,
        host=article.host,
        wire=tuple(
            dict.fromkeys(c.name for c in credits if c.role == Credit.Role.WIRE)
        ),
        authors=_named(article, AUTHORS),
        editors=_named(article, EDITORS),
        edtf=article.published_edtf,
        earliest=article.published_earliest,
        latest=article.published_latest,
        basis=article.published_basis,
        language=article.language,
        review_status=article.review_status,
        source_url=article.url,
        extractor_version=version,
        updated_at=max(changed) if changed else None,
        entities=tuple(entities),
        events=tuple(events),
        body=article.body if export.has_bodies else "",
    )


def make_thing(thing: Source | Entity | Event, export: Export) -> Thing:
    """Return what an export says of a source, entity or event."""
    return Thing(
        name=thing.name,
        slug=thing.slug,
        url=f"{export.site}{thing.get_absolute_url()}",
        kind=getattr(thing, "kind", ""),
        wikidata_id=getattr(thing, "wikidata_id", ""),
    )


def _unused(export: Export) -> list[str]:
    return ["body_sha256"] if export.has_bodies else ["body_sha256", "body"]


def _named(article: Article, roles: set[str]) -> tuple[str, ...]:
    names = [line["name"] for line in article.bylines if line.get("role") in roles]
    return tuple(dict.fromkeys(names))


def _grouped(credits: Iterable[Credit]) -> dict[int, list[Credit]]:
    found: dict[int, list[Credit]] = defaultdict(list)
    for credit in credits:
        found[credit.article_id].append(credit)
    return found


def _readings(keys: list[int]) -> Iterable[tuple[int, tuple[str, datetime]]]:
    rows = Extraction.objects.filter(article__in=keys)
    for key, version, at in rows.values_list(
        "article", "extractor_version", "extracted_at"
    ):
        yield key, (version, at)


def _things(keys: list[int], export: Export) -> dict[tuple[int, int], list[Thing]]:
    """Return the entities and events of each article, by name."""
    models: dict[int, type[Entity] | type[Event]] = {
        Listing.Facet.ENTITY: Entity,
        Listing.Facet.EVENT: Event,
    }
    listed = Listing.objects.filter(article__in=keys, facet__in=models)
    rows = list(listed.values_list("article", "facet", "value"))
    known = {}
    for facet, model in models.items():
        wanted = {value for _, of, value in rows if of == facet}
        for thing in model.objects.filter(pk__in=wanted):
            known[facet, thing.pk] = make_thing(thing, export)
    found: dict[tuple[int, int], list[Thing]] = defaultdict(list)
    for article, facet, value in rows:
        found[article, facet].append(known[facet, value])
    for things in found.values():
        things.sort(key=lambda thing: thing.name)
    return found
