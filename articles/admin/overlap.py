"""Texts that are the same or share passages, side by side, and what they are."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.asking import ReasonForm, ask
from articles.admin.decisions import DecisionAdmin
from articles.admin.person import person
from articles.duplicates import compare_next, count_waiting, judge
from articles.extract import from_json
from articles.models import Article, Overlap
from articles.overlaps import find_overlap, mark_shared, read_text
from articles.reading import lay_out

PAGE_SIZE = 25
DECIDED = "decided"


class JudgeForm(ReasonForm):
    decision = forms.ChoiceField(
        label=gettext_lazy("These articles"), widget=forms.RadioSelect
    )
    field_order = ("decision", "reason")

    def __init__(self, data: Any, *, overlap: Overlap) -> None:
        super().__init__(data, initial={"decision": overlap.decision})
        decision = cast("forms.ChoiceField", self.fields["decision"])
        is_decided = overlap.decision != Overlap.Decision.OPEN
        decision.choices = Overlap.Decision.choices[0 if is_decided else 1 :]


@admin.register(Overlap)
class OverlapAdmin(DecisionAdmin):
    """Pairs are found by comparing; only the decision on them is a person's."""

    def changelist_view(
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        """Show the pairs, the most alike first; on POST, compare some more."""
        self.check_permission(request)
        if request.method == "POST":
            done = compare_next()
            said = ngettext(
                "%(count)d article was compared.",
                "%(count)d articles were compared.",
                done,
            )
            self.message_user(request, said % {"count": done})
            return HttpResponseRedirect(request.get_full_path())
        decision, verdict = self._choice(request)
        rows = list(_find_rows(decision, verdict, request.GET.get("after", "")))
        context = self.admin_site.each_context(request) | {
            "title": _("Texts that are alike"),
            "opts": self.opts,
            "media": self.media,
            "rows": rows[:PAGE_SIZE],
            "next": _next(rows, decision, verdict),
            "decision": decision,
            "decisions": [("open", _("not decided")), (DECIDED, _("decided"))],
            "verdict": verdict,
            "verdicts": [("", _("all")), *Overlap.Verdict.choices],
            "waiting": count_waiting(),
            "may_decide": self.has_change_permission(request),
        }
        return TemplateResponse(request, "admin/articles/overlap/list.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Show two texts beside each other, and take the decision on them."""
        overlap: Overlap = self.find(request, object_id)
        self.check_permission(request)
        form = JudgeForm(request.POST or None, overlap=overlap)
        listed = reverse("admin:articles_overlap_changelist")
        if form.is_valid():
            judge(overlap, **form.cleaned_data, by=person(request))
            self.message_user(request, _("Decided."))
            return HttpResponseRedirect(listed)
        pair = (
            Article.everything.for_comparing()
            .defer(None)
            .select_related("outlet", "raw_file", "extraction")
        )
        found = pair.in_bulk([overlap.first_id, overlap.second_id])
        sides = [found[overlap.first_id], found[overlap.second_id]]
        return ask(
            request,
            self,
            form,
            title=_("Two texts"),
            explanation="",
            submit=_("Decide"),
            cancel_url=listed,
            template="admin/articles/overlap/decide.html",
            context={
                "object": overlap,
                "sides": _lay_out(sides),
                "may_decide": self.has_change_permission(request),
            },
        )

    def _choice(self, request: HttpRequest) -> tuple[str, str]:
        decision = request.GET.get("decision", "")
        verdict = request.GET.get("verdict", "")
        return (
            decision if decision == DECIDED else "open",
            verdict if verdict in Overlap.Verdict.values else "",
        )


def _find_rows(decision: str, verdict: str, after: str) -> QuerySet[Overlap]:
    is_open = Q(decision=Overlap.Decision.OPEN)
    rows = Overlap.objects.filter(~is_open if decision == DECIDED else is_open)
    if verdict:
        rows = rows.filter(verdict=verdict)
    percent, _dash, pk = after.partition("-")
    if len(after) < 30 and all(
        each.isascii() and each.isdecimal() for each in (percent, pk)
    ):
        rows = rows.filter(percent__lte=int(percent)).filter(
            Q(percent__lt=int(percent)) | Q(pk__gt=int(pk))
        )
    texts = ("first__body", "second__body")
    rows = rows.select_related("first__outlet", "second__outlet").defer(*texts)
    return rows.order_by("-percent", "pk")[: PAGE_SIZE + 1]


def _next(rows: list[Overlap], decision: str, verdict: str) -> str:
    if len(rows) <= PAGE_SIZE:
        return ""
    last = rows[PAGE_SIZE - 1]
    after = f"{last.percent}-{last.pk}"
    return urlencode({"decision": decision, "verdict": verdict, "after": after})


def _lay_out(articles: list[Article]) -> list[dict[str, Any]]:
    readings = [from_json(article.extraction.facts) for article in articles]
    texts = [
        read_text(article, read.paragraphs)
        for article, read in zip(articles, readings, strict=True)
    ]
    both = [find_overlap(*texts), find_overlap(*reversed(texts))]
    return [
        {
            "article": article,
            "blocks": [
                block
                for block in lay_out(article, read, (), mark_shared([overlap]))
                if not block.rule
            ],
        }
        for article, read, overlap in zip(articles, readings, both, strict=True)
    ]
