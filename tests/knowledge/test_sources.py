"""Shipped sources: unambiguous, complete, and as many as the documentation says."""

import re
from collections import Counter
from pathlib import Path

from articles.extract.vocabulary import squash
from articles.knowledge import load_shipped
from articles.records import KnownSource

SOURCES = load_shipped().sources
DOCS = Path(__file__).parents[2] / "docs" / "outlets.md"
ROW = re.compile(r"^\| ([a-zA-Z ]+) \| (\d+) \|$", re.MULTILINE)


def domains(source: KnownSource) -> list[str]:
    return [name.value for name in source.names if name.kind == "domain"]


def test_documentation_counts_what_is_shipped() -> None:
    known = {
        "outlets in Indonesian": lambda s: s.kind == "outlet" and s.language == "id",
        "other outlets": lambda s: s.kind == "outlet" and s.language != "id",
        "agencies": lambda s: s.kind == "agency",
        "regional Tribun editions": lambda s: any(
            domain.endswith(".tribunnews.com") for domain in domains(s)
        ),
    }
    told = {label: int(count) for label, count in ROW.findall(DOCS.read_text("utf-8"))}
    assert told == {
        label: sum(map(is_such, SOURCES)) for label, is_such in known.items()
    }


def test_no_name_means_two_sources() -> None:
    owners = Counter(
        key
        for source in SOURCES
        for key in {squash(name.value) for name in source.names}
    )
    assert [key for key, count in owners.items() if count > 1] == []


def test_every_source_says_where_it_is_from() -> None:
    assert all(source.origin and source.country for source in SOURCES)


def test_domains_are_bare_and_lower_case() -> None:
    for source in SOURCES:
        for domain in domains(source):
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain), domain
            assert not domain.startswith("www.")


def test_slugs_are_unique_and_sound() -> None:
    slugs = [source.slug for source in SOURCES]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)
