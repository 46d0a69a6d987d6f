"""Lists of the desk that cost the same at any size."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from django.core.paginator import Paginator
from django.utils.formats import number_format

from articles.queue import CAP

if TYPE_CHECKING:
    from django.db.models import QuerySet


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
