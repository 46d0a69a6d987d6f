"""What the words around a printed day say of it: told on it, done on it, announced."""

import re

from articles.extract.dates import PrintedDay
from articles.extract.vocabulary import any_of, load_words

WORDS = load_words()

# How well a day speaks for publication, weakest first.
AROUND = 3  # something happened on it; the report followed, some day
SCENE = 4  # the reporter was there
NAMED = 5  # the text is about "hari ini" and names one day
TOLD = 6  # somebody is quoted as of it
TODAY = 7  # "hari ini, Kamis (19/6/2025)"
DATELINE = 8
STAMP = 9

# The words around a printed day that say what happened on it.
# A long verb is found even where the space before it got lost: "Newsweekmelaporkan".
ATTRIBUTION = re.compile(
    rf"(?:(?<![a-z]){any_of(WORDS['attribution'])}"
    rf"|{any_of([w for w in WORDS['attribution'] if len(w) > 8])})(?![a-z])",
    re.IGNORECASE,
)
# «ujarnya pada Selasa, 10 Juni 2025»: next to the verb, a day is that of the words.
TOLD_ON = re.compile(
    rf"{any_of(WORDS['attribution'])},?(?:\s?pada)?(?:\s?hari)?,?\s?$", re.IGNORECASE
)
# «dikonfirmasi Kompas.com pada Senin (9/6/2025)»: what the reporter did, or read.
RECEIVED_ON = re.compile(
    rf"(?<![a-z]){any_of(WORDS['received'])}(?![a-z])[^,]{{0,40}}$", re.IGNORECASE
)
# «Kamis (5/6/2025), dikutip dari Antara»: told elsewhere, and earlier.
CITED_AFTER = re.compile(
    r"\s?,?\s?(?:seperti|sebagaimana)?\s?(?:dilansir|dikutip|melansir|mengutip)",
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
# A sentence's end, spaced or glued to the next; not "M. Misbakhun", "Drs. Ali",
# "KOMPAS.COM" or "Kompas.com".
CLAUSE = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Zd][a-z])(?<!\b[A-Z][a-z]{2})[.!?;]\s"
    r"|(?<=[a-z0-9)”\"])[.!?](?=[A-Z“\"])|[”\"](?=[A-Z“\"])|[”\"],?\s"
)
# "Akun X pada Kamis (8/5/2025) mengunggah": the day of a post, not of the text.
POSTED = re.compile(
    r"\b(?:akun|unggahan|diunggah|mengunggah|postingan|beredar)\b", re.I
)
POSTED_AFTER = re.compile(r"\)?\s?(?:mengunggah|membagikan|memposting|akun)\b", re.I)
# «di Gedung DPR, Jakarta, Selasa (10/6/2025)»: a day set apart by a comma is the
# reporter's own; one «pada Selasa (10/6/2025)» is any event's.
SET_APART = re.compile(r",\s?$")
# «Selasa (10/9/2019) malam»: what is told by the hour is news of the day.
PART_OF_DAY = re.compile(r"\)?,?\s?(?:dini hari|pagi|siang|sore|petang|malam)\b")
# «melawat ke Beijing pada Kamis (16 Mei).»: the news ends on its day.
LED_IN = re.compile(r"\bpada(?:\shari)?\s$", re.IGNORECASE)
ENDS = re.compile(r"\)?\s?(?:\.|$)")
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
    if attribution >= 0 and _is_told(day, clause, after):
        return TOLD
    if day.weekday is None:
        return AROUND if day.is_bracketed and day.year else 0
    return SCENE if _is_of_the_scene(day, clause, after, attribution) else AROUND


def _is_told(day: PrintedDay, clause: str, after: str) -> bool:
    """Whether the day is that of the words reported, and theirs alone."""
    if day.weekday is None and not day.is_bracketed:
        return False
    if TOLD_ON.search(clause):
        return True
    if not day.is_bracketed or CITED_AFTER.match(after):
        return False
    return bool(SET_APART.search(clause) or RECEIVED_ON.search(clause))


def _is_of_the_scene(
    day: PrintedDay, clause: str, after: str, attribution: int
) -> bool:
    """Whether the day is the reporter's own: brackets are the newsroom's habit."""
    if not day.is_bracketed or CITED_AFTER.match(after):
        return False
    if SET_APART.search(clause) or PART_OF_DAY.match(after):
        return True
    is_led_in = attribution >= 0 or bool(LED_IN.search(clause))
    return is_led_in and bool(ENDS.match(after))


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
