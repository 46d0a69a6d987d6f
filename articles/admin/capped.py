"""Lists of the desk that cost the same at any size."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.formats import number_format

from articles.models import Tally
from articles.queue import CAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

# The column of entries by which they are ordered.
COUNTED = "article_count"
WALKED: dict[Any, str] = {"pos": "walk", "-pos": "-walk"}


class AtLeast(int):
    """A number of which only so much is known: shown as “10,000+”."""

    def __str__(self) -> str:
        return f"{number_format(int(self), force_grouping=True)}+"


class CappedPaginator(Paginator):
    """Counts no further than `most`; who wants to see more narrows the list."""

    most = CAP
    # Whether rows are met in their order anyway; else any will do for counting.
    is_walked = False

    @cached_property
    def count(self) -> int:
        listed = cast("QuerySet", self.object_list)
        rows = listed if self.is_walked else listed.order_by()
        counted = rows.values("pk")[: self.most + 1].count()
        return counted if counted <= self.most else AtLeast(self.most)


class TalliedPaginator(CappedPaginator):
    """Those with the most articles first, or last, are found in the tallies' order.

    Else all would have to be counted and sorted. The others have none.
    """

    # Rows of theirs are short.
    most = 100_000
    facet = Tally.Facet.ENTITY

    def page(self, number: Any) -> Page:
        rows = cast("QuerySet", self.object_list)
        first = str(next(iter(rows.query.order_by), ""))
        if first not in (f"-{COUNTED}", COUNTED):
            return super().page(number)
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        parts = [self._counted(rows, first), self._uncounted(rows)]
        if first == COUNTED:
            parts.reverse()
        ids = _slice(parts, bottom, bottom + self.per_page)
        found = rows.in_bulk(ids)
        return Page([found[pk] for pk in ids], number, self)

    def _counted(self, rows: "QuerySet", order: str) -> "QuerySet":
        counted = self._tallies().filter(value__in=rows.order_by().values("pk"))
        if order == COUNTED:
            counted = counted.order_by("count", "-value")
        return counted.values_list("value", flat=True)

    def _uncounted(self, rows: "QuerySet") -> "QuerySet":
        others = rows.exclude(pk__in=self._tallies().values("value"))
        return others.order_by("pk").values_list("pk", flat=True)

    def _tallies(self) -> "QuerySet[Tally]":
        tallies = Tally.objects.filter(facet=self.facet, period=0, count__gt=0)
        return tallies.order_by("-count", "value")


def _slice(parts: "Sequence[QuerySet]", bottom: int, top: int) -> list[int]:
    """Return what stands there in the parts, one after the other."""
    found: list[int] = []
    size = top - bottom
    for part in parts:
        here = list(part[bottom:top])
        found += here
        if len(found) == size:
            break
        passed = bottom + len(here) if here else part.count()
        bottom, top = max(bottom - passed, 0), top - passed
    return found


class WalkedList(ChangeList):
    """Articles by their place in time, on the way that leads to the fewest of them.

    A filter that leads has put its rows' own place beside each article, as `walk`.
    """

    def get_ordering_field(self, field_name: Any) -> Any:
        # By anything else, all articles would have to be sorted.
        if field_name not in (self.sortable_by or ()):
            return None
        return super().get_ordering_field(field_name)

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: Any = None
    ) -> "QuerySet":
        rows = super().get_queryset(request, exclude_parameters)
        if "walk" not in rows.query.annotations:
            return rows
        return rows.order_by(*(WALKED.get(part, part) for part in rows.query.order_by))
