"""An article's row and what hangs on it, held against what they are settled from."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from articles.models import Article, Sighting
from articles.records import KnownEvent
from articles.settle import make_pos, settle
from articles.store import Directory, find_grounds
from articles.store.rows import DEPENDENTS, article_values, make_dependents
from articles.store.sightings import by_name

RESETTLE = "run manage.py reextract"
SHOWN = 60


@dataclass(frozen=True, slots=True)
class RowCheck:
    """Compares rows with what `articles.settle` says of them."""

    events: Sequence[KnownEvent]
    directory: Directory

    def compare(self, article: Article) -> Iterator[str]:
        """Yield in what the article's rows are not as they are settled."""
        grounds = find_grounds(article, self.directory.merged)
        settled = settle(
            grounds.facts, grounds.sidecar, grounds.corrections, self.events
        )
        values = article_values(settled, self.directory)
        values["pos"] = make_pos(settled.published, article.pk)
        stored = {name: getattr(article, name) for name in values}
        wanted = Article(pk=article.pk, raw_file_id=article.raw_file_id, **values)
        dependents: dict[type[Model], Counter[str]] = {
            model: Counter() for model in DEPENDENTS if model is not Sighting
        }
        for model, columns in make_dependents(wanted, settled, self.directory):
            dependents[model][_describe(model(**columns))] += 1
        for name, value in values.items():
            if stored[name] != value:
                yield (
                    f"{name} is {_show(stored[name])}, should be {_show(value)}: "
                    f"{RESETTLE}"
                )
        for model, rows in dependents.items():
            found = model._default_manager.filter(article=article)
            yield from _compare(model, rows, Counter(map(_describe, found)))
        # There may be more: a name's decision notes where it was read before.
        sighted = set(article.sightings.values_list("candidate__name", flat=True))
        for name in sorted(by_name(settled.candidates).keys() - sighted):
            yield f"lacks the sighting of {name}: run manage.py reindex"


def _compare(
    model: type[Model], wanted: Counter[str], found: Counter[str]
) -> Iterator[str]:
    name = model._meta.verbose_name
    for row in (wanted - found).elements():
        yield f"lacks {name} {row[:SHOWN]}: {RESETTLE}"
    for row in (found - wanted).elements():
        yield f"has {name} {row[:SHOWN]} that nothing says: {RESETTLE}"


def _describe(row: Model) -> str:
    """Return all that a dependent row says, but its own and its article's id."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in {"id", "article"}
    }
    return json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)


def _show(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
