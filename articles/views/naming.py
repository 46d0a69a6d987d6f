"""Who and what an article names, and in which words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Entity, Mention


@dataclass(frozen=True, slots=True)
class Named:
    entity: Entity
    count: int
    surfaces: list[tuple[str, int]]  # most frequent first

    @property
    def is_printed_otherwise(self) -> bool:
        """Whether the article has other words for it than the name readers see."""
        return [word for word, _ in self.surfaces] != [str(self.entity)]


def names_in(mentions: Iterable[Mention]) -> list[Named]:
    """Return the entities mentioned, the most mentioned first.

    Mentions come with their entities.
    """
    entities: dict[int, Entity] = {}
    surfaces: dict[int, Counter[str]] = {}
    for mention in mentions:
        entities[mention.entity_id] = mention.entity
        surfaces.setdefault(mention.entity_id, Counter())[mention.surface] += 1
    named = [
        Named(entities[key], words.total(), words.most_common())
        for key, words in surfaces.items()
    ]
    return sorted(named, key=lambda name: (-name.count, str(name.entity)))
