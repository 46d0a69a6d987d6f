"""Which part of the queue is asked for, and what can be chosen."""

from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Event, ReviewReason, Source, name_as_read
from articles.queue import UNKNOWN, Queue, count_reasons, say_capped

# Choices listed; others can be given in the address.
MOST = 50


class QueueFilter:
    """The queue's parameters as an address has them; nonsense finds nothing."""

    def __init__(self, query: QueryDict) -> None:
        self.chosen = {
            name: slugify(query.get(name, ""))[:100]
            for name in ("reason", "outlet", "event")
        }

    def queue(self) -> Queue:
        return Queue(**self.chosen)

    @cached_property
    def choices(self) -> list[dict[str, Any]]:
        """Return what a form offers, each with its choices."""
        offered = {
            "reason": (_("Reason"), self._reasons()),
            "outlet": (_("Outlet"), self._outlets()),
            "event": (_("Event"), self._events()),
        }
        return [
            {"name": name, "label": label, "chosen": self.chosen[name], "rows": rows}
            for name, (label, rows) in offered.items()
        ]

    def _reasons(self) -> list[tuple[str, str]]:
        counts = count_reasons()
        return [
            (value, f"{label} ({say_capped(counts.get(value, 0))})")
            for value, label in ReviewReason.Reason.choices
            if value in counts or value == self.chosen["reason"]
        ]

    def _outlets(self) -> list[tuple[str, str]]:
        rows = Source.objects.with_articles().values_list("slug", "name")[:MOST]
        return [(UNKNOWN, _("unknown")), *self._with_chosen("outlet", list(rows))]

    def _events(self) -> list[tuple[str, str]]:
        rows = Event.objects.values_list("slug", name_as_read(Event))[:MOST]
        return self._with_chosen("event", list(rows))

    def _with_chosen(
        self, name: str, rows: list[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        chosen = self.chosen[name]
        if chosen and chosen != UNKNOWN and chosen not in dict(rows):
            rows.append((chosen, chosen))
        return rows
