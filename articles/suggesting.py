"""Which articles an event may concern, and what speaks against it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.log import log
from articles.models import ArchiveEvent, Article, Coverage, Event, Listing, Mention
from articles.settle import days_about
from articles.store import Directory, load_events, resettle

# As many articles as can be settled while a person waits, and decided on.
SETTLED_AT_ONCE = 1000
DECIDED_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Suggested:
    """What became of an event's suggestions; the rest waits for `reextract`."""

    added: int
    removed: int
    waiting: int


@transaction.atomic
def suggest_coverage(event: Event, *, by: User | None = None) -> Suggested:
    """Suggest an event to the articles that it may concern, and to no others.

    To be called when an event is made or its days or participants change. What
    curators and catalogues said stands. Only what changes is settled anew.
    """
    covering = Coverage.objects.filter(event=event)
    inferred = covering.filter(basis=Coverage.Basis.INFERRED)
    likely = _find_likely(event)
    new = likely.exclude(pk__in=covering.values("article"))
    gone = Article.everything.filter(pk__in=inferred.values("article")).exclude(
        pk__in=likely.values("pk")
    )
    most = SETTLED_AT_ONCE + 1
    added = list(new.order_by("-pos").values_list("pk", flat=True)[:most])
    removed = list(gone.order_by("-pos").values_list("pk", flat=True)[:most])
    if len(added) + len(removed) > SETTLED_AT_ONCE:
        return Suggested(0, 0, new.count() + gone.count())
    if not added and not removed:
        return Suggested(0, 0, 0)
    events, directory = load_events(), Directory()
    changing = Article.everything.filter(pk__in=[*added, *removed])
    for article in changing.order_by("pk").select_for_update():
        resettle(article, events, directory)
    detail = {"suggested": added, "no longer suggested": removed}
    kind = ArchiveEvent.Kind.KNOWLEDGE
    log(kind, about=f"event/{event.slug}", by=by, detail=detail)
    return Suggested(len(added), len(removed), 0)


def _find_likely(event: Event) -> QuerySet[Article]:
    """Return the articles near an event's days that mention all participants.

    As `articles.settle.coverage` says it of one article.
    """
    first, last = days_about(event.starts_on, event.ends_on)
    near = Article.objects.filter(
        published_earliest__gte=first, published_latest__lte=last
    )
    participants = _find_participants(event)
    if not participants:
        return near.none()
    for participant in participants:
        mentions = Mention.objects.filter(article=OuterRef("pk"), entity=participant)
        near = near.filter(Exists(mentions))
    return near


def walk_coverage(event: Event, status: str) -> QuerySet:
    """Return the coverage of one status, by `walk`: the newest articles first."""
    found = event.coverage.filter(status=status)
    if status == Coverage.Status.REJECTED:
        # Under the event are those that were not.
        found = found.annotate(walk=F("article__pos"))
    else:
        found = found.filter(
            article__listings__facet=Listing.Facet.EVENT,
            article__listings__value=event.pk,
        ).annotate(walk=F("article__listings__pos"))
    return found.order_by("-walk")


def find_unopposed(event: Event) -> list[int]:
    """Return the newest suggested articles that nothing speaks against, by id.

    As many as can be decided on at once, of as many as can be weighed.
    """
    newest = walk_coverage(event, Coverage.Status.SUGGESTED)
    ids = list(newest.values_list("article", flat=True)[:SETTLED_AT_ONCE])
    found = Article.everything.in_brief().in_bulk(ids)
    warnings = find_warnings(list(found.values()), event)
    return [pk for pk in ids if not warnings[pk]][:DECIDED_AT_ONCE]


def find_warnings(articles: Sequence[Article], event: Event) -> dict[int, list[str]]:
    """Return, by article, what speaks against its being about the event, in words."""
    participants = _find_participants(event)
    mentioned = _find_mentioned(articles, participants)
    others = {
        other: _find_participants(other)
        for other in Event.objects.exclude(pk=event.pk).prefetch_related(
            "participants__merged_into"
        )
    }
    return {
        article.pk: [
            *_weigh_days(article, event),
            *_weigh_names(participants, mentioned[article.pk]),
            *_weigh_others(article, event, others, participants),
        ]
        for article in articles
    }


def _find_participants(event: Event) -> dict[int, str]:
    """Return the names of who took part, by their ids, led on through merges."""
    found = {}
    for each in event.participants.all():
        entity = each
        while entity.merged_into:
            entity = entity.merged_into
        found[entity.pk] = str(entity)
    return found


def _find_mentioned(
    articles: Sequence[Article], entities: Collection[int]
) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    mentions = Mention.objects.filter(article__in=articles, entity__in=entities)
    for pk, entity in mentions.values_list("article", "entity").distinct():
        found[pk].add(entity)
    return found


def _weigh_days(article: Article, event: Event) -> list[str]:
    if not article.published_latest or not article.published_earliest:
        return [_("Its day is not known.")]
    first, last = days_about(event.starts_on, event.ends_on)
    if article.published_latest >= first and article.published_earliest <= last:
        return []
    before = (event.starts_on - article.published_latest).days
    after = (article.published_earliest - event.ends_on).days
    if before > 0:
        said = ngettext(
            "It was published %(count)d day before the event.",
            "It was published %(count)d days before the event.",
            before,
        )
        return [said % {"count": before}]
    said = ngettext(
        "It was published %(count)d day after the event.",
        "It was published %(count)d days after the event.",
        after,
    )
    return [said % {"count": after}]


def _weigh_names(participants: Mapping[int, str], mentioned: set[int]) -> list[str]:
    missing = [name for pk, name in participants.items() if pk not in mentioned]
    if not missing:
        return []
    return [_("It does not mention %(names)s.") % {"names": ", ".join(missing)}]


def _weigh_others(
    article: Article,
    event: Event,
    others: Mapping[Event, Mapping[int, str]],
    participants: Mapping[int, str],
) -> list[str]:
    """Name the events with the same participants to which it is nearer in time."""
    distance = _distance(article, event)
    return [
        _("“%(event)s”, %(day)s, is nearer to its day.")
        % {"event": other, "day": date_format(other.starts_on, "j F Y")}
        for other, names in others.items()
        if _distance(article, other) < distance and names.keys() & participants
    ]


def _distance(article: Article, event: Event) -> timedelta:
    """Return how far an article's days are from an event's; none if unknown."""
    if not article.published_latest or not article.published_earliest:
        return timedelta(0)
    before = event.starts_on - article.published_latest
    after = article.published_earliest - event.ends_on
    return max(before, after, timedelta(0))
