"""Every list and every count at random filters, against an answer found by hand.

The articles are kept as plain values beside the archive's, and each filter is put to
both.
"""

import random
from collections import Counter
from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from articles.dated import DayCount, Days
from articles.dates import parse_published
from articles.facets import Facet, count_facets
from articles.filters import ArticleFilter
from articles.histogram import find_histogram, make_histogram
from articles.leads import COSTS
from articles.models import Article
from articles.views.keyset import Cursor, Place, make_page
from articles.walk import FEW
from tests.by_hand import Known, choose, make_archive

pytestmark = pytest.mark.django_db

FILTERS = 25


def expect(
    known: list[Known], chosen: dict[str, list[str]], name: str
) -> dict[str, int]:
    """Return a facet's counts: how many there are of each value but for its own."""
    others = {key: value for key, value in chosen.items() if key != name}
    left = [each for each in known if each.is_within(others)]
    if name == "dated":
        return {
            value: sum(
                each.is_within(others | {"dated": [value]} if value else others)
                for each in left
            )
            for value in ("", "certain", "none")
        }
    counts: Counter[str] = Counter()
    for each in left:
        counts.update([each.outlet] if name == "outlet" else getattr(each, name))
    return dict.fromkeys(chosen.get(name, []), 0) | counts


def expect_histogram(
    left: list[Known], chosen: dict[str, list[str]], unit: str
) -> dict[str, int | dict[date, tuple[int, int]]]:
    """Return each bar's articles and how many are about from there, and the rest."""
    bars: dict[date, tuple[int, int]] = {}
    inexact = 0
    for each in left:
        if not each.published:
            continue
        when = parse_published(each.published, "stated")
        start = _start(when.earliest, when.latest, chosen, unit)
        if start is None:
            inexact += 1
            continue
        count, about = bars.get(start, (0, 0))
        is_sure = when.earliest == when.latest and each.published[-1] not in "~?%"
        bars[start] = (count + 1, about + (unit == "day" and not is_sure))
    return {
        "bars": bars,
        "inexact": inexact,
        "undated": sum(not each.published for each in left),
        "unknown": sum(each.outlet == "unknown" for each in left),
    }


def _days_of(known: Known) -> tuple[date | None, date | None]:
    if not known.published:
        return None, None
    when = parse_published(known.published, "stated")
    return when.earliest, when.latest


def _start(
    earliest: date, latest: date, chosen: dict[str, list[str]], unit: str
) -> date | None:
    """Return the first day of the bar that stands for these days."""
    starts = {"day": {}, "month": {"day": 1}, "year": {"month": 1, "day": 1}}[unit]
    ends = [earliest, latest]
    if (latest - earliest).days <= 2:
        middle = date.fromordinal((earliest.toordinal() + latest.toordinal() + 1) // 2)
        first, last = (
            date.fromisoformat(chosen[name][0]) if name in chosen else middle
            for name in ("published_after", "published_before")
        )
        ends = [min(max(middle, first), last)] * 2
    first, last = (day.replace(**starts) for day in ends)
    return first if first == last else None


def counts(facet: Facet) -> dict[str, int]:
    return {choice.value: choice.count for choice in facet.choices}


def list_all(query: QueryDict) -> list[int]:
    """Return the ids on all pages of a list, turned one after the other."""
    found: list[int] = []
    cursor = Cursor()
    while True:
        page = make_page(ArticleFilter(query, Article.objects.all()), cursor, 20)
        found += [article.pk for article in page.articles]
        if page.older is None:
            return found
        cursor = Cursor(page.older)
        back = make_page(
            ArticleFilter(query, Article.objects.all()),
            Cursor(Place(page.older.tier, page.older.pos - 1), is_backwards=True),
            20,
        )
        assert [article.pk for article in back.articles] == found[-20:]


@pytest.mark.parametrize(
    ("seed", "few", "cost"),
    [
        pytest.param(0, FEW, COSTS["outlet"], id="as it is"),
        pytest.param(1, FEW, 0, id="outlets lead"),
        pytest.param(2, 0, COSTS["outlet"], id="common words"),
    ],
)
def test_every_list_and_count_is_what_counting_by_hand_gives(
    seed: int, few: int, cost: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(COSTS, "outlet", cost)
    for module in ("walk", "counts"):
        monkeypatch.setattr(f"articles.{module}.FEW", few)
    dice = random.Random(seed)  # noqa: S311 - for chance, not for secrets
    known = make_archive(dice)
    for _ in range(FILTERS):
        chosen = choose(dice)
        query = QueryDict(urlencode(chosen, doseq=True))
        left = [each for each in known if each.is_within(chosen)]
        left.sort(key=lambda each: (each.tier(chosen), -each.article.pos))
        expected = [each.article for each in left]
        assert list_all(query) == [article.pk for article in expected], chosen
        found = count_facets(ArticleFilter(query, Article.objects.all()))
        assert found.total == len(expected), chosen
        for name in ("outlet", "event", "entity", "agency", "dated"):
            facet = getattr(found, name)
            assert counts(facet) == expect(known, chosen, name), (name, chosen)


@pytest.mark.parametrize("most_bars", [92, 3])
def test_every_histogram_is_what_counting_by_hand_gives(
    most_bars: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.histogram.MOST_BARS", most_bars)
    monkeypatch.setattr("articles.dated.MOST_DAYS", most_bars)
    dice = random.Random(most_bars)  # noqa: S311 - as above
    known = make_archive(dice)
    units = set()
    for number in range(FILTERS):
        chosen = choose(dice)
        if number % 2:  # what tallies tell, which chance seldom chooses
            for name in ("q", "sort", "entity", "agency"):
                chosen.pop(name, None)
        left = [each for each in known if each.is_within(chosen)]
        articles = ArticleFilter(QueryDict(urlencode(chosen, doseq=True)))
        found = find_histogram(articles)
        units.add(found.unit)
        assert {
            "bars": {bar.first: (bar.count, bar.about_count) for bar in found.bars},
            "inexact": found.inexact_count,
            "undated": found.undated_count,
            "unknown": found.unknown_count,
        } == expect_histogram(left, chosen, found.unit), chosen
        assert found.capped_at == 0
        by_hand = Days([DayCount(*_days_of(each), 1) for each in left])
        assert found.unit == make_histogram(articles, by_hand).unit
    assert (most_bars > 3) == (units == {"day"})
