"""Sources and entities that are one: merged after a preview, and taken apart again."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminRadioSelect
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.asking import ReasonForm, ask
from articles.admin.exchanging import ExchangeAdmin
from articles.admin.knowledge import KnowledgeAdmin, read_words
from articles.admin.person import person
from articles.merging import (
    Entry,
    Followed,
    find_conflicts,
    merge,
    undo_merge,
)
from articles.models import Source

# What the longest word leaves is few, if so few: the others are looked for in it.
FEW = 1_000


class MergeForm(ReasonForm):
    survivor = forms.ModelChoiceField(
        label=gettext_lazy("Which one stays"),
        queryset=Source.objects.none(),
        empty_label=None,
        widget=AdminRadioSelect(attrs={"class": "radiolist"}),
    )
    field_order = ("survivor", "reason")

    def __init__(self, entries: QuerySet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        survivor = cast("forms.ModelChoiceField", self.fields["survivor"])
        survivor.queryset = entries
        # Two that are one may well have the same name.
        survivor.label_from_instance = _name_with_slug  # type: ignore[method-assign]


def _name_with_slug(obj: Any) -> str:
    return f"{obj} ({obj.slug})"


class MergeableAdmin(ExchangeAdmin, KnowledgeAdmin):
    """Entries of which two can be one."""

    actions = ("merge_entries",)
    readonly_fields: ClassVar[Any] = ("origin", "merged")
    list_select_related = ("merged_into",)
    # The field of `part` that holds a name.
    called_by = "name"
    # What follows the survivor: its name, and the lookup by which it is counted.
    followers: tuple[tuple[Any, str], ...] = ()

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"articles.merge_{self.opts.model_name}")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        found = self._find_called(queryset, read_words(search_term))
        match = request.resolver_match
        if match and match.url_name == "autocomplete":
            # Nobody should choose what leads on to another.
            found = found.filter(merged_into=None)
        return found, False

    def _find_called(self, entries: QuerySet, said: str) -> QuerySet:
        """Return the entries of which one name or another has each of these words."""
        words = sorted(said.split(), key=len, reverse=True)
        if not words:
            return entries
        found = entries.filter(self._is_called(words[0]))
        # Looked for once, rather than for the count and for the page.
        few = list(found.order_by().values_list("pk", flat=True)[: FEW + 1])
        is_few = len(few) <= FEW
        if is_few:
            found = entries.filter(pk__in=few)
        for word in words[1:]:
            found = found.filter(self._is_called(word, few if is_few else None))
        return found

    def _is_called(self, word: str, few: Sequence[int] | None = None) -> Q:
        """One table after the other: joined, each row would be told from the others."""
        names, owner = cast("tuple[type[Model], str]", self.part)
        called = names._default_manager.filter(**{f"{self.called_by}__icontains": word})
        if few is not None:
            called = called.filter(**{f"{owner}__in": few})
        is_called = Q(slug=word.lower()) | Q(pk__in=called.values(owner))
        for field in self.search_fields:
            is_called |= Q(**{f"{field}__icontains": word})
        return is_called

    @admin.display(description=gettext_lazy("merged"))
    def merged(self, entry: Any) -> SafeString | str:
        if entry.merged_into:
            return format_html(
                '{} <a href="{}">{}</a> · <a href="{}">{}</a>',
                _("into"),
                self._url("change", entry.merged_into_id),
                entry.merged_into,
                self._url("undo_merge", entry.pk),
                _("undo the merge"),
            )
        absorbed = [
            (self._url("change", each.pk), each) for each in entry.absorbed.all()
        ]
        return format_html_join(", ", '<a href="{}">{}</a>', absorbed) or "–"

    @admin.action(
        description=gettext_lazy("Merge the selected entries"), permissions=["merge"]
    )
    def merge_entries(
        self, request: HttpRequest, queryset: QuerySet
    ) -> HttpResponse | None:
        """Show what would move; on the second call, do it."""
        ids = list(queryset.values_list("pk", flat=True))
        entries = self.model._default_manager.filter(pk__in=ids)
        listed = list(entries.select_related("merged_into"))
        if conflicts := find_conflicts(listed):
            for conflict in conflicts:
                self.message_user(request, conflict, messages.ERROR)
            return None
        form = MergeForm(entries, request.POST if "confirmed" in request.POST else None)
        if form.is_bound and form.is_valid():
            survivor = form.cleaned_data["survivor"]
            rest = [entry for entry in listed if entry != survivor]
            reason = form.cleaned_data["reason"]
            self._say(request, merge(survivor, rest, by=person(request), reason=reason))
            return None
        context = self.admin_site.each_context(request) | {
            "title": _("Merge %(names)s") % {"names": self.opts.verbose_name_plural},
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "followers": [label for label, _lookup in self.followers],
            "rows": self._preview(listed),
        }
        return TemplateResponse(request, "admin/articles/merge.html", context)

    def get_urls(self) -> list[URLPattern]:
        undo = self.admin_site.admin_view(self.undo_view)
        name = f"articles_{self.opts.model_name}_undo_merge"
        return [path("<int:pk>/undo-merge/", undo, name=name), *super().get_urls()]

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then let an absorbed entry stand for itself again."""
        merged = self.model._default_manager.exclude(merged_into=None)
        entry = get_object_or_404(merged.select_related("merged_into"), pk=pk)
        if not self.has_merge_permission(request):
            raise PermissionDenied
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            self._say(request, undo_merge(entry, by=person(request), reason=reason))
            return HttpResponseRedirect(self._url("change", pk))
        explanation = _(
            "“%(entry)s” was merged into “%(survivor)s”. It will stand for itself "
            "again, with its names; articles that were read since are read again."
        )
        return ask(
            request,
            self,
            form,
            title=_("Undo a merge"),
            explanation=explanation % {"entry": entry, "survivor": entry.merged_into},
            submit=_("Undo the merge"),
            cancel_url=self._url("change", pk),
            context={"object": entry},
        )

    def _preview(self, entries: list[Entry]) -> list[dict[str, Any]]:
        ids = [entry.pk for entry in entries]
        model = self.model._default_manager
        counts: list[dict[int, int]] = [
            dict(
                model.filter(pk__in=ids)
                .order_by()
                .annotate(follower_count=Count(lookup, distinct=True))
                .values_list("pk", "follower_count")
            )
            for _label, lookup in self.followers
        ]
        names = self._names(ids)
        return [
            {
                "entry": entry,
                "url": self._url("change", entry.pk),
                "names": names[entry.pk],
                "counts": [count[entry.pk] for count in counts],
            }
            for entry in entries
        ]

    def _names(self, ids: list[int]) -> dict[int, list[Model]]:
        names: dict[int, list[Model]] = {pk: [] for pk in ids}
        if self.part:
            model, owner = self.part
            parts = model._default_manager.filter(**{f"{owner}__in": ids})
            for part in parts.filter(is_active=True):
                names[getattr(part, f"{owner}_id")].append(part)
        return names

    def _say(self, request: HttpRequest, followed: Followed) -> None:
        settled = ngettext(
            "Done; %(count)d article follows.",
            "Done; %(count)d articles follow.",
            followed.settled,
        )
        self.message_user(request, settled % {"count": followed.settled})
        if followed.waiting:
            waiting = _(
                "%(count)d articles are too many to follow while you wait: they do "
                "when “manage.py reextract” has run."
            )
            message = waiting % {"count": followed.waiting}
            self.message_user(request, message, messages.WARNING)

    def _url(self, view: str, pk: int) -> str:
        return reverse(f"admin:articles_{self.opts.model_name}_{view}", args=[pk])
