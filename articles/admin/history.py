"""Histories as one table shows them: when, who, what, why, from what to what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.models import DeletedObject
from simple_history.template_utils import HistoricalRecordContextHelper

from articles.models import ArchiveEvent, Article, Correction, Coverage

# Fields that aren't named as the article's columns.
LABELS = {"published": "published_edtf", "hidden": "is_hidden"}
# What a field is about whose slug follows, and the words for what can stand in a field.
ABOUT = {"event": gettext_lazy("event"), "entity": gettext_lazy("entity")}
WORDS: dict[str, Any] = {
    "event": dict(Coverage.Status.choices),
    "entity": dict(Coverage.Status.choices),
    "review_status": dict(Article.ReviewStatus.choices),
}


class ChangeHelper(HistoricalRecordContextHelper):  # type: ignore[misc]  # untyped package
    """What a record changed, where nothing stood or stands said as such."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        shown = super().prepare_delta_change_value(change, value)
        is_none = isinstance(shown, DeletedObject) and shown.pk is None
        return "–" if is_none or shown in (None, "") else shown


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Record:
    at: datetime
    by: str
    what: str
    why: str
    changes: list[Change]
    revert_url: str = ""


def article_records(article: Article) -> Iterator[Record]:
    """Yield what happened to an article, the newest first."""
    lines = article.events.select_related("by", "run").order_by("-pk")
    settled = _settled_by_line(article.corrections.order_by("pk"))
    for line in lines:
        ids = line.detail.get("corrections", ())
        changes = [settled[pk] for pk in ids if pk in settled]
        by = line.by or (line.run.by if line.run else "")
        is_act = line.act and line.kind == ArchiveEvent.Kind.CORRECTION
        yield Record(
            at=line.at,
            by=str(by),
            what=_what(line),
            why=line.detail.get("reason", ""),
            changes=changes or _logged(line),
            revert_url=reverse("admin:articles_article_act", args=[line.act])
            if is_act
            else "",
        )


def entry_records(records: Iterable[Any], *, revert: str = "") -> Iterator[Record]:
    """Yield what happened to a source, entity or event, or to one of its names.

    `revert` names the view that puts back what a record changed.
    """
    for record in records:
        changes = [
            Change(str(each["field"]), str(each["old"]), str(each["new"]))
            for each in getattr(record, "history_delta_changes", ())
        ]
        owner = record.history_object
        yield Record(
            at=record.history_date,
            by=str(record.history_user or ""),
            what=f"{record.get_history_type_display()}: {owner}",
            why=record.history_change_reason or "",
            changes=changes,
            revert_url=reverse(revert, args=[record.history_id])
            if revert and record.history_type == "~"
            else "",
        )


def field_label(field: str) -> str:
    """Return what a field of an article is called."""
    name = LABELS.get(field, field)
    try:
        column: Any = Article._meta.get_field(name)
    except FieldDoesNotExist:
        about, _slash, slug = field.partition("/")
        return f"{ABOUT.get(about, about)}: {slug}" if slug else field
    return str(column.verbose_name)


def _what(line: ArchiveEvent) -> str:
    version = line.detail.get("version")
    kind = str(line.get_kind_display())
    return f"{kind} ({version})" if version else kind


def _logged(line: ArchiveEvent) -> list[Change]:
    changes = line.detail.get("changes", {})
    return [
        Change(field_label(field), _say(before, field), _say(after, field))
        for field, (before, after) in changes.items()
    ]


def _settled_by_line(corrections: Iterable[Correction]) -> dict[int, Change]:
    """Return what each correction changed, by its id."""
    last: dict[str, str] = {}
    changes = {}
    for each in corrections:
        # What a review remembers is no value to show.
        machine = (
            ""
            if each.field == "review_status"
            else _say(each.machine_value, each.field)
        )
        before = last.get(each.field, machine)
        after = _("taken back") if each.is_withdrawal else _say(each.value, each.field)
        changes[each.pk] = Change(field_label(each.field), before, after)
        last[each.field] = after
    return changes


def _say(value: Any, field: str) -> str:
    if value in (None, "", []):
        return _("unknown")
    words = WORDS.get(field.partition("/")[0], {})
    if isinstance(value, str) and value in words:
        return str(words[value])
    if isinstance(value, list):
        return ", ".join(
            str(each["name"] if isinstance(each, dict) else each) for each in value
        )
    return str(value)
