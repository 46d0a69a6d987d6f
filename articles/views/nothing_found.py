"""What to try where no article fits: a near spelling, or less of what was asked."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.counts import count_groups
from articles.filters import ArticleFilter
from articles.search import correct_spelling
from articles.tallied import Group
from articles.views.chips import Chip, leave_out, name_choice

# Words that are tried to be left out.
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class NothingFound:
    """Ways to some articles; none of them need exist."""

    spelling: Chip | None
    without: list[Chip]  # each without one parameter or word, the most found first


def find_ways_out(articles: ArticleFilter) -> NothingFound:
    """Return what would find something, with how much."""
    without = _without_words(articles) + _without_parameters(articles)
    return NothingFound(
        _spelling(articles), sorted(without, key=lambda way: -way.count)
    )


def _spelling(articles: ArticleFilter) -> Chip | None:
    typed = articles.chosen.get("q", "")
    corrected = correct_spelling(typed) if typed else ""
    return _with_words(articles, corrected) if corrected != typed else None


def _without_words(articles: ArticleFilter) -> list[Chip]:
    query = articles.query
    if query is None or len(query.clauses) > 1:
        return []
    typed = [
        f'"{item.typed}"' if item.is_quoted else item.typed for item in query.wanted
    ]
    unwanted = [f'-"{item.typed}"' for item in query.clauses[0].unwanted]
    if not 1 < len(typed) <= MOST_WORDS:
        return []
    ways = [
        _with_words(
            articles,
            " ".join([*typed[:n], *typed[n + 1 :], *unwanted]),
            _("“%(words)s”") % {"words": item.typed},
        )
        for n, item in enumerate(query.wanted)
    ]
    return [way for way in ways if way]


def _with_words(articles: ArticleFilter, words: str, label: str = "") -> Chip | None:
    """Return the way to the same list of other words, if there is something on it."""
    other = articles.with_words(words)
    group = Group(other.chosen)
    count_groups(other, [group], {})
    if not group.total:
        return None
    query = other.data.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    return Chip(label or words, f"?{query.urlencode()}", "q", group.total)


def _without_parameters(articles: ArticleFilter) -> list[Chip]:
    # "exact" is part of the words.
    chosen = {name: value for name, value in articles.chosen.items() if name != "exact"}
    if len(chosen) < 2:
        return []
    groups = {
        name: Group({key: value for key, value in chosen.items() if key != name})
        for name in chosen
    }
    count_groups(articles, list(groups.values()), {})
    return [
        Chip(name_choice(articles, name), leave_out(articles, name), name, group.total)
        for name, group in groups.items()
        if group.total
    ]
