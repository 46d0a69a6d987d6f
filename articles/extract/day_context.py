"""What the words around a printed day say of it: told on it, done on it, announced."""

import re

from articles.extract.dates import PrintedDay
from articles.extract.vocabulary import any_of, load_words

WORDS = load_words()

# How well a day speaks for publication, weakest first.
AROUND = 3  # something happened on it; the report followed, some day
LEAD = 4  # the news itself happened on it
NAMED = 5  # the text is about "hari ini" and names one day
TOLD = 6  # somebody is quoted as of it
TODAY = 7  # "hari ini, Kamis (19/6/2025)"
DATELINE = 8
STAMP = 9

# The words around a printed day that say what happened on it.
ATTRIBUTION = re.compile(
    rf"(?<![a-z]){any_of(WORDS['attribution'])}(?![a-z])", re.IGNORECASE
)
ATTRIBUTION_AFTER = re.compile(
    r"\s?,?\s?(?:seperti|sebagaimana)?\s?(?:dilansir|dikutip|kata|ujar|ungkap|menurut|mengatakan|melansir)",
    re.IGNORECASE,
)
FUTURE = re.compile(
    rf"(?<![a-z]){any_of(WORDS['future_before'])}(?![a-z])", re.IGNORECASE
)
FUTURE_AFTER = re.compile(rf"\W{{1,3}}{any_of(WORDS['future_after'])}\b", re.IGNORECASE)
PAST = re.compile(rf"(?<![a-z]){any_of(WORDS['past_before'])}(?![a-z])", re.IGNORECASE)
PAST_AFTER = re.compile(rf"\W{{1,3}}{any_of(WORDS['past_after'])}\b", re.IGNORECASE)
TODAY_BEFORE = re.compile(
    rf"{any_of(WORDS['today_before'])}[\s,(]{{0,3}}$", re.IGNORECASE
)
CLAUSE = re.compile(r"[.!?;]\s|[.!?”\"](?=[A-Z“\"])|[”\"],?\s")
# "Akun X pada Kamis (8/5/2025) mengunggah": the day of a post, not of the text.
POSTED = re.compile(
    r"\b(?:akun|unggahan|diunggah|mengunggah|postingan|beredar)\b", re.I
)
POSTED_AFTER = re.compile(r"\)?\s?(?:mengunggah|membagikan|memposting|akun)\b", re.I)
# «Selasa (10/9/2019) malam»: what is told by the hour is news of the day.
PART_OF_DAY = re.compile(r"\)?\s?(?:dini hari|pagi|siang|sore|petang|malam)\b")
WINDOW = 160


def weigh(text: str, day: PrintedDay, *, is_lead: bool) -> int:
    """Return how well a day's surroundings speak for publication; 0 excludes it."""
    before = text[max(0, day.start - WINDOW) : day.start]
    clauses = [match.end() for match in CLAUSE.finditer(before)]
    clause = before[clauses[-1] :] if clauses else before
    after = text[day.end : day.end + 40]
    if TODAY_BEFORE.search(before):
        return TODAY
    attribution = _last(ATTRIBUTION, clause)
    if _is_of_an_event(clause, after, attribution):
        return 0
    is_told = day.weekday is not None or day.is_bracketed
    if is_told and attribution >= 0:
        return TOLD
    if ATTRIBUTION_AFTER.match(after) and (day.year or day.weekday is not None):
        return TOLD
    if day.weekday is None:
        return AROUND if day.is_bracketed and day.year else 0
    return LEAD if is_lead or PART_OF_DAY.match(after) else AROUND


def _is_of_an_event(clause: str, after: str, attribution: int) -> bool:
    """Whether the words around a day place something else than the report on it."""
    if PAST_AFTER.match(after) or FUTURE_AFTER.match(after):
        return True
    if max(_last(FUTURE, clause), _last(PAST, clause)) > attribution:
        return True
    if clause.rstrip()[-4:].casefold() in ("per", " per"):
        return True
    is_post = POSTED.search(clause) or POSTED_AFTER.match(after)
    return attribution < 0 and bool(is_post)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)
