"""What the desk's list of articles is narrowed by, and what of it is walked.

What leads to the fewest articles is walked by its place in time, and all else is
looked up at each: as in `articles.walk`, which knows no reasons. The database is not
left to choose, for SQLite's planner chooses badly.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.utils.text import slugify

from articles.models import Article, Event, ReviewReason, Source, Tally
from articles.queue import CAP, count_reasons
from articles.search import Query, estimate, load_names, parse_query

ANY = "any"
# Where several things narrow a list, or words do, each article is looked at to count
# it.
FEWER, FEWEST = 500, 300


class Lead:
    """What an address chooses, and which choice leads."""

    def __init__(self, query: QueryDict) -> None:
        names = ("reason", "outlet", "event")
        self.slugs: dict[str, str] = {
            name: slugify(str(query[name])) for name in names if name in query
        }
        self.words = query.get("q", "")
        self.is_of_hidden = query.get("is_hidden__exact") == "1"
        self.is_of_reviewed = query.get("review_status__exact") == "reviewed"

    @classmethod
    def of(cls, request: HttpRequest) -> "Lead":
        """Return the request's own, made once."""
        lead: Lead = request.__dict__.setdefault("list_lead", cls(request.GET))
        return lead

    @property
    def most(self) -> int:
        """How far the articles are counted."""
        if self.words:
            return FEWEST
        choices = len(self.slugs) + self.is_of_hidden + self.is_of_reviewed
        return FEWER if choices > 1 else CAP

    @property
    def is_undated(self) -> bool:
        """Whether only articles without a date are wanted, which are at the end."""
        return self.slugs.get("reason") == ReviewReason.Reason.DATE_UNKNOWN

    @cached_property
    def reasons(self) -> dict[str, int]:
        return count_reasons()

    @cached_property
    def outlet(self) -> Source | None:
        return Source.objects.filter(slug=self.slugs.get("outlet", "")).first()

    @cached_property
    def event(self) -> Event | None:
        return Event.objects.filter(slug=self.slugs.get("event", "")).first()

    @cached_property
    def query(self) -> Query | None:
        return parse_query(self.words, load_names()) if self.words else None

    @cached_property
    def has_rare_words(self) -> bool:
        """Whether what has the words is found first, and sorted."""
        return self.query is not None and estimate(self.query) <= CAP

    @cached_property
    def leading(self) -> str:
        """The parameter whose articles are walked; empty where none is better."""
        if self.has_rare_words or self.is_of_hidden:
            return ""
        sizes = self._sizes()
        if len(sizes) < 2:
            return "".join(sizes)
        return min(sizes, key=lambda name: sizes[name]())

    def _sizes(self) -> dict[str, Callable[[], int]]:
        """Return how to learn how many articles each choice leads to."""
        reason = self.slugs.get("reason", "")
        known = {
            "outlet": lambda: _tallied(Tally.Facet.OUTLET, self.outlet),
            "event": lambda: _tallied(Tally.Facet.EVENT, self.event),
            "reason": lambda: self.reasons.get(reason, 0),
        }
        sizes = {name: known[name] for name in self.slugs}
        if reason == ANY or (self.is_undated and len(sizes) > 1):
            del sizes["reason"]
        if self.is_of_reviewed:
            # An index has them alone; no filter is called so, so none leads.
            sizes["review_status"] = _count_reviewed
        return sizes


def _count_reviewed() -> int:
    reviewed = Article.everything.filter(review_status=Article.ReviewStatus.REVIEWED)
    return reviewed.order_by().values("pk")[: CAP + 1].count()


def _tallied(facet: Tally.Facet, value: Any) -> int:
    return Tally.objects.of(facet, value.pk if isinstance(value, Model) else 0)
