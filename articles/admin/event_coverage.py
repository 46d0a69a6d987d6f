"""An event's suggested articles: accepted or rejected, one by one, a page, or all."""

from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import curate
from articles.admin.asking import ReasonForm
from articles.admin.person import person
from articles.models import Article, Coverage, Event
from articles.settle import EVENT_FIELD
from articles.suggesting import (
    DECIDED_AT_ONCE,
    find_unopposed,
    find_warnings,
    walk_coverage,
)

PAGE_SIZE = 25
DECISIONS = ("accepted", "rejected")


class CoverageAdmin(admin.ModelAdmin):
    """Shows which articles an event may concern, and takes the decision on them."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.coverage_view)
        name = "articles_event_coverage"
        return [path("<int:pk>/coverage/", view, name=name), *super().get_urls()]

    @admin.display(description=gettext_lazy("articles"))
    def covering(self, event: Event) -> SafeString | str:
        if not event.pk:
            return "–"
        address = reverse("admin:articles_event_coverage", args=[event.pk])
        return format_html('<a href="{}">{}</a>', address, _("accept or reject"))

    def coverage_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = get_object_or_404(Event, pk=pk)
        if not self.has_view_permission(request, event):
            raise PermissionDenied
        may_decide = request.user.has_perm("articles.change_article")
        if request.method == "POST" and not may_decide:
            raise PermissionDenied
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and self._decide(request, event, form):
            return HttpResponseRedirect(request.get_full_path())
        status = request.GET.get("status", "")
        if status not in Coverage.Status.values:
            status = Coverage.Status.SUGGESTED.value
        after = request.GET.get("after", "")
        coverage = walk_coverage(event, status)
        if after.isascii() and after.isdecimal() and len(after) < 19:
            coverage = coverage.filter(walk__lt=int(after))
        ids = list(coverage.values_list("article", flat=True)[: PAGE_SIZE + 1])
        found = Article.everything.in_brief().in_bulk(ids)
        articles = [found[each] for each in ids[:PAGE_SIZE]]
        warnings = find_warnings(articles, event)
        context = self.admin_site.each_context(request) | {
            "title": _("Articles of an event"),
            "opts": self.opts,
            "media": self.media,
            "event": event,
            "participants": event.participants.all(),
            "rows": [(article, warnings[article.pk]) for article in articles],
            "next": articles[-1].pos if len(ids) > PAGE_SIZE else None,
            "status": status,
            "most": DECIDED_AT_ONCE,
            "statuses": Coverage.Status.choices,
            "form": form,
            "may_decide": may_decide,
        }
        return TemplateResponse(request, "admin/articles/event/coverage.html", context)

    @transaction.atomic
    def _decide(self, request: HttpRequest, event: Event, form: ReasonForm) -> bool:
        decision = request.POST.get("decision", "")
        if "all" in request.POST:
            ids = find_unopposed(event)
        else:
            ids = self._find_chosen(request, event, decision)
        if not ids or decision not in DECISIONS:
            self.message_user(request, _("Choose articles first."), messages.ERROR)
            return False
        if not form.is_valid():
            return False
        act = uuid4()
        values: dict[str, Any] = {EVENT_FIELD + event.slug: decision}
        reason = form.cleaned_data["reason"]
        for pk in sorted(ids):
            curate.decide(pk, values=values, by=person(request), reason=reason, act=act)
        said = ngettext(
            "%(count)d article was decided on.",
            "%(count)d articles were decided on.",
            len(ids),
        )
        self.message_user(request, said % {"count": len(ids)})
        return True

    def _find_chosen(
        self, request: HttpRequest, event: Event, decision: str
    ) -> list[int]:
        sent = request.POST.getlist("article")
        chosen = [int(pk) for pk in sent if pk.isdecimal()]
        covering = event.coverage.filter(article__in=chosen[:PAGE_SIZE])
        return list(covering.exclude(status=decision).values_list("article", flat=True))
