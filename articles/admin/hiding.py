"""Hiding articles from readers, and showing them again."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import curate
from articles.admin.asking import ask
from articles.admin.person import person
from articles.models import Article


class HideForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Kept in the history."),
    )

    def __init__(self, *args: object, is_hidden: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not is_hidden:
            self.fields["reason"].help_text = _(
                "Readers who come to the article's page are told this; it is also "
                "kept in the history."
            )


class HidingAdmin(admin.ModelAdmin):
    """Articles can be hidden from readers: never from the desk."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.hide_view)
        name = "articles_article_hide"
        return [path("<int:pk>/hide/", view, name=name), *super().get_urls()]

    @admin.display(description=gettext_lazy("readers"))
    def visibility(self, article: Article) -> SafeString:
        return format_html(
            '{} · <a href="{}">{}</a>',
            _("hidden from readers") if article.is_hidden else _("shown to readers"),
            reverse("admin:articles_article_hide", args=[article.pk]),
            _("show again") if article.is_hidden else _("hide"),
        )

    def hide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then hide the article, or show a hidden one again."""
        article = get_object_or_404(Article.everything, pk=pk)
        if not request.user.has_perm("articles.hide_article"):
            raise PermissionDenied
        was_hidden = article.is_hidden
        form = HideForm(request.POST or None, is_hidden=was_hidden)
        change = reverse("admin:articles_article_change", args=[pk])
        if form.is_valid():
            act = curate.unhide if was_hidden else curate.hide
            try:
                act(pk, by=person(request), reason=form.cleaned_data["reason"])
            except ValueError as error:  # somebody else was first
                self.message_user(request, str(error), messages.ERROR)
            else:
                said = _("Readers see the article again.")
                self.message_user(request, said if was_hidden else _("It is hidden."))
            return HttpResponseRedirect(change)
        return ask(
            request,
            self,
            form,
            title=_("Show the article again") if was_hidden else _("Hide the article"),
            explanation=_explain(is_hidden=was_hidden),
            submit=_("Show again") if was_hidden else _("Hide"),
            cancel_url=change,
            context={"object": article},
        )


def _explain(*, is_hidden: bool) -> str:
    if is_hidden:
        return _(
            "It returns to lists, counts, search and events, with all that was read "
            "and settled."
        )
    return _(
        "It leaves lists, counts, search and events, and its page says only that it "
        "is hidden and why. Nothing is deleted, and it can be shown again at any time."
    )
