"""What leads a list: the value chosen of which there are the fewest articles."""

from datetime import date
from typing import Any

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import RawSQL

from articles.filters import UNKNOWN, ArticleFilter, Chosen
from articles.listings import COARSE_REACHES
from articles.models import Article, Listing
from articles.settle import day_pos

FACETS = {
    "event": Listing.Facet.EVENT,
    "entity": Listing.Facet.ENTITY,
    "agency": Listing.Facet.AGENCY,
}
# What can lead, and what it costs to look at one article there: those of an outlet
# are each looked up, where an entry of a listing tells enough.
COSTS = {"outlet": 10, **dict.fromkeys(FACETS, 1)}


def find_lead(articles: ArticleFilter, chosen: Chosen) -> str:
    """Return the parameter whose one value leads to the fewest articles."""
    single = [name for name in COSTS if len(chosen.get(name, ())) == 1]
    if len(single) < 2:
        return "".join(single)
    return min(single, key=lambda name: size_of(articles, chosen, name) * COSTS[name])


def size_of(articles: ArticleFilter, chosen: Chosen, name: str) -> int:
    """Return how many articles there are of the one value of a parameter."""
    (value,) = chosen[name]
    size: int = articles.unknown_count if value == UNKNOWN else value.article_count
    return size


def key_of(value: Any) -> int:
    """The id of a chosen thing; 0 stands for the unknown outlet."""
    return int(value.pk) if isinstance(value, Model) else 0


def lead_by(chosen: Chosen, lead: str) -> QuerySet:
    """Return the articles that a choice leads to, by their places in time."""
    if lead in FACETS:
        return _led_by(FACETS[lead], key_of(chosen[lead][0]))
    return Article.objects.annotate(walk=F("pos")).order_by("-walk")


def find_coarse(last: date) -> QuerySet:
    """Articles of coarse dates that reach back to `last`, if they come after it."""
    reaches = Q(listings__value=len(COARSE_REACHES))
    for number, days in enumerate(COARSE_REACHES):
        end = day_pos(last.toordinal() + days + 1)
        reaches |= Q(listings__value=number, listings__pos__lt=end)
    found = Article.objects.filter(reaches, listings__facet=Listing.Facet.COARSE)
    return found.annotate(walk=F("listings__pos")).order_by("-walk")


def _led_by(facet: int, value: int) -> QuerySet:
    """Return the articles that stand under a value.

    They are joined by their places in time, so that the index of listings tells all,
    and the sum keeps the planner from walking the articles instead.
    """
    listed = Article.objects.annotate(walk=RawSQL("articles_listing.pos", []))
    found: QuerySet = listed.extra(
        tables=["articles_listing"],
        where=["articles_listing.facet = %s AND articles_listing.value = %s"],
        params=[facet, value],
    ).filter(pos=RawSQL("articles_listing.pos + 0", []))
    return found.order_by("-walk")


def find_size(articles: ArticleFilter, chosen: Chosen) -> int | None:
    """Return how many articles have all that is chosen, where it is one value."""
    if len(chosen) == 1 and (lead := find_lead(articles, chosen)):
        return size_of(articles, chosen, lead)
    return None


def find_most(articles: ArticleFilter, chosen: Chosen) -> int | None:
    """Return how many articles are under the value that leads to the fewest.

    None where anything is chosen but such values.
    """
    if not chosen.keys() <= COSTS.keys() or not (lead := find_lead(articles, chosen)):
        return None
    return size_of(articles, chosen, lead)
