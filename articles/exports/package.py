"""An event's articles as a Data Package: https://datapackage.org

Tables that refer to each other, what they mean, and how to cite them, in one archive
that is made while it is sent.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from zipfile import ZIP_DEFLATED

from django.db.models import Count, Q
from zipstream import ZipStream

from articles.exports.forms import FORMS
from articles.exports.record import Export, Record, make_tag
from articles.exports.schemas import TABLES, make_resource
from articles.exports.table import COLUMNS, cells, make_values, to_csv
from articles.models import Article, Credit, Entity, Event, Listing, Mention, Source

Batches = Iterator[list[Record]]
Rows = Iterable[Sequence[object]]
# Rows that are written at once.
PIECE = 1_000
REFERENCES = ("ris", "bib", "csl.json")


@dataclass(frozen=True, slots=True)
class Package:
    """What goes into an event's package."""

    event: Event
    url: str  # the event's page
    read: Callable[[], Batches]  # its articles, as often as they are needed

    def write(self, batches: Batches, export: Export) -> Iterator[bytes]:
        """Yield the archive; `batches` are the articles read for the first time."""
        archive = ZipStream(compress_type=ZIP_DEFLATED, compress_level=6)
        archive.add(_encoded([self._readme(export)]), "README.md")
        archive.add(_encoded([_json(self._describe(export))]), "datapackage.json")
        archive.add(_encoded([_json(self._cite(export))]), "CITATION.cff")
        archive.add(_encoded(_articles(batches)), "articles.csv")
        for name, rows in self._tables().items():
            archive.add(_encoded(_table(name, rows)), f"{name}.csv")
        for suffix in REFERENCES:
            written = FORMS[suffix].write(self.read(), export)
            archive.add(_encoded(written), f"references.{suffix}")
        yield from archive

    def _tables(self) -> dict[str, Rows]:
        listed = Listing.objects.filter(
            facet=Listing.Facet.EVENT, value=self.event.pk
        ).values("article")
        articles = Article.objects.filter(pk__in=listed)
        sources = Source.objects.filter(
            Q(pk__in=articles.values("outlet"))
            | Q(pk__in=Credit.objects.filter(article__in=listed).values("source"))
        )
        entities = Entity.objects.filter(
            pk__in=Listing.objects.filter(
                article__in=listed, facet=Listing.Facet.ENTITY
            ).values("value")
        )
        return {
            "sources": sources.values_list(
                "slug", "name", "kind", "language", "country", "homepage"
            ).order_by("slug"),
            "entities": entities.values_list(
                "slug", "name", "kind", "wikidata_id"
            ).order_by("slug"),
            "credits": self._piecewise(_credits),
            "mentions": self._piecewise(_mentions),
        }

    def _piecewise(self, rows_of: Callable[[list[int]], Rows]) -> Rows:
        for batch in self.read():
            yield from rows_of([record.id for record in batch])

    def _describe(self, export: Export) -> dict[str, object]:
        return {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": f"newsarchive-{self.event.slug}",
            "id": make_tag(f"event/{self.event.slug}"),
            "title": self._title,
            "description": self.event.description,
            "homepage": self.url,
            "created": export.at.isoformat(timespec="seconds") if export.at else "",
            "sources": [{"title": "newsarchive", "path": self.url}],
            "query": export.query,
            "extractor": export.version,
            "resources": [make_resource(name) for name in TABLES],
        }

    def _cite(self, export: Export) -> dict[str, object]:
        return {
            "cff-version": "1.2.0",
            "message": "Cite the articles by references.bib; the collection by this.",
            "type": "dataset",
            "title": self._title,
            "authors": [{"name": "newsarchive"}],
            "url": self.url,
            "date-released": f"{export.at:%Y-%m-%d}",
        }

    def _readme(self, export: Export) -> str:
        tables = "\n".join(
            f"- `{name}.csv`: {table.meaning}" for name, table in TABLES.items()
        )
        return README.format(
            title=self._title,
            days=self.event.edtf,
            url=self.url,
            at=f"{export.at:%Y-%m-%d %H:%M %Z}",
            version=export.version,
            tables=tables,
        )

    @property
    def _title(self) -> str:
        return f"Articles on “{self.event.name}”"


README = """\
# {title}

What the archive holds on this event ({days}), as of {at}: {url}

{tables}
- `references.ris`, `references.bib`, `references.csl.json`: the articles as references
- `datapackage.json`: what each column means, for programs (https://datapackage.org)
- `CITATION.cff`: how to cite this collection

Columns with several values have “ | ” between them. A cell that a spreadsheet would
take for a formula begins with an apostrophe. What is unknown is empty.

`published` is a date in EDTF (https://www.loc.gov/standards/datetime/), no more exact
than it is known: `2024-05-14~` is about that day, `2024-03` some day of that month.
`published_earliest` and `published_latest` bound it, and `published_basis` says how it
is known. Facts were read by rules (extractor {version}) where no person settled them;
`review_status` says whether a person looked at the article.

The articles belong to the outlets that published them. Their texts are not in here.
"""


def _articles(batches: Batches) -> Iterator[str]:
    yield to_csv([list(COLUMNS)])
    for batch in batches:
        yield to_csv(cells(make_values(record).values()) for record in batch)


def _table(name: str, rows: Rows) -> Iterator[str]:
    yield to_csv([list(TABLES[name].columns)])
    rest = iter(rows)
    while piece := list(islice(rest, PIECE)):
        yield to_csv(cells(row) for row in piece)


def _credits(articles: list[int]) -> Rows:
    rows = Credit.objects.filter(article__in=articles).order_by("article", "pk")
    return rows.values_list("article", "role", "name", "source__slug")


def _mentions(articles: list[int]) -> Rows:
    mentions = Mention.objects.in_article().filter(article__in=articles).order_by()
    columns = ("article", "entity__slug", "surface", "zone")
    counted = mentions.values(*columns).annotate(count=Count("pk"))
    rows: Rows = counted.order_by(*columns).values_list(*columns, "count")
    return rows


def _encoded(texts: Iterable[str]) -> Iterator[bytes]:
    return (text.encode() for text in texts)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
