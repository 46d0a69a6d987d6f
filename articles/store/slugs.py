"""Slugs → rows, followed through merges."""

from articles.models import Entity, Event, Source


def find_roots(model: type[Source] | type[Entity]) -> dict[int, int]:
    """Return, for each row's id, the id of the row it was merged into in the end."""
    into = dict(model.objects.values_list("pk", "merged_into_id"))
    roots = {}
    for start in into:
        end, seen = start, {start}
        while (following := into[end]) is not None and following not in seen:
            end = following
            seen.add(end)
        roots[start] = end
    return roots


class Directory:
    """The ids of sources, entities and events by slug; merged ones lead on."""

    def __init__(self) -> None:
        self.sources = self._survivors(Source)
        self.entities = self._survivors(Entity)
        self.events = dict(Event.objects.values_list("slug", "pk"))

    @staticmethod
    def _survivors(model: type[Source] | type[Entity]) -> dict[str, int]:
        roots = find_roots(model)
        return {slug: roots[pk] for slug, pk in model.objects.values_list("slug", "pk")}
