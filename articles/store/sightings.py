"""Where names that no entity has were seen."""

from collections.abc import Iterable, Mapping, Sequence

from articles import records
from articles.load import create_rows
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
    ids = _find(kinds)
    missing = sorted(kinds.keys() - ids)
    if missing:
        # In one order, so that two writers wait for each other rather than deadlock.
        Candidate.objects.bulk_create(
            (Candidate(name=name, kind=kinds[name]) for name in missing),
            ignore_conflicts=True,
            batch_size=500,
        )
        # Another writer may have made some of them.
        ids |= _find(missing)
    create_rows(
        (
            Sighting,
            {
                "article_id": pk,
                "candidate_id": ids[name],
                "count": candidate.count,
                "start": candidate.start,
                "end": candidate.end,
            },
        )
        for pk, names in found.items()
        for name, candidate in names.items()
    )


def _find(names: Iterable[str]) -> dict[str, int]:
    known = Candidate.objects.filter(name__in=names)
    return dict(known.values_list("name", "pk"))


def by_name(candidates: Iterable[records.Candidate]) -> dict[str, records.Candidate]:
    """Return each name's first candidate: a line's end in it makes no other name."""
    found: dict[str, records.Candidate] = {}
    for candidate in candidates:
        name = " ".join(candidate.name.split())
        if len(name) <= LONGEST:
            found.setdefault(name, candidate)
    return found
