"""What a reader typed → what to look for.

Words are all wanted; "quoted words" in that order; -word or -"words" not; OR between
alternatives. Any string is a query; what is no word is ignored.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from articles.search.analyze import analyze
from articles.search.stopwords import STOPWORDS

# More is not read: nobody types it, and each word costs.
QUERY_LENGTH = 200

# Typewriters' and printers': phones put in the latter by themselves.
QUOTES = '"“”„«»'
# OR | -"quoted words" | -word
PART = re.compile(
    rf"(?P<minus>-?)[{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}]?"
    rf"|(?P<dash>-?)(?P<word>[^\s{QUOTES}]+)"
)

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing wanted or not: its words as typed, and the phrases that are it."""

    typed: str
    phrases: tuple[Phrase, ...]
    is_quoted: bool = False
    also: tuple[str, ...] = ()  # the other names that it is looked for under


@dataclass(frozen=True, slots=True)
class Clause:
    """Everything in `wanted` and nothing in `unwanted`."""

    wanted: tuple[Item, ...] = ()
    unwanted: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """At least one of the clauses, and not what `but_not` finds; never empty."""

    clauses: tuple[Clause, ...]
    but_not: "Query | None" = None

    @property
    def wanted(self) -> tuple[Item, ...]:
        """What a matching text can be highlighted for."""
        return tuple(item for clause in self.clauses for item in clause.wanted)


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name as it is written, and its terms."""

    written: str
    terms: Phrase


Names = Mapping[Phrase, tuple[Name, ...]]


def parse_query(text: str, names: Names | None = None) -> Query | None:
    """Return what to look for, or None if there is no word in `text`.

    `names` gives, for the terms of a name, the same entity's other names: a run of
    words that is a name is looked for under all of them, the longest run first. What
    is quoted or unwanted is taken as it stands.
    """
    clauses = [
        _drop_stopwords(replace(clause, wanted=_expand(clause.wanted, names or {})))
        for clause in _parse_clauses(text)
        if clause.wanted or clause.unwanted
    ]
    return Query(tuple(clauses)) if clauses else None


def _parse_clauses(text: str) -> list[Clause]:
    clauses: list[Clause] = []
    clause = Clause()
    for part in PART.finditer(text[:QUERY_LENGTH]):
        if part["word"] == "OR" and not part["dash"]:
            clauses.append(clause)
            clause = Clause()
            continue
        typed = part["quoted"] if part["word"] is None else part["word"]
        terms = tuple(analyze(typed))
        if not terms:
            continue
        item = Item(typed.strip(), (terms,), is_quoted=part["word"] is None)
        if part["minus"] or part["dash"]:
            clause = replace(clause, unwanted=(*clause.unwanted, item))
        else:
            clause = replace(clause, wanted=(*clause.wanted, item))
    return [*clauses, clause]


def _drop_stopwords(clause: Clause) -> Clause:
    kept = tuple(
        item
        for item in clause.wanted
        if item.is_quoted or not STOPWORDS.issuperset(item.phrases[0])
    )
    # "dan" alone is asked for in earnest.
    return replace(clause, wanted=kept) if kept else clause


def _expand(items: tuple[Item, ...], names: Names) -> tuple[Item, ...]:
    expanded: list[Item] = []
    start = 0
    while start < len(items):
        for end in range(len(items), start, -1):
            run = items[start:end]
            terms = tuple(term for item in run for term in item.phrases[0])
            if terms in names and not any(item.is_quoted for item in run):
                typed = " ".join(item.typed for item in run)
                others = names[terms]
                phrases = (terms, *(other.terms for other in others))
                also = tuple(other.written for other in others)
                expanded.append(Item(typed, phrases, also=also))
                start = end
                break
        else:
            expanded.append(items[start])
            start += 1
    return tuple(expanded)
