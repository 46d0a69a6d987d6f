"""Lists of the desk that cost the same at any size."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.formats import number_format

from articles.queue import CAP

if TYPE_CHECKING:
    from django.db.models import QuerySet

WALKED: dict[Any, str] = {"pos": "walk", "-pos": "-walk"}


class AtLeast(int):
    """A number of which only so much is known: shown as “10,000+”."""

    def __str__(self) -> str:
        return f"{number_format(int(self), force_grouping=True)}+"


class CappedPaginator(Paginator):
    """Counts no further than `CAP`; who wants to see more narrows the list."""

    @cached_property
    def count(self) -> int:
        rows = cast("QuerySet", self.object_list)
        counted = rows.order_by().values("pk")[: CAP + 1].count()
        return counted if counted <= CAP else AtLeast(CAP)


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
