"""The queue's pages: its list, the next article, and the screen of one."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import curate
from articles.admin.person import person
from articles.admin.proposals import ACCEPT, REJECT
from articles.admin.workbench.filters import QueueFilter
from articles.admin.workbench.form import ReviewForm
from articles.admin.workbench.screen import (
    list_outlets,
    make_lines,
    make_named,
    make_rows,
)
from articles.models import Article, Correction, Coverage, Credit, Mention, ReviewReason
from articles.queue import CAP, Place, Queue, place_of
from articles.settle import EVENT_FIELD

PAGE_SIZE = 50


class Workbench(admin.ModelAdmin):
    """The pages of the review queue, among those of the articles."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("review/", wrap(self.queue_view), name="articles_article_queue"),
            path("review/next/", wrap(self.next_view), name="articles_article_next"),
            path(
                "<int:pk>/review/",
                wrap(self.review_view),
                name="articles_article_review",
            ),
            *super().get_urls(),
        ]

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        """List the queue, what settles most first."""
        self._check_may_view(request)
        chosen = QueueFilter(request.GET)
        queue = chosen.queue()
        after = Place.parse(request.GET.get("after", ""))
        places = queue.walk(after, limit=PAGE_SIZE + 1)
        context = self._context(request) | {
            "title": _("Review queue"),
            "chosen": chosen,
            "rows": [
                {"article": article, "url": _review_url(article.pk, queue)}
                for article in _load(places[:PAGE_SIZE])
            ],
            "more_url": _queue_url(queue, places[PAGE_SIZE - 1])
            if len(places) > PAGE_SIZE
            else "",
            **_left(queue),
        }
        template = "admin/articles/article/queue.html"
        return TemplateResponse(request, template, context)

    def next_view(self, request: HttpRequest) -> HttpResponse:
        """Lead to the article that comes after a place in the queue."""
        self._check_may_view(request)
        queue = QueueFilter(request.GET).queue()
        places = queue.walk(Place.parse(request.GET.get("after", "")))
        if places:
            return HttpResponseRedirect(_review_url(places[0].article, queue))
        messages.info(request, _("That was the last one in this queue."))
        return HttpResponseRedirect(_queue_url(queue))

    def review_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show an article with all that is known of it; save what is decided."""
        self._check_may_view(request)
        if request.method != "POST":
            return self._show(request, self._form(request, pk))
        if not self.has_change_permission(request):
            raise PermissionDenied
        with transaction.atomic():
            _lock(pk)
            form = self._form(request, pk)
            place = place_of(form.instance)
            if form.is_valid():
                _save(request, form)
                return self._go_on(request, form.instance, place)
        return self._show(request, form, status=409 if form.is_stale else 200)

    def _form(self, request: HttpRequest, pk: int) -> ReviewForm:
        article = _find(pk)
        form = ReviewForm(
            request.POST if request.method == "POST" else None, instance=article
        )
        if not self.has_change_permission(request):
            for field in form.fields.values():
                field.disabled = True
        return form

    def _show(
        self, request: HttpRequest, form: ReviewForm, status: int = 200
    ) -> HttpResponse:
        # A form that was sent has written on its own.
        article = _find(form.instance.pk) if form.is_bound else form.instance
        if form.is_stale:
            form.offer_again()
        form.lead_to_error()
        queue = QueueFilter(request.GET).queue()
        place = place_of(article)
        context = self._context(request) | {
            "title": _("Review"),
            "subtitle": article.title,
            "article": article,
            "form": form,
            # What is open comes first.
            "rows": sorted(make_rows(article, form), key=lambda row: not row.is_open),
            "lines": make_lines(article),
            "entities": make_named(form),
            "outlets": list_outlets(),
            "may_change": self.has_change_permission(request),
            "event_fields": [
                form[EVENT_FIELD + each.event.slug]
                for each in sorted(form.coverage, key=lambda each: each.is_settled)
            ],
            "queue_url": _queue_url(queue),
            "next_url": _next_url(queue, place),
            **_left(queue),
        }
        template = "admin/articles/article/review.html"
        return TemplateResponse(request, template, context, status=status)

    def _go_on(
        self, request: HttpRequest, article: Article, place: Place | None
    ) -> HttpResponse:
        queue = QueueFilter(request.GET).queue()
        message = format_html(
            '{} <a href="{}">{}</a> {}',
            _("Saved:"),
            _review_url(article.pk, queue),
            article.title,
            _say_what_is_left(article),
        )
        messages.success(request, message)
        return HttpResponseRedirect(_next_url(queue, place))

    def _check_may_view(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def _context(self, request: HttpRequest) -> dict[str, Any]:
        context = self.admin_site.each_context(request)
        # The raw text needs the room.
        return context | {"opts": self.opts, "is_nav_sidebar_enabled": False}


def _lock(pk: int) -> None:
    try:
        curate.lock(pk)
    except Article.DoesNotExist as error:
        raise Http404 from error


def _find(pk: int) -> Article:
    """Return an article with all that its screen shows."""
    articles = Article.everything.select_related(
        "outlet", "raw_file__sidecar__outlet", "raw_file__sidecar__event", "extraction"
    ).prefetch_related(
        "review_reasons",
        Prefetch("credits", Credit.objects.select_related("source")),
        Prefetch("corrections", Correction.objects.select_related("by")),
        Prefetch("coverage", Coverage.objects.select_related("event")),
        Prefetch("mentions", Mention.objects.select_related("entity")),
    )
    article = articles.filter(pk=pk).first()
    if article is None:
        raise Http404
    return article


def _load(places: list[Place]) -> list[Article]:
    articles = Article.everything.in_brief().prefetch_related("review_reasons")
    found = articles.in_bulk([place.article for place in places])
    return [found[place.article] for place in places if place.article in found]


def _save(request: HttpRequest, form: ReviewForm) -> None:
    values = form.corrections()
    if request.POST.get("then") == "reviewed":
        values["review_status"] = "reviewed"
    curate.decide(
        form.instance.pk,
        values=values,
        withdrawn=[*form.decided(ACCEPT), *form.restored()],
        rejected=form.decided(REJECT),
        by=person(request),
        reason=form.cleaned_data["reason"],
        act=form.act,
    )


def _say_what_is_left(article: Article) -> str:
    """Say why an article stays in the queue, if it does."""
    reasons = ReviewReason.objects.filter(article=article)
    left = " ".join(str(each) for each in reasons)
    return _("It stays in the queue: %(why)s") % {"why": left} if left else ""


def _left(queue: Queue) -> dict[str, Any]:
    count = queue.count()
    return {"left": min(count, CAP), "is_left_capped": count > CAP}


def _queue_url(queue: Queue, after: Place | None = None) -> str:
    return _url("queue", queue, after=after)


def _next_url(queue: Queue, after: Place | None) -> str:
    return _url("next", queue, after=after)


def _review_url(pk: int, queue: Queue) -> str:
    return _url("review", queue, pk)


def _url(page: str, queue: Queue, *args: int, after: Place | None = None) -> str:
    place = {"after": str(after)} if after else {}
    name = f"admin:articles_article_{page}"
    return reverse(name, args=args, query=queue.parameters | place)
