"""Sources with their names, domains and signatures."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.knowledge import PartInline
from articles.admin.merging import MergeableAdmin
from articles.models import Article, Source, SourceName, Tally
from articles.models.tally import tallied
from articles.store import list_articles


class SourceNameInline(PartInline):
    model = SourceName
    fields = ("kind", "value", "is_primary", "is_active")


@admin.register(Source)
class SourceAdmin(MergeableAdmin):
    list_display = (
        "name",
        "kind",
        "domains",
        "country",
        "article_count",
        "merged_into",
    )
    list_filter = ("kind", "country", "language")
    search_fields = ("name",)  # beside its other names: `get_search_results`
    ordering = ("name",)
    fields = (
        "name",
        "slug",
        "kind",
        "language",
        "country",
        "homepage",
        "origin",
        "merged",
    )
    inlines = (SourceNameInline,)
    part = (SourceName, "source")
    called_by = "value"
    followers = ((_("articles"), "articles"), (_("credits"), "credits"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        domains = SourceName.objects.filter(kind=SourceName.Kind.DOMAIN)
        rows: QuerySet[Source] = super().get_queryset(request)
        return rows.annotate(
            article_count=tallied(Tally.Facet.OUTLET)
        ).prefetch_related(Prefetch("names", domains, to_attr="domain_names"))

    def save_model(
        self,
        request: HttpRequest,
        obj: Source,
        form: ModelForm,
        change: bool,  # noqa: FBT001 - Django's
    ) -> None:
        super().save_model(request, obj, form, change)
        if change:
            self.after_revert(obj, set(form.changed_data))

    def after_revert(self, entry: Any, fields: set[str]) -> None:
        if "kind" in fields:
            # Articles are listed under agencies only.
            articles = Article.everything.filter(credits__source=entry)
            list_articles(articles.only("pk"))

    @admin.display(description=_("domains"))
    def domains(self, source: Source) -> str:
        names: list[SourceName] = source.domain_names  # type: ignore[attr-defined]
        return ", ".join(name.value for name in names)

    @admin.display(description=_("articles"), ordering="article_count")
    def article_count(self, source: Source) -> int:
        count: int = source.article_count  # type: ignore[attr-defined]
        return count
