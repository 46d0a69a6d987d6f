"""What a list is saved as, so that a folder of exports can be told apart."""

import hashlib
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.text import slugify

from articles.filters import CERTAIN, UNKNOWN, ArticleFilter

SITE = "newsarchive"
# Letters, without the ending; a folder's path may be long already.
LONGEST = 100
LONGEST_WORDS = 40


def name_list(articles: ArticleFilter) -> str:
    """Return a file's name without its ending: ASCII, by what the list holds.

    What is too long for one is cut, and told from its likes by a few more letters.
    """
    name = "-".join((SITE, *(_parts(articles) or ["all"])))
    if len(name) <= LONGEST:
        return name
    digest = hashlib.sha256(articles.name.encode()).hexdigest()[:8]
    return f"{name[:LONGEST].rpartition('-')[0]}-{digest}"


def _parts(articles: ArticleFilter) -> list[str]:
    chosen = articles.chosen
    parts = [
        "outlet-unknown" if thing == UNKNOWN else thing.slug
        for name in ("outlet", "event", "entity", "agency")
        for thing in chosen.get(name, ())
    ]
    if words := chosen.get("q"):
        parts.append(slugify(words)[:LONGEST_WORDS].strip("-") or "words")
        parts += ["exact"] if chosen.get("exact") else []
    days = chosen.get("published_after"), chosen.get("published_before")
    parts += _say_days(*days)
    if dated := chosen.get("dated"):
        parts.append("certain" if dated == CERTAIN else "undated")
    if review := chosen.get("review"):
        parts.append(f"review-{review}")
    return parts


def _say_days(first: date | None, last: date | None) -> Iterator[str]:
    """Yield the days: 2024, 2024-05, 2024-05-16, 2024-05-16-to-2024-05-17.

    Open ends are said as `from` and `to`.
    """
    if first is None or last is None:
        yield from _say_end("from", first)
        yield from _say_end("to", last)
    elif (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        yield from _once(f"{first:%Y}", f"{last:%Y}")
    elif first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        yield from _once(f"{first:%Y-%m}", f"{last:%Y-%m}")
    else:
        yield from _once(first.isoformat(), last.isoformat())


def _say_end(word: str, day: date | None) -> Iterable[str]:
    return [f"{word}-{day.isoformat()}"] if day else []


def _once(first: str, last: str) -> Iterable[str]:
    return [first] if first == last else [f"{first}-to-{last}"]
