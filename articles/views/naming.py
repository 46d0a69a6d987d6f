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
    return sorted(named, key=lambda name: (-name.count, name.entity.name))
