"""Entities with their aliases."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.alias import AliasInline, NamedAdmin
from articles.admin.capped import TalliedPaginator
from articles.admin.merging import FEW
from articles.models import Alias, Entity, Tally
from articles.models.tally import tallied


@admin.register(Entity)
class EntityAdmin(NamedAdmin):
    list_display = (
        "name",
        "kind",
        "names",
        "description",
        "article_count",
        "merged_into",
    )
    list_filter = ("kind",)
    # Beside its other names: `get_search_results`.
    search_fields = ("name", "indonesian_name")
    ordering = ("name",)
    fields = (
        "kind",
        "name",
        "indonesian_name",
        "slug",
        "wikidata_id",
        "description",
        "indonesian_description",
        "origin",
        "merged",
    )
    inlines = (AliasInline,)
    part = (Alias, "entity")
    followers = ((_("articles"), "mentions__article"), (_("mentions"), "mentions"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entity]:
        active = Alias.objects.filter(is_active=True)
        rows: QuerySet[Entity] = super().get_queryset(request)
        return rows.annotate(
            article_count=tallied(Tally.Facet.ENTITY)
        ).prefetch_related(Prefetch("aliases", active, to_attr="active_aliases"))

    def get_paginator(
        self, request: HttpRequest, *args: Any, **options: Any
    ) -> TalliedPaginator:
        paginator = TalliedPaginator(*args, **options)
        if request.GET.get("q"):
            # To find a name is to look at it.
            paginator.most = FEW
        return paginator

    @admin.display(description=_("aliases"))
    def names(self, entity: Entity) -> str:
        aliases: list[Alias] = entity.active_aliases  # type: ignore[attr-defined]
        return ", ".join(alias.name for alias in aliases if alias.name != entity.name)

    @admin.display(description=_("articles"), ordering="article_count")
    def article_count(self, entity: Entity) -> int:
        count: int = entity.article_count  # type: ignore[attr-defined]
        return count
