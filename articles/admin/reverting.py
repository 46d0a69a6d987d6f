"""Pages that take an act back, after saying what it was and asking why."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.asking import ReasonForm, ask
from articles.admin.history import field_label
from articles.admin.person import person
from articles.reverting import (
    corrections_of,
    find_act,
    find_changes,
    revert,
    revert_record,
)

# Articles named on the page of an act.
MOST = 20


class RevertForm(ReasonForm):
    fields_back = forms.MultipleChoiceField(
        label=gettext_lazy("What to put back"), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("fields_back", "reason")

    def __init__(self, choices: list[tuple[str, str]], data: Any) -> None:
        chosen = [name for name, _label in choices]
        super().__init__(data, initial={"fields_back": chosen})
        self.fields["fields_back"].choices = choices  # type: ignore[attr-defined]


class ActsAdmin(admin.ModelAdmin):
    """What one act settled, in one article or many, can be put back."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.act_view)
        return [
            path("acts/<uuid:act>/", view, name="articles_article_act"),
            *super().get_urls(),
        ]

    def act_view(self, request: HttpRequest, act: UUID) -> HttpResponse:
        """Say what was settled in an act; put it back."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        lines = find_act(act)
        if not lines:
            raise Http404
        if len(lines) > 1 and not request.user.has_perm("articles.bulk_article"):
            raise PermissionDenied
        names = dict.fromkeys(each.field for each in corrections_of(lines))
        choices = [(name, field_label(name)) for name in names]
        form = RevertForm(choices, request.POST or None)
        first = lines[0].article_id
        back = reverse("admin:articles_article_history", args=[first])
        if form.is_valid():
            chosen, reason = (
                form.cleaned_data["fields_back"],
                form.cleaned_data["reason"],
            )
            done = revert(act, fields=chosen, by=person(request), reason=reason)
            for refused in done.refused:
                self.message_user(request, refused, messages.ERROR)
            _say(self, request, len(done.articles))
            return HttpResponseRedirect(back)
        return ask(
            request,
            self,
            form,
            title=_("Put an act back"),
            explanation=_("Settled by %(who)s on %(day)s: %(articles)s")
            % {
                "who": lines[0].by,
                "day": lines[0].at.date().isoformat(),
                "articles": "; ".join(str(line.article) for line in lines[:MOST])
                + (" …" if len(lines) > MOST else ""),
            },
            submit=_("Put back"),
            cancel_url=back,
            context={"object": lines[0].article},
        )


def show_record(
    request: HttpRequest, desk: Any, record: Any, entry: Any
) -> HttpResponse:
    """Say what a record of an entry's history changed; put it back."""
    if not desk.has_change_permission(request, entry):
        raise PermissionDenied
    meta = record.instance_type._meta
    changes = find_changes(record)
    if not changes:
        raise Http404
    choices = [
        (name, f"{meta.get_field(name).verbose_name}: {_tell(old)} ← {_tell(new)}")
        for name, (old, new) in changes.items()
    ]
    form = RevertForm(choices, request.POST or None)
    back = reverse(f"admin:articles_{entry._meta.model_name}_history", args=[entry.pk])
    if form.is_valid():
        fields = form.cleaned_data["fields_back"]
        refused = revert_record(
            record,
            entry,
            fields=fields,
            by=person(request),
            reason=form.cleaned_data["reason"],
        )
        if refused:
            message = _("Changed again since, so left as it is: %(fields)s.")
            names = ", ".join(refused)
            desk.message_user(request, message % {"fields": names}, messages.ERROR)
        entry.refresh_from_db()
        desk.after_revert(entry, set(fields) - set(refused))
        return HttpResponseRedirect(back)
    return ask(
        request,
        desk,
        form,
        title=_("Put a change back"),
        explanation=_("Changed by %(who)s on %(day)s.")
        % {"who": record.history_user, "day": record.history_date.date().isoformat()},
        submit=_("Put back"),
        cancel_url=back,
        context={"object": entry},
    )


def _tell(value: Any) -> str:
    if isinstance(value, list):
        return str(len(value))
    return str(value if value not in (None, "") else "–")


def _say(desk: admin.ModelAdmin, request: HttpRequest, count: int) -> None:
    message = ngettext(
        "%(count)d article is as before.", "%(count)d articles are as before.", count
    )
    desk.message_user(request, message % {"count": count}, messages.SUCCESS)
