"""What the screen of one article shows: its fields, each with what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.forms import BoundField

from articles.admin.article_form import SETTLES
from articles.admin.proposals import Proposal, ProposalsWidget
from articles.admin.workbench.form import KEYS, ReviewForm
from articles.models import Article, Mention, Source, Tally
from articles.models.tally import tallied
from articles.provenance import Fact, facts, grounds_of
from articles.raw_view import Line, Mark, lines, marks

# What of a raw text is shown; the file itself can always be had.
RAW_LIMIT = 200_000
# Outlets offered while one is typed: those with the most articles.
MOST_OUTLETS = 300
ROWS = [
    "outlet",
    "published_as",
    "headline",
    "byline_lines",
    "dateline",
    "host",
    "url",
    "language",
]
# Which field a reason for review is about.
ABOUT = {
    "outlet-unknown": "outlet",
    "outlet-not-listed": "outlet",
    "date-unknown": "published",
    "date-inferred": "published",
    "date-inexact": "published",
    "weekday-contradicts-date": "published",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One field of the form, and what is known of it."""

    name: str  # of the fact
    field: BoundField
    key: str
    fact: Fact | None
    proposal: Proposal | None
    is_open: bool  # a reason for the review
    is_unknown: bool  # ticked as not known


@dataclass(frozen=True, slots=True)
class Named:
    """An entity in the article: where it is first named, and how often at all."""

    slug: str
    name: str
    kind: str
    start: int | None
    count: int
    is_dropped: bool


def make_rows(article: Article, form: ReviewForm) -> Iterator[Row]:
    """Yield the rows of the form, in the order of `ROWS`."""
    known = facts(article, grounds_of(article).facts, article.corrections.all())
    by_name = {fact.name: fact for fact in known}
    widget = cast("ProposalsWidget", form.fields["proposals"].widget)
    proposals = {each.field: each for each in widget.proposals}
    about = {ABOUT.get(each.reason) for each in article.review_reasons.all()}
    unknown = form["unknown"].value() or ()
    for field in ROWS:
        name = SETTLES.get(field, field)
        proposal = proposals.get(name)
        yield Row(
            name,
            form[field],
            KEYS[field],
            by_name.get(name),
            proposal,
            is_open=name in about or proposal is not None,
            is_unknown=name in unknown,
        )


def make_lines(article: Article) -> list[Line]:
    """Return the raw text with what was read from it, and the entities it names."""
    named = [
        Mark(each.start, each.end, "mention", "mention")
        for each in article.mentions.all()
    ]
    found = marks(grounds_of(article).facts) + named
    return list(lines(article.raw_file.text[:RAW_LIMIT], found))


def make_named(form: ReviewForm) -> list[Named]:
    """Return the entities of the article, those dropped from it among them."""
    mentions: dict[str, list[Mention]] = {}
    for mention in form.mentions:
        mentions.setdefault(mention.entity.slug, []).append(mention)
    dropped = form["dropped"].value() or ()
    choices: Any = form.fields["dropped"]
    return [
        Named(
            slug,
            str(name),
            mentions[slug][0].entity.get_kind_display() if slug in mentions else "",
            mentions[slug][0].start if slug in mentions else None,
            len(mentions.get(slug, ())),
            is_dropped=slug in dropped,
        )
        for slug, name in choices.choices
    ]


def list_outlets() -> list[str]:
    """Return the names to offer while an outlet is typed."""
    outlets = Source.objects.filter(merged_into=None, kind=Source.Kind.OUTLET)
    counted = outlets.annotate(article_count=tallied(Tally.Facet.OUTLET))
    most = counted.order_by("-article_count", "name")[:MOST_OUTLETS]
    return list(most.values_list("name", flat=True))
