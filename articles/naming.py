"""Which words name one entity: each word's share by outlet and by zone."""

from calendar import monthrange
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.formats import date_format

from articles.filters import UNKNOWN
from articles.models import Entity, Event, Mention, NamingTally

if TYPE_CHECKING:
    from datetime import date

# More are shown by year.
MOST_MONTHS = 24
# Entities of several words that are looked at together: most are of one name and its
# shorter forms.
LOOKED_AT = 200
# Outlets shown at once, those with the most mentions first; all have a page.
SHOWN = 10

# An outlet's slug and name by its id.
Outlets = Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class WordCount:
    """How often one outlet uses one word in one zone."""

    word: str
    surface: str  # as printed; the word may be shouted in capitals
    zone: str
    outlet: str  # its slug
    outlet_name: str  # empty if it is unknown
    count: int


@dataclass(frozen=True, slots=True)
class Share:
    """One word among those used somewhere."""

    word: str
    count: int
    offset: float  # the shares of the words before it, in percent
    percent: float
    query: str  # the parameters that show its lines

    @property
    def rounded(self) -> int:
        return round(self.percent)


@dataclass(frozen=True, slots=True)
class Row:
    """The words used in one zone, by one outlet or in one stretch of time."""

    value: str  # of time: the parameters that choose its days
    name: str
    shares: list[Share]
    total: int


@dataclass(frozen=True, slots=True)
class Lens:
    """What one entity is called, where and by whom; most frequent words first."""

    entity: Entity
    overall: Row
    zones: list[Row]
    outlets: list[Row]

    @property
    def words(self) -> list[str]:
        return [share.word for share in self.overall.shares]

    @property
    def shown(self) -> list[Row]:
        """The outlets that write of it most; one alone is not left out."""
        return self.outlets if len(self.outlets) <= SHOWN + 1 else self.outlets[:SHOWN]

    @property
    def more(self) -> int:
        """How many known outlets aren't shown."""
        left_out = self.outlets[len(self.shown) :]
        return sum(1 for row in left_out if row.value != UNKNOWN)

    @property
    def outlet_count(self) -> int:
        """How many known outlets there are."""
        return sum(1 for row in self.outlets if row.value != UNKNOWN)


def count_words(entity: Entity, counts: Iterable[dict[str, Any]]) -> list[WordCount]:
    """Return what `MentionQuerySet.by_word` counted, under the words that are meant.

    BEIJING in a headline in capitals is Beijing; an alias that is written in
    capitals, as RRC, stays.
    """
    spelt = _spellings(entity)
    return [
        WordCount(
            _word(row["surface"], spelt),
            row["surface"],
            row["zone"],
            row["article__outlet__slug"] or UNKNOWN,
            row["article__outlet__name"] or "",
            row["count"],
        )
        for row in counts
    ]


def _spellings(entity: Entity) -> dict[str, str]:
    aliases = [alias.name for alias in entity.aliases.all()]
    return {name.casefold(): name for name in aliases if not name.isupper()}


def _word(surface: str, spelt: dict[str, str]) -> str:
    printed = " ".join(surface.split())
    shouted = spelt.get(printed.casefold()) if printed.isupper() else None
    return shouted or printed


def make_periods(lens: Lens, counts: Iterable[dict[str, Any]]) -> list[Row]:
    """Return the shares of each word by month, of many months by year.

    `counts` are made by `MentionQuerySet.by_month`.
    """
    spelt = _spellings(lens.entity)
    months: dict[date, Counter[str]] = {}
    for row in counts:
        word = _word(row["surface"], spelt)
        months.setdefault(row["month"], Counter())[word] += row["count"]
    is_by_year = len(months) > MOST_MONTHS
    periods: dict[tuple[str, str], Counter[str]] = {}
    for month in sorted(months):
        name = date_format(month, "Y" if is_by_year else "F Y")
        period = _days_of(month, is_by_year=is_by_year), name
        periods.setdefault(period, Counter()).update(months[month])
    return [
        Row(days, name, _shares(lens.words, found), found.total())
        for (days, name), found in periods.items()
    ]


def _days_of(month: "date", *, is_by_year: bool) -> str:
    """Return the parameters that choose the days of a month, or of its year."""
    first, last = month.replace(day=1), month
    if is_by_year:
        first, last = first.replace(month=1), last.replace(month=12)
    last = last.replace(day=monthrange(last.year, last.month)[1])
    days = {"published_after": first, "published_before": last}
    return urlencode({name: day.isoformat() for name, day in days.items()})


def count_named(
    event: Event, entities: Collection[int], outlets: Outlets
) -> list[dict[str, Any]]:
    """Return what `MentionQuerySet.by_word` counts, in the articles on an event."""
    rows = NamingTally.objects.by_word(event).filter(entity__in=entities)
    counts = []
    for entity, surface, zone, outlet, count in rows.values_list(
        "entity", "surface", "zone", "outlet", "count"
    ):
        slug, name = outlets.get(outlet, ("", ""))
        counts.append(
            {
                "entity": entity,
                "surface": surface,
                "zone": zone,
                "article__outlet__slug": slug,
                "article__outlet__name": name,
                "count": count,
            }
        )
    return counts


def find_lenses(event: Event, outlets: Outlets, most: int) -> list[Lens]:
    """Return lenses on what is called several things, the most mentioned first."""
    ranked = NamingTally.objects.ranked(event).filter(words__gt=1)
    wanted: list[Entity] = []
    start = 0
    while len(wanted) < most:
        some = ranked.values("entity")[start : start + LOOKED_AT]
        names: dict[int, list[tuple[str, int]]] = {}
        named = NamingTally.objects.in_all(event).filter(entity__in=some)
        for entity, surface, count in named.values_list("entity", "surface", "count"):
            names.setdefault(entity, []).append((surface, count))
        wanted += _several(names)
        start += LOOKED_AT
        if len(names) < LOOKED_AT:
            break
    wanted = wanted[:most]
    return make_lenses(wanted, count_named(event, [e.pk for e in wanted], outlets))


def _several(names: Mapping[int, Sequence[tuple[str, int]]]) -> list[Entity]:
    """Return the entities of several names, the most mentioned first."""
    entities = Entity.objects.filter(pk__in=names).prefetch_related("aliases")
    found = []
    for entity in entities:
        spelt = _spellings(entity)
        if has_several_names(
            {_word(surface, spelt) for surface, _ in names[entity.pk]}
        ):
            found.append(entity)
    return sorted(
        found, key=lambda each: (-sum(n for _, n in names[each.pk]), str(each))
    )


def make_lens(entity: Entity, counts: Sequence[WordCount]) -> Lens:
    """Return the shares of each word."""
    totals = _sum(counts)
    words = sorted(totals, key=lambda word: (-totals[word], word))
    zones = [
        _row(words, [c for c in counts if c.zone == zone], zone, str(label), zone=zone)
        for zone, label in Mention.Zone.choices
    ]
    names = {count.outlet: count.outlet_name for count in counts}
    outlets = [
        _row(words, [c for c in counts if c.outlet == slug], slug, name, outlet=slug)
        for slug, name in names.items()
    ]
    outlets.sort(key=lambda row: (not row.name, -row.total, row.name))
    return Lens(
        entity,
        _row(words, counts, "", ""),
        [row for row in zones if row.total],
        outlets,
    )


def make_lenses(
    entities: Iterable[Entity], counts: Iterable[dict[str, Any]]
) -> list[Lens]:
    """Return a lens on each of `entities` that has several names in `counts`."""
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in counts:
        rows.setdefault(row["entity"], []).append(row)
    lenses = []
    for entity in entities:
        words = count_words(entity, rows.get(entity.pk, []))
        if has_several_names({count.word for count in words}):
            lenses.append(make_lens(entity, words))
    return sorted(lenses, key=lambda lens: (-lens.overall.total, str(lens.entity)))


def has_several_names(words: Collection[str]) -> bool:
    """Whether `words` are more than one name and its shorter forms.

    >>> has_several_names({"Putin", "Vladimir Putin"})
    False
    >>> has_several_names({"Tiongkok", "China"})
    True
    """
    names = {frozenset(word.casefold().split()) for word in words}
    return sum(not any(name < other for other in names) for name in names) > 1


def _row(
    words: Iterable[str],
    counts: Iterable[WordCount],
    value: str,
    name: str,
    **where: str,
) -> Row:
    found = _sum(counts)
    return Row(value, name, _shares(words, found, **where), found.total())


def _shares(words: Iterable[str], found: Counter[str], **where: str) -> list[Share]:
    shares = []
    before = 0
    for word in words:
        count = found[word]
        shares.append(
            Share(
                word,
                count,
                _percent(before, found.total()),
                _percent(count, found.total()),
                urlencode({"word": word, **where}),
            )
        )
        before += count
    return shares


def _sum(counts: Iterable[WordCount]) -> Counter[str]:
    found: Counter[str] = Counter()
    for count in counts:
        found[count.word] += count.count
    return found


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0
