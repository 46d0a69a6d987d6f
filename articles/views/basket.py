"""What is chosen to be compared, carried along in the address of the list.

`/?article=1&article=2` is the list with two articles chosen: nothing is kept of a
reader, and the choice can be bookmarked.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from articles.comparison import CHOSEN, MOST
from articles.models import Article

# PostgreSQL's bigint.
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Basket:
    articles: list[Article]
    kept: list[tuple[str, str]]  # the list's other parameters

    @property
    def ids(self) -> list[int]:
        return [article.pk for article in self.articles]

    @property
    def is_full(self) -> bool:
        return len(self.articles) >= MOST

    @property
    def most(self) -> int:
        return MOST

    @property
    def list_url(self) -> str:
        """The whole list, with what is chosen."""
        return choose_more(self.ids)


def find_basket(query: QueryDict) -> Basket:
    """Return what is chosen in a list's parameters, in the order of choosing."""
    wanted = parse_ids(query.getlist(CHOSEN))[:MOST]
    found = Article.objects.in_brief().in_bulk(wanted) if wanted else {}
    kept = [
        (name, value)
        for name, values in query.lists()
        for value in values
        if name != CHOSEN and value
    ]
    return Basket([found[pk] for pk in wanted if pk in found], kept)


def choose_more(ids: Iterable[int], event: str = "") -> str:
    """Return the address of the list, or of an event's, to add others to these."""
    on_event = [("event", event)] if event else []
    chosen = urlencode([*on_event, *((CHOSEN, pk) for pk in ids)])
    return f"{reverse('article-list')}?{chosen}" if chosen else reverse("article-list")


def parse_ids(values: Iterable[str]) -> list[int]:
    """Return the ids among what an address says, each once."""
    ids = (_parse_id(value) for value in values)
    return list(dict.fromkeys(pk for pk in ids if pk))


def _parse_id(value: str) -> int | None:
    is_number = value.isascii() and value.isdecimal() and len(value) < 20
    return int(value) if is_number and 0 < int(value) <= LARGEST_ID else None
