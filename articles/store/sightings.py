"""Where names that no entity has were seen."""

from collections.abc import Iterable, Mapping, Sequence

from articles import records
from articles.models import Candidate, Sighting

# The column's length; what is longer is no name.
LONGEST = 200


def note_sightings(seen: Mapping[int, Sequence[records.Candidate]]) -> None:
    """Write down the candidates seen in articles, by their ids, that have none yet."""
    found = {pk: by_name(candidates) for pk, candidates in seen.items()}
    kinds = {
        name: candidate.kind or ""
        for names in found.values()
        for name, candidate in names.items()
    }
    if not kinds:
        return
    # In one order, so that two writers wait for each other rather than deadlock.
    Candidate.objects.bulk_create(
        (Candidate(name=name, kind=kinds[name]) for name in sorted(kinds)),
        ignore_conflicts=True,
        batch_size=500,
    )
    known = Candidate.objects.filter(name__in=kinds)
    ids = dict(known.values_list("name", "pk"))
    Sighting.objects.bulk_create(
        (
            Sighting(
                article_id=pk,
                candidate_id=ids[name],
                count=candidate.count,
                start=candidate.start,
                end=candidate.end,
            )
            for pk, names in found.items()
            for name, candidate in names.items()
        ),
        batch_size=500,
    )


def by_name(candidates: Iterable[records.Candidate]) -> dict[str, records.Candidate]:
    """Return each name's first candidate: a line's end in it makes no other name."""
    found: dict[str, records.Candidate] = {}
    for candidate in candidates:
        name = " ".join(candidate.name.split())
        if len(name) <= LONGEST:
            found.setdefault(name, candidate)
    return found
