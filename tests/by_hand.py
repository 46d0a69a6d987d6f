"""An archive that is kept as plain values too, and what may be chosen of it.

What pages say of it is held against an answer found by hand.
"""

import random
from dataclasses import dataclass, field
from datetime import date

from articles.dates import parse_published
from articles.models import Article
from articles.search import put
from tests.builders import (
    make_article,
    make_coverage,
    make_credit,
    make_entity,
    make_event,
    make_mention,
    make_source,
)

ARTICLES = 50
WORDS = ["banjir", "kereta", "presiden", "gempa", "panen"]
DATES = [
    "",
    "2023-12-30",
    "2024-01-01",
    "2024-01-02~",
    "2024-01",
    "2024-01-31",
    "2024-02-01T08:30:00",
    "2024-02-02/2024-02-03",
    "2024",
    "2024-03?",
    "2022/2025",
    "2019/2035",
    "2024-12-31",
]
DAYS = ["2023-12-31", "2024-01-01", "2024-01-15", "2024-02-02", "2024-12-30"]


@dataclass(slots=True)
class Known:
    """An article as the answer by hand knows it."""

    article: Article
    outlet: str
    published: str
    words: set[str]
    title: set[str]
    event: set[str] = field(default_factory=set)
    entity: set[str] = field(default_factory=set)
    agency: set[str] = field(default_factory=set)

    def is_within(self, chosen: dict[str, list[str]]) -> bool:
        if "outlet" in chosen and self.outlet not in chosen["outlet"]:
            return False
        for name in ("event", "entity", "agency"):
            if name in chosen and not getattr(self, name) & set(chosen[name]):
                return False
        if "q" in chosen and not self.words.issuperset(chosen["q"][0].split()):
            return False
        return self._is_dated(chosen)

    def tier(self, chosen: dict[str, list[str]]) -> int:
        """Where it is listed: all of the words in its title, some, or none."""
        if chosen.get("sort") != ["relevance"]:
            return 0
        words = set(chosen["q"][0].split())
        return 0 if words <= self.title else 1 if words & self.title else 2

    def _is_dated(self, chosen: dict[str, list[str]]) -> bool:
        days = [
            date.fromisoformat(chosen[name][0]) if name in chosen else None
            for name in ("published_after", "published_before")
        ]
        dated = chosen.get("dated", [""])[0]
        if not self.published:
            return days == [None, None] and dated != "certain"
        if dated == "none":
            return False
        overlaps, is_certain = self._compare(*days)
        return overlaps and (is_certain or dated != "certain")

    def _compare(self, first: date | None, last: date | None) -> tuple[bool, bool]:
        when = parse_published(self.published, "stated")
        overlaps = (not first or when.latest >= first) and (
            not last or when.earliest <= last
        )
        within = (not first or when.earliest >= first) and (
            not last or when.latest <= last
        )
        if not first and not last:
            within = when.earliest == when.latest
        return overlaps, within and self.published[-1] not in "~?%"


def make_archive(dice: random.Random) -> list[Known]:
    outlets = [make_source(f"Harian {letter}") for letter in "ABC"]
    agencies = [make_source(f"Kantor {n}", kind="agency") for n in "XY"]
    entities = [make_entity(f"Tokoh {n}") for n in range(5)]
    events = [make_event(f"Acara {n}") for n in range(2)]
    known = []
    for number in range(ARTICLES):
        outlet = dice.choice([None, *outlets])
        words = dice.sample(WORDS, k=dice.randint(0, 3))
        title = dice.sample(WORDS, k=dice.randint(0, 2))
        each = Known(
            make_article(
                " ".join(["Berita", *title]),
                outlet=outlet,
                published=(published := dice.choice(DATES)),
                body=" ".join([f"isi{number}", *words]),
                is_hidden=number % 7 == 0,
            ),
            outlet.slug if outlet else "unknown",
            published,
            {*words, *title},
            set(title),
        )
        for place, entity in enumerate(dice.choices(entities, k=dice.randint(0, 4))):
            zone = dice.choice(["narration", "headline", "boilerplate"])
            make_mention(each.article, entity, start=100 * place, zone=zone)
            each.entity |= {entity.slug} if zone != "boilerplate" else set()
        for event in dice.sample(events, k=dice.randint(0, 2)):
            status = dice.choice(["accepted", "suggested", "rejected"])
            make_coverage(each.article, event, status=status)
            each.event |= {event.slug} if status != "rejected" else set()
        for source in dice.sample([*outlets, *agencies], k=dice.randint(0, 2)):
            role = dice.choice(["wire", "cited", "photo"])
            make_credit(each.article, source, role=role)
            if source in agencies and role != "photo":
                each.agency.add(source.slug)
        known.append(each)
    put([each.article for each in known])
    return [each for each in known if not each.article.is_hidden]


def choose(dice: random.Random) -> dict[str, list[str]]:
    values = {
        "outlet": ["harian-a", "harian-b", "unknown"],
        "event": ["acara-0", "acara-1"],
        "entity": ["tokoh-0", "tokoh-1", "tokoh-2"],
        "agency": ["kantor-x", "kantor-y"],
    }
    chosen = {
        name: dice.sample(slugs, k=dice.choice([1, 1, 2]))
        for name, slugs in values.items()
        if dice.random() < 0.3
    }
    if dice.random() < 0.3:
        chosen["q"] = [" ".join(dice.sample(WORDS, k=dice.choice([1, 1, 2])))]
        chosen["sort"] = [dice.choice(["relevance", "date"])]
    if dice.random() < 0.3:
        chosen["dated"] = [dice.choice(["certain", "none"])]
    first, last = sorted(dice.choices(DAYS, k=2))
    if dice.random() < 0.4:
        chosen["published_after"] = [first]
    if dice.random() < 0.4:
        chosen["published_before"] = [last]
    return chosen
