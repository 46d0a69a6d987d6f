"""What the words around a printed day say of it: told on it, done on it, announced."""

import re
from dataclasses import dataclass

from articles.extract.dates import PrintedDay
from articles.extract.vocabulary import any_of, load_words

WORDS = load_words()

# How well a day speaks for publication, weakest first.
AROUND = 1  # something happened on it; the report followed, some day
ANNOUNCED = 2  # something is to happen on it, or it is the day of a match, a price
BRACKETED = 3  # something happened on it, and it is printed as newsrooms print today
SCENE = 4  # the reporter was there
NAMED = 5  # the text is about "hari ini" and names one day
TOLD = 6  # somebody is quoted as of it
TODAY = 7  # "hari ini, Kamis (19/6/2025)"
DATELINE = 8
STAMP = 9

# The words around a printed day that say what happened on it.
# A verb is found where the space behind it got lost, a long one also where it is the
# space before: "dikutipAFP", "Newsweekmelaporkan".
ATTRIBUTION = re.compile(
    rf"(?:(?<![a-z]){any_of(WORDS['attribution'])}"
    rf"|{any_of([w for w in WORDS['attribution'] if len(w) > 8])})(?-i:(?![a-z]))",
    re.IGNORECASE,
)
# «ujarnya pada Selasa, 10 Juni 2025»: next to the verb, a day is that of the words.
TOLD_ON = re.compile(
    rf"{any_of(WORDS['attribution'])},?(?:\s?pada)?(?:\s?hari)?,?\s?$", re.IGNORECASE
)
# «dikonfirmasi Kompas.com pada Senin (9/6/2025)»: what the reporter did, or read.
RECEIVED_ON = re.compile(
    rf"(?<![a-z]){any_of(WORDS['received'])}(?-i:(?![a-z]))[^,]{{0,40}}$", re.IGNORECASE
)
# «Kamis (5/6/2025), dikutip dari Antara»: told elsewhere, and earlier.
CITED_AFTER = re.compile(
    r"\s?,?\s?(?:seperti|sebagaimana)?\s?(?:dilansir|dikutip|melansir|mengutip)",
    re.IGNORECASE,
)
FUTURE = re.compile(
    rf"(?<![a-z]){any_of(WORDS['future_before'])}(?![a-z])", re.IGNORECASE
)
# What follows within the sentence: «Selasa (10/6/2025). Sebelumnya, ...» is over.
FUTURE_AFTER = re.compile(
    rf"[^\w.!?]{{1,3}}{any_of(WORDS['future_after'])}\b", re.IGNORECASE
)
PAST = re.compile(rf"(?<![a-z]){any_of(WORDS['past_before'])}(?![a-z])", re.IGNORECASE)
PAST_AFTER = re.compile(
    rf"[^\w.!?]{{1,3}}{any_of(WORDS['past_after'])}\b", re.IGNORECASE
)
TODAY_BEFORE = re.compile(
    rf"{any_of(WORDS['today_before'])}[\s,(]{{0,3}}$", re.IGNORECASE
)
# «Senin (9/6/2025) hari ini», «Senin (9/6/2025) siang tadi»
TODAY_AFTER = re.compile(
    r"\)?,?\s(?:hari ini|(?:dini hari|pagi|siang|sore|petang|malam) (?:ini|tadi))\b",
    re.IGNORECASE,
)
# «besok, Selasa (10/6/2025)», «Selasa (10/6) besok»: published the day before.
TOMORROW_BEFORE = re.compile(r"\bb?esok(?: hari)?[\s,(]{0,3}$", re.IGNORECASE)
TOMORROW_AFTER = re.compile(r"\)?,?\s(?:besok|esok)\b", re.IGNORECASE)
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
SET_APART = re.compile(r",(?:\s?pada)?(?:\s?hari)?\s?$", re.IGNORECASE)
# «Selasa (10/9/2019) malam»: what is told by the hour is news of the day.
PART_OF_DAY = re.compile(
    r"\)?,?\s?(?:dini hari|pagi|siang|sore|petang|malam"
    r"|(?:(?:sekitar|sekira) )?pukul)\b"
)
# «melawat ke Beijing pada Kamis (16 Mei).»: the news ends on its day.
LED_IN = re.compile(r"\bpada(?:\shari)?\s$", re.IGNORECASE)
ENDS = re.compile(r"\)?\s?(?:\.|$)")
# «Hingga Rabu (16/4/2025),»: at a sentence's head, how things stand.
AS_OF = re.compile(
    r"\s*(?:hingga|sampai|per)(?:\s(?:hari|tanggal))?,?\s?", re.IGNORECASE
)
# What is printed for one day: a match, a price, the weather.
DAILY = re.compile(rf"(?<![a-z]){any_of(WORDS['daily'])}(?![a-z])", re.IGNORECASE)
# «Sari, Senin (9/6/2025) mengatakan»
TELLS = re.compile(rf"\)?,?\s?{any_of(WORDS['telling'])}(?![a-z])")
# «tarif baru mulai 2 September 2025»: prices are news when they come into force. What
# is set for the first of a month is news long before.
STARTS = re.compile(
    r"(?<![a-z])(?:mulai|berlaku)(?: (?:mulai|dari|pada|tanggal|hari|per))*\s?$",
    re.IGNORECASE,
)
PRICED = re.compile(r"\b(?:tarif|harga|jadwal)\b", re.IGNORECASE)
# «18 Juni hingga Sabtu (28/6/2025)»: where something ends.
UNTIL = re.compile(
    r"(?:hingga|sampai|s\.?/?d\.?)(?: (?:dengan|hari|tanggal))*\s?$", re.IGNORECASE
)
WINDOW = 160
NEXT_TO = 24


@dataclass(frozen=True, slots=True)
class Place:
    """A printed day amid its words."""

    day: PrintedDay
    clause: str  # of its sentence, what stands before it
    after: str
    attribution: int  # where in the clause somebody is quoted, -1 if nobody is
    is_lead: bool

    @property
    def is_own(self) -> bool:
        """Whether it is printed as newsrooms print the day they write on."""
        return self.day.is_bracketed and self.day.weekday is not None


def weigh(text: str, day: PrintedDay, *, is_lead: bool) -> int:
    """Return how well a day's surroundings speak for publication; 0 excludes it."""
    before = text[max(0, day.start - WINDOW) : day.start]
    clauses = [match.end() for match in CLAUSE.finditer(before)]
    clause = before[clauses[-1] :] if clauses else before
    after = text[day.end : day.end + 40]
    if TODAY_BEFORE.search(before) or TODAY_AFTER.match(after) or days_off(text, day):
        return TODAY
    place = Place(day, clause, after, _last(ATTRIBUTION, clause), is_lead)
    if day.weekday is not None and AS_OF.fullmatch(clause):
        return TODAY
    if _is_to_come(place):
        return ANNOUNCED if _is_near(place) else 0
    if _is_of_the_past(place):
        return 0
    return TOLD if _is_told(place) else _weigh_event(place)


def days_off(text: str, day: PrintedDay) -> int:
    """Return how many days after the printed one the text says it was published."""
    before = text[max(0, day.start - NEXT_TO) : day.start]
    is_eve = TOMORROW_BEFORE.search(before) or TOMORROW_AFTER.match(text, day.end)
    return -1 if is_eve else 0


def _weigh_event(place: Place) -> int:
    """Return the weight of a day on which something happened."""
    if place.day.weekday is None:
        return AROUND if place.day.is_bracketed and place.day.year else 0
    if _is_of_the_scene(place):
        return SCENE
    if _is_news_of_the_day(place):
        return BRACKETED
    return ANNOUNCED if _is_daily(place) else AROUND


def _is_near(place: Place) -> bool:
    """Whether what is announced is so for the days to come, and not for later ones."""
    if FUTURE_AFTER.match(place.after) or UNTIL.search(place.clause):
        return False
    return place.is_own or _is_daily(place)


def _is_daily(place: Place) -> bool:
    """Whether the news is for this day: its match, its prices, its weather."""
    if not place.is_lead:
        return False
    if place.day.weekday is not None and DAILY.search(place.clause):
        return True
    is_start = place.day.day > 1 and STARTS.search(place.clause)
    return bool(is_start and PRICED.search(place.clause + place.after))


def _is_told(place: Place) -> bool:
    """Whether the day is that of the words reported, and theirs alone."""
    is_apart = bool(SET_APART.search(place.clause))
    if place.is_own and is_apart and TELLS.match(place.after):
        return True
    if place.attribution < 0 or not _is_dated(place.day):
        return False
    if TOLD_ON.search(place.clause):
        return True
    is_end = bool(ENDS.match(place.after))
    if not place.day.is_bracketed:
        return is_apart and is_end
    if CITED_AFTER.match(place.after):
        return False
    return is_apart or is_end or bool(RECEIVED_ON.search(place.clause))


def _is_dated(day: PrintedDay) -> bool:
    return day.weekday is not None or day.is_bracketed


def _is_of_the_scene(place: Place) -> bool:
    """Whether the day is the reporter's own: brackets are the newsroom's habit."""
    if not place.day.is_bracketed or CITED_AFTER.match(place.after):
        return False
    return bool(SET_APART.search(place.clause) or PART_OF_DAY.match(place.after))


def _is_news_of_the_day(place: Place) -> bool:
    """Whether the day is printed as the newsroom's, though amid the sentence."""
    if not place.is_own:
        return False
    if not LED_IN.search(place.clause):
        return True
    is_end = bool(ENDS.match(place.after))
    return place.is_lead and is_end and not CITED_AFTER.match(place.after)


def _is_to_come(place: Place) -> bool:
    """Whether something is announced for the day."""
    if FUTURE_AFTER.match(place.after):
        return True
    known = max(place.attribution, _last(PAST, place.clause))
    return _last(FUTURE, place.clause) > known


def _is_of_the_past(place: Place) -> bool:
    """Whether the words around a day place something else than the report on it."""
    clause, after = place.clause, place.after
    if PAST_AFTER.match(after) or _last(PAST, clause) > place.attribution:
        return True
    if clause.rstrip()[-4:].casefold() in ("per", " per"):
        return True
    is_post = POSTED.search(clause) or POSTED_AFTER.match(after)
    return place.attribution < 0 and bool(is_post)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)
