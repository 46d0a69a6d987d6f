"""Where merged sources and entities ended up."""

from collections.abc import Mapping

from articles.models.entity import Entity
from articles.models.source import Source


def find_roots(model: type[Source] | type[Entity]) -> dict[int, int]:
    """Return, for each row's id, the id of the row it was merged into in the end."""
    into = dict(model.objects.values_list("pk", "merged_into_id"))
    return {start: follow_merges(start, into) for start in into}


def follow_merges(start: int, into: Mapping[int, int | None]) -> int:
    """Return where the chain of merges from `start` ends; `into` gives each step."""
    end, seen = start, {start}
    while (following := into.get(end)) is not None and following not in seen:
        end = following
        seen.add(end)
    return end
