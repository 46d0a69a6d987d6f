"""The queue of names that no entity has, and what a curator decides of each."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.asking import ReasonForm, ask, say_reread
from articles.admin.candidate_form import NEVER, NEW, CandidateForm
from articles.admin.decisions import DecisionAdmin
from articles.admin.person import person
from articles.candidates import (
    decide_never,
    find_decided,
    find_queue,
    find_waiting,
    make_alias,
    make_entity,
    reopen,
)
from articles.concordance import find_lines
from articles.models import Article, Candidate, Entity, Mention, Tally
from articles.near import find_near

PAGE_SIZE = 25
# Articles of which the lines are shown.
SHOWN = 8
# More are not counted.
MOST_WAITING = 10_000


@admin.register(Candidate)
class CandidateAdmin(DecisionAdmin):
    """Candidates are made by reading; only the decision on them is a person's."""

    def changelist_view(
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        """Show a page of the queue; on POST, let the chosen names be never asked."""
        self.check_permission(request)
        form = ReasonForm(request.POST or None)
        if request.method == "POST":
            chosen = [pk for pk in request.POST.getlist("candidate") if pk.isdecimal()]
            if chosen and form.is_valid():
                self._never(request, chosen[:PAGE_SIZE], form.cleaned_data["reason"])
                return HttpResponseRedirect(request.get_full_path())
            if not chosen:
                self.message_user(request, _("Choose names first."), messages.ERROR)
        decision, kind = self._choice(request)
        rows = self._rows(request, decision, kind)
        waiting = find_waiting()[:MOST_WAITING].count()
        context = self.admin_site.each_context(request) | {
            "title": _("Names that no entity has"),
            "opts": self.opts,
            "media": self.media,
            "rows": rows[:PAGE_SIZE],
            "next": self._next(rows, decision, kind),
            "decision": decision,
            "decisions": Candidate.Decision.choices,
            "kind": kind,
            "kinds": [("", _("all kinds")), *Entity.Kind.choices],
            "form": form,
            "may_decide": self.has_change_permission(request) and decision == "open",
            "waiting": waiting,
        }
        return TemplateResponse(request, "admin/articles/candidate/queue.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Show where a name was seen, and take the decision on it."""
        candidate: Candidate = self.find(request, object_id)
        self.check_permission(request)
        if candidate.decision != Candidate.Decision.OPEN:
            return self._decided(request, candidate)
        near = find_near([candidate.name])[candidate.name]
        form = CandidateForm(
            request.POST or None,
            candidate=candidate,
            near=near,
        )
        # Once it is decided, it has no place in the queue any more.
        following = self._following(candidate)
        if form.is_valid():
            self._decide(request, candidate, form)
            return HttpResponseRedirect(following)
        return ask(
            request,
            self,
            form,
            title=_("What is this name?"),
            explanation="",
            submit=_("Decide"),
            cancel_url=reverse("admin:articles_candidate_changelist"),
            template="admin/articles/candidate/decide.html",
            context={
                "object": candidate,
                "lines": self._lines(candidate),
                "count": Tally.objects.of(Tally.Facet.CANDIDATE, candidate.pk),
                "may_decide": self.has_change_permission(request),
                "following": following,
            },
        )

    def _decided(self, request: HttpRequest, candidate: Candidate) -> HttpResponse:
        form = ReasonForm(request.POST or None)
        queue = reverse("admin:articles_candidate_changelist")
        if form.is_valid():
            reopen(candidate, by=person(request), reason=form.cleaned_data["reason"])
            return HttpResponseRedirect(request.path)
        explanation = _("Decided: %(decision)s.") % {
            "decision": candidate.get_decision_display()
        }
        return ask(
            request,
            self,
            form,
            title=_("Ask again"),
            explanation=explanation,
            submit=_("Ask again"),
            cancel_url=queue,
            template="admin/articles/candidate/decided.html",
            context={
                "object": candidate,
                "lines": self._lines(candidate),
                "may_decide": self.has_change_permission(request),
            },
        )

    def _decide(
        self, request: HttpRequest, candidate: Candidate, form: CandidateForm
    ) -> None:
        values = form.cleaned_data
        who: Any = {"by": person(request), "reason": values["reason"]}
        if values["decision"] == NEVER:
            decide_never([candidate], **who)
            self.message_user(request, _("It is not asked again."))
            return
        if values["decision"] == NEW:
            name, kind = values["name"], values["kind"]
            reread = make_entity(candidate, name=name, kind=kind, **who)
        else:
            entity = form.chosen
            assert entity  # noqa: S101 - the form has seen to it
            context = values["needs_context"]
            reread = make_alias(candidate, entity, needs_context=context, **who)
        say_reread(request, self, reread)

    def _never(self, request: HttpRequest, ids: list[str], reason: str) -> None:
        chosen = list(Candidate.objects.filter(pk__in=ids, decision="open"))
        decide_never(chosen, by=person(request), reason=reason)
        said = ngettext(
            "%(count)d name is not asked again.",
            "%(count)d names are not asked again.",
            len(chosen),
        )
        self.message_user(request, said % {"count": len(chosen)})

    def _choice(self, request: HttpRequest) -> tuple[str, str]:
        decision = request.GET.get("decision", "")
        kind = request.GET.get("kind", "")
        return (
            decision if decision in Candidate.Decision.values else "open",
            kind if kind in Entity.Kind.values else "",
        )

    def _rows(
        self, request: HttpRequest, decision: str, kind: str
    ) -> list[dict[str, Any]]:
        after = request.GET.get("after", "")
        if decision != Candidate.Decision.OPEN:
            decided = find_decided(decision, kind=kind, after=after.replace("\0", ""))
            return [{"candidate": each} for each in decided[: PAGE_SIZE + 1]]
        queue = find_queue(kind=kind, after=_parse_after(after))
        counts = list(queue.values_list("value", "count")[: PAGE_SIZE + 1])
        candidates = Candidate.objects.in_bulk([pk for pk, _count in counts])
        near = find_near([candidate.name for candidate in candidates.values()])
        return [
            {
                "candidate": candidates[pk],
                "count": count,
                "near": near.get(candidates[pk].name, [])[:2],
            }
            for pk, count in counts
        ]

    def _next(self, rows: list[dict[str, Any]], decision: str, kind: str) -> str:
        if len(rows) <= PAGE_SIZE:
            return ""
        last = rows[PAGE_SIZE - 1]
        candidate = last["candidate"]
        is_open = decision == Candidate.Decision.OPEN
        after = f"{last['count']}-{candidate.pk}" if is_open else candidate.name
        return urlencode({"decision": decision, "kind": kind, "after": after})

    def _following(self, candidate: Candidate) -> str:
        """Return the address of the next name to decide on, or of the queue."""
        count = Tally.objects.of(Tally.Facet.CANDIDATE, candidate.pk)
        queue = find_queue(after=(count, candidate.pk))
        following = queue.values_list("value", flat=True).first()
        if following is None:
            return reverse("admin:articles_candidate_changelist")
        return reverse("admin:articles_candidate_change", args=[following])

    def _lines(self, candidate: Candidate) -> list[Any]:
        sightings = list(candidate.sightings.order_by("-article")[:SHOWN])
        articles = Article.objects.in_brief().select_related("outlet", "raw_file")
        found = articles.in_bulk([sighting.article_id for sighting in sightings])
        places = [
            Mention(
                article_id=each.article_id,
                start=each.start,
                end=each.end,
                zone=Mention.Zone.NARRATION,
            )
            for each in sightings
        ]
        return find_lines(found.values(), places)


def _parse_after(value: str) -> tuple[int, int] | None:
    count, _dash, pk = value.partition("-")
    is_number = all(each.isascii() and each.isdecimal() for each in (count, pk))
    if not is_number or len(value) > 30:
        return None
    return int(count), int(pk)
