"""What can be asked for: nothing here changes anything."""

from typing import Annotated, Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import override
from ninja import Field, Query

from articles.api import answers, schemas
from articles.api.parameters import Chosen, choose
from articles.api.problems import (
    ProblemAPI,
    ProblemError,
    ProblemOut,
    add_handlers,
)
from articles.api.throttle import ClientThrottle
from articles.comparison import MOST, compare_articles
from articles.coverage import count_days, find_outlets, matrix
from articles.epoch import epoch_of, remember
from articles.exports import Export, load_records, make_thing, read_newest
from articles.facets import KINDS, count_facets
from articles.models import (
    Article,
    Correction,
    Entity,
    Event,
    NamingTally,
    Source,
)
from articles.models.tally import Tally, tallied
from articles.naming import count_named
from articles.provenance import facts
from articles.settle import HIDDEN
from articles.views.articles import reading_of
from articles.views.exports import export_list, make_export

MAX_ID = 2**63 - 1

Limit = Annotated[int, Field(ge=1, le=100, description="So many at most")]
Id = Annotated[int, Field(ge=1, le=MAX_ID)]
Slug = Annotated[str, Field(max_length=100, pattern=r"^[-a-zA-Z0-9_]+$")]
Rank = Annotated[int, Field(ge=0, le=1_000_000, description="From `next`")]
Position = Annotated[int, Field(ge=-MAX_ID, le=MAX_ID, description="From `next`")]

api = ProblemAPI(
    title="newsarchive",
    version="1",
    description=(
        "What the archive's pages show, with the pages' own parameters. Errors are "
        "problems as in RFC 9457. Answers carry an ETag and can be asked for "
        "conditionally."
    ),
    docs_url=None,  # its pages load scripts from elsewhere
    urls_namespace="api",
    throttle=[ClientThrottle()],
)
add_handlers(api)

PROBLEMS = {400: ProblemOut, 404: ProblemOut, 410: ProblemOut, 429: ProblemOut}


@api.get("/articles", response={200: schemas.ArticlesOut, **PROBLEMS})
def list_articles(
    request: HttpRequest,
    chosen: Chosen,
    limit: Limit = 25,
    after: Position | None = None,
) -> Any:
    """Articles, the newest first."""
    articles, export = choose(request), export_list(request)
    records, older = read_newest(articles, export, after=after, size=limit)
    return {
        "articles": [answers.article(record) for record in records],
        "next": _next(request, older) if older else None,
    }


@api.get("/articles/{id}", response={200: schemas.ArticleInFullOut, **PROBLEMS})
def show_article(request: HttpRequest, id: Id) -> Any:
    """An article with its facts, their evidence, mentions and quotations."""
    article = Article.objects.for_reading().filter(pk=id).first()
    if article is None:
        raise _explain_missing(id)
    export = make_export(request, article.get_absolute_url())
    (record,) = load_records(Article.objects.filter(pk=id), export)
    read, corrections = reading_of(article), list(article.corrections.all())
    told = facts(article, read, corrections)
    return answers.article_in_full(record, article, read, told)


def _explain_missing(pk: int) -> ProblemError:
    hidings = Correction.objects.filter(article=pk, field=HIDDEN)
    hiding = hidings.filter(article__is_hidden=True).last()
    if hiding:
        return ProblemError(
            410, f"The archive has hidden this article: {hiding.reason}"
        )
    return ProblemError(404, f"The archive has no article {pk}.")


@api.get("/facets", response={200: schemas.FacetsOut, **PROBLEMS})
def show_facets(request: HttpRequest, chosen: Chosen) -> Any:
    """How many articles there are, and how many each further choice would leave."""
    with override(settings.LANGUAGE_CODE):
        # Names are the same to every program, whatever language its machine speaks.
        found = count_facets(choose(request))
    return answers.facets(found, [getattr(found, name) for name in (*KINDS, "dated")])


@api.get("/sources", response={200: schemas.ThingsOut, **PROBLEMS})
def list_sources(
    request: HttpRequest, limit: Limit = 25, after: Slug | None = None
) -> Any:
    """Outlets and agencies, by their slugs, with the articles they published."""
    return _list(request, Source.objects.all(), Tally.Facet.OUTLET, limit, after)


@api.get("/sources/{slug}", response={200: schemas.SourceOut, **PROBLEMS})
def show_source(request: HttpRequest, slug: Slug) -> Any:
    """An outlet or agency; one that was merged is told of by what it is now."""
    source = _find(Source.objects.prefetch_related("names"), slug)
    names = [name for name in source.names.all() if name.is_active]
    return _count(request, source, Tally.Facet.OUTLET) | {
        "names": [name.value for name in names if name.kind == "name"],
        "domains": [name.value for name in names if name.kind == "domain"],
        "language": source.language or None,
        "country": source.country or None,
        "homepage": source.homepage or None,
    }


@api.get("/entities", response={200: schemas.ThingsOut, **PROBLEMS})
def list_entities(
    request: HttpRequest, limit: Limit = 25, after: Slug | None = None
) -> Any:
    """People, places and organizations, by their slugs."""
    return _list(request, Entity.objects.all(), Tally.Facet.ENTITY, limit, after)


@api.get("/entities/{slug}", response={200: schemas.EntityOut, **PROBLEMS})
def show_entity(request: HttpRequest, slug: Slug) -> Any:
    """An entity; one that was merged is told of by what it is now."""
    entity = _find(Entity.objects.prefetch_related("aliases"), slug)
    return _count(request, entity, Tally.Facet.ENTITY) | {
        "aliases": [alias.name for alias in entity.aliases.all() if alias.is_active],
        "wikidata_id": entity.wikidata_id or None,
        "description": entity.description or None,
    }


@api.get("/entities/{slug}/naming", response={200: schemas.NamingOut, **PROBLEMS})
def show_entity_naming(request: HttpRequest, slug: Slug) -> Any:
    """Which words name an entity, in all articles, by outlet and zone."""
    entity = _find(Entity.objects.prefetch_related("aliases"), slug)
    counts = remember(
        epoch_of(request),
        ("naming", entity.pk),
        lambda: list(entity.mentions.in_article().by_word()),
    )
    return answers.naming([entity], counts)


@api.get("/events", response={200: schemas.ThingsOut, **PROBLEMS})
def list_events(
    request: HttpRequest, limit: Limit = 25, after: Slug | None = None
) -> Any:
    """Events, by their slugs."""
    return _list(request, Event.objects.all(), Tally.Facet.EVENT, limit, after)


@api.get("/events/{slug}", response={200: schemas.EventOut, **PROBLEMS})
def show_event(request: HttpRequest, slug: Slug) -> Any:
    """What happened, when, where, and who took part."""
    events = Event.objects.select_related("place").prefetch_related("participants")
    event = get_object_or_404(events, slug=slug)
    return _count(request, event, Tally.Facet.EVENT) | {
        "starts_on": event.starts_on,
        "ends_on": event.ends_on,
        "place": event.place.slug if event.place else None,
        "participants": [entity.slug for entity in event.participants.all()],
        "description": event.description or None,
    }


@api.get("/events/{slug}/matrix", response={200: schemas.MatrixOut, **PROBLEMS})
def show_matrix(request: HttpRequest, slug: Slug) -> Any:
    """Who covered an event when: outlets by days, empty cells among them."""
    event = get_object_or_404(Event, slug=slug)
    return answers.matrix(matrix(event, count_days(event, find_outlets())))


@api.get("/events/{slug}/naming", response={200: schemas.EventNamingOut, **PROBLEMS})
def show_event_naming(
    request: HttpRequest, slug: Slug, limit: Limit = 25, after: Rank = 0
) -> Any:
    """Which words name the entities in an event's coverage, by outlet and zone.

    The entities that are named most come first, `limit` of them.
    """
    event = get_object_or_404(Event, slug=slug)
    ranked = NamingTally.objects.ranked(event).values_list("entity", flat=True)
    found = list(ranked[after : after + limit + 1])
    counts = count_named(event, found[:limit], find_outlets())
    entities = Entity.objects.prefetch_related("aliases").in_bulk(found[:limit])
    return answers.naming([entities[pk] for pk in found[:limit]], counts) | {
        "next": _next(request, after + limit) if len(found) > limit else None
    }


@api.get("/compare", response={200: schemas.ComparisonOut, **PROBLEMS})
def compare(
    request: HttpRequest,
    article: Annotated[
        list[Id], Query(min_length=2, max_length=MOST, description="Two to five ids")
    ],
) -> Any:
    """Articles beside each other: what they share and what each has alone."""
    wanted = list(dict.fromkeys(article))
    found = Article.objects.for_reading().in_bulk(wanted)
    if missing := [pk for pk in wanted if pk not in found]:
        raise _explain_missing(missing[0])
    export = make_export(request, reverse("compare"))
    records = {
        record.id: record
        for record in load_records(Article.objects.filter(pk__in=wanted), export)
    }
    compared = compare_articles([found[pk] for pk in wanted])
    return answers.comparison(compared, [records[pk] for pk in wanted], export)


def _find(things: QuerySet, slug: Slug) -> Any:
    thing = get_object_or_404(things, slug=slug)
    return things.get(pk=thing.merged_into_id) if thing.merged_into_id else thing


def _list(
    request: HttpRequest,
    things: QuerySet,
    facet: Tally.Facet,
    limit: int,
    after: str | None,
) -> Any:
    counted = things.annotate(article_count=tallied(facet)).order_by("slug")
    if hasattr(things.model, "merged_into"):
        counted = counted.filter(merged_into=None)
    if after:
        counted = counted.filter(slug__gt=after)
    found = list(counted[: limit + 1])
    shown = found[:limit]
    export = make_export(request, request.path)
    return {
        "things": [_thing(thing, export, thing.article_count) for thing in shown],
        "next": _next(request, shown[-1].slug) if len(found) > limit else None,
    }


def _count(request: HttpRequest, thing: Any, facet: Tally.Facet) -> dict[str, Any]:
    count = Tally.objects.of(facet, thing.pk)
    return _thing(thing, make_export(request, request.path), count)


def _thing(thing: Any, export: Export, count: int) -> dict[str, Any]:
    return answers.thing(make_thing(thing, export)) | {"article_count": count}


def _next(request: HttpRequest, after: int | str) -> str:
    query = request.GET.copy()
    query["after"] = str(after)
    return request.build_absolute_uri(
        f"{request.path}?{urlencode(list(query.lists()), doseq=True)}"
    )
