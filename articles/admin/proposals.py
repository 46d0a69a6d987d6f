"""What newer readings propose against what stands, and a curator's decision on each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Source
from articles.provenance import Reading, facts, grounds_of
from articles.store import Grounds

ACCEPT, REJECT = "accept", "reject"
LATER = ""
DECISIONS = [
    (LATER, _("decide later")),
    (ACCEPT, _("accept")),
    (REJECT, _("keep what stands")),
]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One field of an article in which a newer reading disagrees with a person."""

    field: str
    label: str
    standing: str
    proposed: str
    readings: list[Reading]  # empty where the catalogue says it


class ProposalsWidget(forms.Widget):
    """A table of proposals, each with its decision."""

    use_fieldset = True
    proposals: tuple[Proposal, ...] = ()

    def render(
        self,
        name: str,
        value: Mapping[str, str] | None,
        attrs: Any = None,
        renderer: Any = None,
    ) -> SafeString:
        rows = [
            (proposal, (value or {}).get(proposal.field, LATER))
            for proposal in self.proposals
        ]
        context = {"name": name, "rows": rows, "decisions": DECISIONS}
        return render_to_string("admin/articles/article/proposals.html", context)

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> dict[str, str]:
        decisions = {
            proposal.field: data.get(f"{name}-{proposal.field}", LATER)
            for proposal in self.proposals
        }
        return {field: said for field, said in decisions.items() if said != LATER}

    def id_for_label(self, id_: str | None, index: str | None = None) -> str:
        return ""


class ProposalsField(forms.Field):
    """{field: "accept" or "reject"}, without those to be decided later."""

    widget = ProposalsWidget

    def clean(self, value: dict[str, str]) -> dict[str, str]:
        if not {ACCEPT, REJECT}.issuperset(value.values()):
            raise ValidationError(_("Accept, or keep what stands."))
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


def describe_proposals(
    article: Article, labels: Mapping[str, str]
) -> tuple[Proposal, ...]:
    """Return the article's proposals as a person can weigh them."""
    grounds = grounds_of(article)
    proposed = grounds.proposals
    if not proposed:
        return ()
    known = facts(article, grounds.facts, article.corrections.all())
    readings = {fact.name: fact.readings for fact in known}
    outlets = _name_outlets(proposed, grounds) if "outlet" in proposed else {}

    def say(field: str, value: Any) -> str:
        if field == "bylines" and value:
            return ", ".join(f"{each['role']}: {each['name']}" for each in value)
        if field == "outlet":
            value = outlets.get(value, value)
        return str(value or _("unknown"))

    return tuple(
        Proposal(
            field,
            labels[field],
            say(field, _standing(grounds, field)),
            say(field, value),
            [] if _is_catalogued(grounds, field) else readings.get(field, []),
        )
        for field, value in proposed.items()
    )


def _name_outlets(proposed: Mapping[str, Any], grounds: Grounds) -> dict[str, str]:
    slugs = {proposed["outlet"], _standing(grounds, "outlet")}
    return dict(Source.objects.filter(slug__in=slugs).values_list("slug", "name"))


def _standing(grounds: Grounds, field: str) -> Any:
    settlement = grounds.corrections.get(field)
    return settlement.value if settlement else None


def _is_catalogued(grounds: Grounds, field: str) -> bool:
    # Of a sidecar's facts only these have fields of the same name.
    catalogued = field in ("outlet", "published", "url")
    return catalogued and bool(grounds.sidecar and getattr(grounds.sidecar, field))
