"""The form of one article under review: facts, events and entities."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_form import SETTLES, FactsForm
from articles.models import Coverage, Event, Source, name_as_read
from articles.settle import ENTITY_FIELD, EVENT_FIELD, FIELDS
from articles.store import last_corrections

if TYPE_CHECKING:
    from django.http import QueryDict

# Each field's key: with Alt, or as the browser has it.
KEYS = {
    "outlet": "o",
    "published_as": "d",
    "headline": "h",
    "byline_lines": "b",
    "dateline": "p",
    "host": "w",
    "url": "u",
    "language": "l",
    "add_event": "e",
    "dropped": "m",
    "reason": "r",
}
ACCEPTED, REJECTED = Coverage.Status.ACCEPTED, Coverage.Status.REJECTED
# Of the first event that waits for a decision.
EVENT_KEYS = {ACCEPTED: "v", REJECTED: "x"}
# Sources told where none is called as was said.
MOST_LIKE = 5
# Events to choose from, the latest; all others are in the whole form.
MOST_EVENTS = 50
DECISIONS = [
    (Coverage.Status.SUGGESTED, _("decide later")),
    (ACCEPTED, _("accept")),
    (REJECTED, _("drop")),
]


class KeyedRadio(forms.RadioSelect):
    """A choice in which keys accept or drop."""

    def create_option(
        self, name: str, value: Any, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if key := EVENT_KEYS.get(value):
            option["attrs"]["accesskey"] = key
        return option


class ReviewForm(FactsForm):
    """Made while the article's row is locked, as `FactsForm` is."""

    outlet = forms.CharField(
        label=_("Outlet"),
        required=False,
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
        help_text=_("A name, slug or domain that the archive knows."),
    )
    unknown = forms.MultipleChoiceField(
        label=_("Not known"),
        required=False,
        choices=[(name, name) for name in FIELDS],
        widget=forms.CheckboxSelectMultiple,
    )
    dropped = forms.MultipleChoiceField(
        label=_("Not meant here"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "on"}),
    )
    add_event = forms.ChoiceField(label=_("Covers also"), required=False)

    class Meta(FactsForm.Meta):
        widgets = {"headline": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_outlet = self.instance.outlet
        self.initial["outlet"] = str(self.shown_outlet or "")
        self.coverage = list(self.instance.coverage.all())
        self._add_events()
        self._add_entities()
        for name, key in KEYS.items():
            if name != "dropped":
                self.fields[name].widget.attrs["accesskey"] = key

    def _add_events(self) -> None:
        widgets = iter([KeyedRadio])
        for each in self.coverage:
            is_open = not each.is_settled
            self.fields[EVENT_FIELD + each.event.slug] = forms.ChoiceField(
                label=str(each.event),
                required=False,
                # Only the machine suggests.
                choices=DECISIONS if is_open else DECISIONS[1:],
                initial=each.status,
                widget=next(widgets, forms.RadioSelect)
                if is_open
                else forms.RadioSelect,
            )
        covered = [each.event_id for each in self.coverage]
        others = Event.objects.exclude(pk__in=covered).values_list(
            "slug", name_as_read(Event)
        )
        choices = [("", "–"), *others[:MOST_EVENTS]]
        cast("forms.ChoiceField", self.fields["add_event"]).choices = choices

    def _add_entities(self) -> None:
        settled = last_corrections(self.instance)
        gone = [
            name.removeprefix(ENTITY_FIELD)
            for name, settlement in settled.items()
            if name.startswith(ENTITY_FIELD) and settlement.value == REJECTED
        ]
        named = {each.entity.slug: str(each.entity) for each in self.mentions}
        dropped = cast("forms.MultipleChoiceField", self.fields["dropped"])
        dropped.choices = list(({slug: slug for slug in gone} | named).items())
        self.initial["dropped"] = gone

    @property
    def mentions(self) -> list[Any]:
        """What the article names, in printed order."""
        return list(self.instance.mentions.all())

    def clean_outlet(self) -> Source | None:
        said: str = self.cleaned_data["outlet"].strip()
        if not said:
            return None
        if self.shown_outlet and said == str(self.shown_outlet):
            outlet: Source = self.shown_outlet
            return outlet
        found = _find_sources(said)
        if not found:
            raise ValidationError(_say_unknown(said))
        if len(found) > 1:
            message = _("Several are called so; give a slug: %(slugs)s.")
            slugs = ", ".join(sorted(source.slug for source in found))
            raise ValidationError(message, params={"slugs": slugs})
        return found.pop()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        settled, names = (
            self._settled(),
            {field: name for name, field in SETTLES.items()},
        )
        for field in cleaned.get("unknown", ()):
            if settled.get(field):
                message = _("Settle it as unknown or as this: not both.")
                self.add_error(names.get(field, field), message)
        return cleaned

    def offer_again(self) -> None:
        """Let what was sent be sent again, now that both versions are shown."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = str(self.initial["seen"])
        self.data = data

    def lead_to_error(self) -> None:
        """Let who sent the form begin where it was refused."""
        for name in (*KEYS, *self.fields):
            if name in self.errors and name in self.fields:
                self.fields[name].widget.attrs["autofocus"] = True
                return

    def corrections(self) -> dict[str, Any]:
        """Return what was changed, as `articles.curate.decide` takes it."""
        unknown = dict.fromkeys(self.cleaned_data.get("unknown", ()))
        return self._settled() | unknown | self._events() | self._entities()

    def restored(self) -> list[str]:
        """Return the fields of the entities that are meant here after all."""
        gone = set(self.initial["dropped"]) - set(self.cleaned_data.get("dropped", ()))
        return [ENTITY_FIELD + slug for slug in sorted(gone)]

    def needs_reason(self) -> bool:
        return bool(self._settled() or self.cleaned_data.get("unknown"))

    def _settled(self) -> dict[str, Any]:
        return super().corrections()

    def _events(self) -> dict[str, str]:
        names = [EVENT_FIELD + each.event.slug for each in self.coverage]
        decided = {
            name: self.cleaned_data[name]
            for name in names
            if name in self.changed_data and self.cleaned_data.get(name)
        }
        if slug := self.cleaned_data.get("add_event"):
            decided[EVENT_FIELD + slug] = str(ACCEPTED)
        return decided

    def _entities(self) -> dict[str, str]:
        new = set(self.cleaned_data.get("dropped", ())) - set(self.initial["dropped"])
        return {ENTITY_FIELD + slug: str(REJECTED) for slug in sorted(new)}

    def _as_shown(self, name: str) -> Any:
        return self.shown_outlet if name == "outlet" else super()._as_shown(name)


def _say_unknown(said: str) -> str:
    """Say that no source is called so, and which are called nearly so."""
    like = Source.objects.filter(merged_into=None, name__icontains=said)
    names = ", ".join(like.order_by("name").values_list("name", flat=True)[:MOST_LIKE])
    params = {"name": said, "names": names}
    if names:
        return gettext("No source is called “%(name)s”, but: %(names)s.") % params
    return gettext("The archive knows no source called “%(name)s”.") % params


def _find_sources(said: str) -> set[Source]:
    """Return what is called so: by its own name or slug, else by any of its names."""
    called = list(Source.objects.called(said).select_related("merged_into")[:10])
    own = [
        source
        for source in called
        if said in (source.slug, source.name) or said.lower() == source.name.lower()
    ]
    return {source.merged_into or source for source in own or called}
