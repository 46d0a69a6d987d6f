"""Atom feeds: the newest articles of any list, for feed readers."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from articles.dates import find_part
from articles.exports.record import Export, Record, make_tag
from articles.exports.xml_text import clean

# A list of nothing was last changed before there was anything.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class ArticleFeed(Atom1Feed):
    """Atom, with the date of publication as exactly as it is known (dc:date)."""

    def root_attributes(self) -> dict[str, str]:
        namespace = {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}
        return {**super().root_attributes(), **namespace}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", "newsarchive", self._version())
        if older := self.feed["older"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": older})

    def add_item_elements(
        self, handler: SimplerXMLGenerator, item: dict[str, Any]
    ) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("dc:date", item["edtf"] or "unknown")
        if item["language"]:
            handler.addQuickElement("dc:language", item["language"])

    def latest_post_date(self) -> datetime:
        changes = [item["updateddate"] for item in self.items if item["updateddate"]]
        return max(changes, default=NEVER)

    def _version(self) -> dict[str, str]:
        return {"version": f"extractor {self.feed['version']}"}


def write_feed(
    records: Sequence[Record], export: Export, *, title: str, address: str, older: str
) -> str:
    """Return the feed of these articles; `older` is the address of what follows."""
    feed = ArticleFeed(
        title=clean(title),
        link=export.address,
        description="",
        feed_url=address,
        feed_guid=make_tag(f"articles?{export.query}"),
        version=export.version,
        older=older,
    )
    for record in records:
        feed.add_item(**_item(record))
    return feed.writeString("utf-8")


def _item(record: Record) -> dict[str, Any]:
    outlet = record.outlet.name if record.outlet else ""
    things = [*record.events, *record.entities]
    return {
        "title": clean(record.title),
        "link": record.url,
        "description": escape(clean(record.lead)),
        "unique_id": record.tag,
        "author_name": clean(", ".join(record.authors) or outlet or "unknown"),
        "pubdate": _published(record),
        "updateddate": record.updated_at or NEVER,
        "categories": [clean(thing.name) for thing in things],
        "edtf": record.edtf,
        "language": record.language,
    }


def _published(record: Record) -> datetime | None:
    """The moment, at midnight where none is printed; none unless the day is exact."""
    part = find_part(record.edtf)
    if part is None or not record.is_day_exact:
        return None
    at = time.fromisoformat(part.time) if part.time else time()
    return timezone.make_aware(datetime.combine(part.first, at))
