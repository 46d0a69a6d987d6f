"""Where names that no entity has were seen."""

from collections.abc import Iterable, Mapping, Sequence

from articles import records
from articles.load import create_rows, find_ids, insert_rows
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
    table = Candidate._meta.db_table
    ids = find_ids(table, "name", kinds)
    if missing := kinds.keys() - ids:
        # In one order, so that two writers wait for each other rather than deadlock.
        rows = [
            (name, kinds[name], Candidate.Decision.OPEN.value)
            for name in sorted(missing)
        ]
        columns = ("name", "kind", "decision")
        insert_rows(table, columns, rows, may_be_there=True)
        # Another writer may have made some of them.
        ids |= find_ids(table, "name", missing)
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


def by_name(candidates: Iterable[records.Candidate]) -> dict[str, records.Candidate]:
    """Return each name's first candidate: a line's end in it makes no other name."""
    found: dict[str, records.Candidate] = {}
    for candidate in candidates:
        name = " ".join(candidate.name.split())
        if len(name) <= LONGEST:
            found.setdefault(name, candidate)
    return found
