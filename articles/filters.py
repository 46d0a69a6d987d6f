"""The list's parameters: what they mean, and what is wrong with them, in words."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import (
    BooleanFilter,
    ChoiceFilter,
    FilterSet,
)

from articles.epoch import epoch_of
from articles.fields import SlugsFilter, WordsFilter, date_filter
from articles.models import Article, Entity, Event, Listing, Source, Tally
from articles.models.article import ArticleQuerySet, certainly_within
from articles.models.tally import tallied
from articles.search import (
    Query,
    estimate,
    load_names,
    matching,
    parse_query,
)

# Who may see and choose the state of the curators' work.
MAY_REVIEW = "articles.change_article"
NEEDED = "needed"
UNKNOWN = "unknown"  # the value that stands for "no outlet is known"
CERTAIN, NONE = "certain", "none"
RELEVANCE, DATE = "relevance", "date"
# What is chosen, by parameter: clean values, as `ArticleFilter.chosen` has them.
Chosen = Mapping[str, Any]


def _counted(facet: Tally.Facet, things: QuerySet) -> QuerySet:
    """Things that know how many articles there are of each."""
    counted: QuerySet = things.annotate(article_count=tallied(facet))
    return counted


class FilterForm(forms.Form):
    """The parameters together."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = self.cleaned_data
        first, last = values.get("published_after"), values.get("published_before")
        if first and last and first > last:
            self.add_error(
                "published_before", _("The last day is earlier than the first.")
            )
        return values


class ArticleFilter(FilterSet):  # type: ignore[misc]
    """Articles by what is known of them.

    Several values of one parameter widen the choice; parameters narrow each other.
    """

    # `query` looks for these two, together.
    q = WordsFilter(label=_("Words"))
    exact = BooleanFilter(label=_("Exact words only"), widget=forms.CheckboxInput)
    sort = ChoiceFilter(
        label=_("Order"),
        choices=[(RELEVANCE, _("Best match first")), (DATE, _("Newest first"))],
        error_messages={
            "invalid_choice": _("“%(value)s” is no order: use “relevance” or “date”.")
        },
    )
    outlet = SlugsFilter(
        label=_("Outlet"),
        queryset=_counted(Tally.Facet.OUTLET, Source.objects.all()),
        null_label=_("Outlet unknown"),
        null_value=UNKNOWN,
        no_such=_("The archive knows no outlet “%(value)s”."),
        method="by_outlet",
    )
    published_after = date_filter(_("From"))
    published_before = date_filter(_("To"))
    dated = ChoiceFilter(
        label=_("Certainty of the date"),
        choices=[(CERTAIN, _("Certain dates only")), (NONE, _("No date"))],
        empty_label=_("Any date"),
        error_messages={
            "invalid_choice": _(
                "“%(value)s” says nothing about dates: use “certain” or “none”."
            )
        },
    )
    event = SlugsFilter(
        label=_("Event"),
        queryset=_counted(Tally.Facet.EVENT, Event.objects.all()),
        no_such=_("The archive knows no event “%(value)s”."),
        method="by_event",
    )
    entity = SlugsFilter(
        label=_("Entity"),
        queryset=_counted(Tally.Facet.ENTITY, Entity.objects.all()),
        no_such=_("The archive knows no entity “%(value)s”."),
        method="by_entity",
    )
    agency = SlugsFilter(
        label=_("Agency"),
        queryset=_counted(
            Tally.Facet.AGENCY, Source.objects.filter(kind=Source.Kind.AGENCY)
        ),
        no_such=_("The archive knows no agency “%(value)s”."),
        method="by_agency",
    )

    review = ChoiceFilter(
        label=_("Review"),
        choices=[(NEEDED, _("Needs review")), *Article.ReviewStatus.choices],
        empty_label=_("Any state"),
        error_messages={
            "invalid_choice": _(
                "“%(value)s” is no state of review: use “needed”, “unreviewed” or "
                "“reviewed”."
            )
        },
    )

    class Meta:
        model = Article
        fields: list[str] = []
        form = FilterForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = getattr(self.request, "user", None)
        if user is None or not user.has_perm(MAY_REVIEW):
            del self.filters["review"]

    @property
    def chosen(self) -> dict[str, Any]:
        """The parameters that narrow the list, with their clean values.

        Those in which something is wrong are not among them.
        """
        if not self.is_bound or self.errors is None:
            return {}
        values = self.form.cleaned_data.items()
        return {name: value for name, value in values if value and name != "sort"}

    @property
    def dated_labels(self) -> dict[str, str]:
        """What the choices among dates are called.

        Where days are chosen, “certain” says that an article is certainly of them.
        """
        field = self.form.fields["dated"]
        labels = {"": field.empty_label, **dict(field.choices)}
        if self.chosen.keys() & {"published_after", "published_before"}:
            labels[CERTAIN] = _("Certainly from these days")
        return {value: str(label) for value, label in labels.items()}

    @property
    def is_best_first(self) -> bool:
        """Whether the list is sorted by how well articles match, rather than by date.

        Who looks for words wants what is about them, and not every newer article that
        mentions them; everybody else wants to know what is new.
        """
        if self.query is None:
            return False
        return bool(self.form.cleaned_data.get("sort") != DATE)

    @property
    def name(self) -> str:
        """Says which articles are chosen: the same for the same choice."""
        return repr(sorted((name, _say(value)) for name, value in self.chosen.items()))

    @cached_property
    def epoch(self) -> int:
        """The archive's, as it was when the list was asked for."""
        return epoch_of(self.request)

    @cached_property
    def query(self) -> Query | None:
        """What is looked for in the articles' words, names under all their forms."""
        words = self.chosen.get("q", "")
        is_exact = self.chosen.get("exact")
        names = load_names(self.epoch) if words and not is_exact else {}
        return parse_query(words, names)

    def with_words(self, words: str) -> "ArticleFilter":
        """Return the same list with other words; what is chosen isn't read again."""
        other = copy(self)
        for made in ("query", "match_count"):
            other.__dict__.pop(made, None)
        other.data = self.data.copy()
        other.data["q"] = words
        other._form = copy(self.form)
        other._form.cleaned_data = self.form.cleaned_data | {"q": words}
        return other

    @cached_property
    def match_count(self) -> int:
        """About how many articles have the words, whatever else is chosen."""
        return estimate(self.query) if self.query else 0

    @cached_property
    def unknown_count(self) -> int:
        """How many articles there are of no known outlet; of others, they tell."""
        return Tally.objects.of(Tally.Facet.OUTLET, 0)

    def filter_queryset(self, queryset: ArticleQuerySet) -> ArticleQuerySet:
        chosen = self.chosen
        articles = queryset
        for name in ("outlet", "event", "entity", "agency"):
            if name in chosen:
                articles = self.filters[name].filter(articles, chosen[name])
        if self.query:
            articles = matching(articles, self.query)
        if "review" in chosen:
            articles = by_review(articles, chosen["review"])
        return by_date(
            articles,
            first=chosen.get("published_after"),
            last=chosen.get("published_before"),
            dated=chosen.get("dated", ""),
        )

    def by_outlet(
        self, articles: ArticleQuerySet, name: str, outlets: list[Source | str]
    ) -> ArticleQuerySet:
        known = [outlet for outlet in outlets if isinstance(outlet, Source)]
        condition = Q(outlet__in=known)
        if UNKNOWN in outlets:
            condition |= Q(outlet=None)
        return articles.filter(condition)

    def by_event(
        self, articles: ArticleQuerySet, name: str, events: Iterable[Event]
    ) -> ArticleQuerySet:
        return _listed(articles, Listing.Facet.EVENT, events)

    def by_entity(
        self, articles: ArticleQuerySet, name: str, entities: Iterable[Entity]
    ) -> ArticleQuerySet:
        return _listed(articles, Listing.Facet.ENTITY, entities)

    def by_agency(
        self, articles: ArticleQuerySet, name: str, agencies: Iterable[Source]
    ) -> ArticleQuerySet:
        return _listed(articles, Listing.Facet.AGENCY, agencies)


def _say(value: Any) -> list[str]:
    if isinstance(value, str | date | bool):
        return [str(value)]
    return sorted(getattr(each, "slug", each) for each in value)


def by_review(articles: ArticleQuerySet, state: str) -> ArticleQuerySet:
    """Articles by how far curators have come with them."""
    if state == NEEDED:
        return articles.needing_review()
    return articles.filter(review_status=state)


def by_date(
    articles: ArticleQuerySet, *, first: Any, last: Any, dated: str
) -> ArticleQuerySet:
    """Articles by their days and by how surely these are known."""
    if first or last:
        articles = articles.published_within(first, last)
    if dated == CERTAIN:
        return articles.filter(certainly_within(first, last))
    return articles.undated() if dated == NONE else articles


def _listed(
    articles: ArticleQuerySet, facet: Listing.Facet, values: Iterable[Model]
) -> ArticleQuerySet:
    # A subquery rather than a join, so that no article comes twice.
    keys = [value.pk for value in values]
    listings = Listing.objects.filter(facet=facet, value__in=keys)
    return articles.filter(pk__in=listings.values("article"))
