"""A page that says what an act would do, and asks for the reason."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.candidates import Reread
from articles.merging import REASON_LENGTH


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=REASON_LENGTH,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("For those who come after you; kept in the history."),
    )


def ask(
    request: HttpRequest,
    desk: ModelAdmin,
    form: forms.Form,
    *,
    title: str,
    explanation: str,
    submit: str,
    cancel_url: str,
    template: str = "admin/articles/ask.html",
    context: Mapping[str, Any] | None = None,
) -> TemplateResponse:
    """Return the page; its form is sent to the page's own address."""
    return TemplateResponse(
        request,
        template,
        desk.admin_site.each_context(request)
        | {
            "title": title,
            "explanation": explanation,
            "submit": submit,
            "cancel_url": cancel_url,
            "opts": desk.opts,
            "media": desk.media + form.media,
            "form": form,
        }
        | dict(context or {}),
    )


def say_reread(request: HttpRequest, desk: ModelAdmin, reread: Reread) -> None:
    """Say how many articles were read again, or wait for it."""
    if reread.waiting:
        said = _(
            "%(count)d articles are too many to read again while you wait: "
            "“manage.py reextract --named” reads them, and can be stopped and "
            "started again."
        )
        message = said % {"count": reread.waiting}
        desk.message_user(request, message, messages.WARNING)
        return
    said = ngettext(
        "Done; %(count)d article was read again.",
        "Done; %(count)d articles were read again.",
        reread.read,
    )
    desk.message_user(request, said % {"count": reread.read})
