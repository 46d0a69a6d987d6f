"""Articles: the review queue, and the form whose changes become corrections."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import F, QuerySet, prefetch_related_objects
from django.forms import BaseInlineFormSet, Form, ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles import curate
from articles.admin.article_actions import ArticleActions
from articles.admin.article_filters import EventFilter, OutletFilter, ReasonFilter
from articles.admin.article_form import ArticleForm, CoverageForm
from articles.admin.article_lead import Lead
from articles.admin.bulk import BulkAdmin
from articles.admin.capped import CappedPaginator, WalkedList
from articles.admin.hiding import HidingAdmin
from articles.admin.history import article_records
from articles.admin.person import person
from articles.admin.proposals import ACCEPT, REJECT
from articles.admin.reverting import ActsAdmin
from articles.admin.workbench import Workbench
from articles.models import Article, Coverage
from articles.provenance import facts, grounds_of
from articles.queue import CAP
from articles.search import matching, probing
from articles.settle import EVENT_FIELD
from articles.templatetags.dates import edtf_in_words

if TYPE_CHECKING:
    from articles.models.article import ArticleQuerySet

# Leads stand for headlines, and are long.
TITLE_LENGTH = 120
SETTLED = ("dateline", "host", "url", "language", "review_status")
HOW_WE_KNOW: Any = (_("How we know"), {"fields": ("how_we_know",)})
RAW_TEXT: Any = (_("Raw text"), {"fields": ("raw_text",)})
# Without what only those need who correct.
FOR_VIEWERS = [
    (None, {"fields": ("needs_review",)}),
    (
        _("What the archive says"),
        {"fields": ("outlet", "published", "headline", "by", *SETTLED)},
    ),
    HOW_WE_KNOW,
    RAW_TEXT,
]


class CoverageInline(admin.StackedInline):
    model = Coverage
    form = CoverageForm
    fields = ("event", "status", "basis")
    readonly_fields = ("basis",)
    autocomplete_fields = ("event",)
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Coverage]:
        return super().get_queryset(request).select_related("event")


@admin.register(Article)
class ArticleAdmin(ArticleActions, BulkAdmin, Workbench, ActsAdmin, HidingAdmin):
    """Articles come by ingest and stay; what changes here becomes a correction."""

    form = ArticleForm
    inlines = (CoverageInline,)
    show_facets = admin.ShowFacets.NEVER  # each would count all articles
    list_display = (
        "title",
        "outlet",
        "published",
        "state",
    )
    list_filter = (
        ReasonFilter,
        OutletFilter,
        EventFilter,
        "review_status",
        "is_hidden",
    )
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("headline",)  # what is searched: `get_search_results`
    search_help_text = _("Words of headline or body, as on the readers’ pages")
    ordering = ("-pos",)
    sortable_by = ("published",)
    autocomplete_fields = ("outlet",)
    readonly_fields = ("needs_review", "visibility", "how_we_know", "raw_text")
    fieldsets = (
        (None, {"fields": ("needs_review", "visibility")}),
        (
            _("What the archive says"),
            {
                "fields": (
                    "outlet",
                    "published_as",
                    "headline",
                    "byline_lines",
                    *SETTLED,
                ),
                "description": _(
                    "What you change here is kept as your correction and stands "
                    "against every later reading. Empty settles a field as unknown."
                ),
            },
        ),
        (_("Your decision"), {"fields": ("withdrawn", "reason", "seen")}),
        HOW_WE_KNOW,
        RAW_TEXT,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles = super().get_queryset(request).defer("body")
        of_one = ("raw_file__sidecar", "extraction") if _is_form(request) else ()
        return articles.select_related("outlet", *of_one).prefetch_related(
            "review_reasons"
        )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return WalkedList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        lead = Lead.of(request)
        if lead.query is None:
            return queryset, False
        articles = cast("ArticleQuerySet", queryset)
        if not lead.has_rare_words:
            # What many articles have is met soon on the way down the list.
            return probing(articles, lead.query), False
        # A sum is in no index: so what was found is sorted, rather than looked for
        # in all articles by date.
        return matching(articles, lead.query).annotate(walk=F("pos") + 0), False

    def get_paginator(
        self, request: HttpRequest, *args: Any, **options: Any
    ) -> CappedPaginator:
        paginator = CappedPaginator(*args, **options)
        lead = Lead.of(request)
        paginator.most = lead.most
        # So that the database begins with what leads, as for the page itself.
        paginator.is_walked = lead.most < CAP and bool(lead.leading)
        return paginator

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        if request.method == "POST" and object_id.isdecimal():
            # Before anything is read of it, so that what the form compares stays so
            # until it is saved.
            curate.lock(int(object_id))
        article = super().get_object(request, object_id, from_field)
        if article and _is_form(request):
            # What the form shows of it in several places.
            prefetch_related_objects([article], "credits", "corrections__by")
        return article

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        fieldsets = [*super().get_fieldsets(request, obj)]
        if not self.has_change_permission(request, obj):
            return FOR_VIEWERS
        if obj and grounds_of(obj).proposals:
            fieldsets.insert(1, (_("Proposals"), {"fields": ("proposals",)}))
        return fieldsets

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        return False

    @admin.display(description=_("title"), ordering="headline")
    def title(self, article: Article) -> str:
        return Truncator(article.title).chars(TITLE_LENGTH)

    @admin.display(description=_("published"), ordering="pos")
    def published(self, article: Article) -> str:
        words = edtf_in_words(article.published_edtf)
        if not article.published_edtf:
            return words
        basis = article.get_published_basis_display()
        return format_html('{}<span class="help">{}</span>', words, basis)

    @admin.display(description=_("needs review"))
    def state(self, article: Article) -> str:
        return article.needs_review or article.get_review_status_display()

    @admin.display(description=_("bylines"))
    def by(self, article: Article) -> str:
        return ", ".join(byline["name"] for byline in article.bylines)

    @admin.display(description=_("needs review"))
    def needs_review(self, article: Article) -> str:
        return article.needs_review

    @admin.display(description=_("evidence"))
    def how_we_know(self, article: Article) -> SafeString:
        read = grounds_of(article).facts
        corrections = article.corrections.all()
        return render_to_string(
            "admin/articles/article/how_we_know.html",
            {"facts": facts(article, read, corrections), "article": article},
        )

    @admin.display(description=_("as received"))
    def raw_text(self, article: Article) -> SafeString:
        return render_to_string(
            "admin/articles/article/raw_text.html", {"raw_file": article.raw_file}
        )

    def save_model(
        self, request: HttpRequest, obj: Article, form: ModelForm, change: Any
    ) -> None:
        """Keep what was changed as corrections; the row follows from them."""
        form = cast("ArticleForm", form)
        curate.decide(
            obj.pk,
            values=form.corrections(),
            withdrawn=[*form.cleaned_data["withdrawn"], *form.decided(ACCEPT)],
            rejected=form.decided(REJECT),
            by=person(request),
            reason=form.cleaned_data["reason"],
            act=form.act,
        )

    def save_formset(
        self,
        request: HttpRequest,
        form: ModelForm,
        formset: BaseInlineFormSet,
        change: Any,
    ) -> None:
        decisions = {
            EVENT_FIELD + row.cleaned_data["event"].slug: row.cleaned_data["status"]
            for row in formset.forms
            if row.has_changed()
        }
        curate.decide(
            form.instance.pk,
            values=decisions,
            by=person(request),
            reason=form.cleaned_data["reason"],
            act=cast("ArticleForm", form).act,
        )

    def construct_change_message(
        self,
        request: HttpRequest,
        form: Form,
        formsets: Any,
        add: Any = False,  # noqa: FBT002 - Django's own signature
    ) -> list[dict[str, Any]]:
        # The formset isn't saved by Django, so it has nothing to say for itself.
        return super().construct_change_message(request, form, [], add)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        article = super().get_object(request, object_id)
        context = {
            "records": list(article_records(article)) if article else [],
            "may_revert": self.has_change_permission(request),
        }
        return super().history_view(request, object_id, context | (extra_context or {}))


def _is_form(request: HttpRequest) -> bool:
    """Whether the form of one article is asked for."""
    match = request.resolver_match
    return match is not None and match.url_name == "articles_article_change"
