"""What a page prints around an article: adverts, promotions, embeds, notices."""

import re

from articles.extract.sheet import Block, Sheet
from articles.extract.vocabulary import any_of, load_words

WORDS = load_words()
EDGES = " \t:.|-–—*>»›→←#…!\xa0"

ADVERT_LINES = frozenset(WORDS["advert_lines"])
CHROME_LINES = frozenset(WORDS["chrome_lines"])

# «[Gambas:Video 20detik]», «[Gambas:Instagram]», «[Embed: ...]»
EMBED = re.compile(
    r"\[(?:Gambas|Embed|Video|Foto|caption|gallery)\s?:?[^\]\n]{0,120}\]"
)
# «View this post on Instagram», «A post shared by Name (@name)»
INSTAGRAM = re.compile(
    r"(?:View this post on Instagram|(?:A|Sebuah) (?:post|kiriman) (?:shared"
    r"|dibagikan) "
    r"(?:by|oleh))[^\n]{0,160}$",
    re.IGNORECASE,
)
# «Israel only has 10 of these.pic.twitter.com/mje8r8HEbH— Name (@name)June 18, 2025»
TWEET_END = re.compile(
    r"(?:pic\.twitter\.com/\w{1,20}|https://t\.co/\w{1,20})?\s?—[^\n—(]{0,60}\(@\w{1,30}\)"
    r"\s?[A-Z][a-z]{2,8} \d{1,2}, \d{4}"
)
URL_LINE = re.compile(r"(?:https?://|www\.)\S{1,300}$", re.IGNORECASE)
# «Referensi: https://a.id/b https://c.id/d»
LINK_LIST = re.compile(
    r"(?:referensi|rujukan|tautan)\s?:\s?(?:(?:https?://|www\.)\S{1,300}\s?){1,30}$",
    re.IGNORECASE,
)
# «1.024 | 2», and no day
NUMBER_LINE = re.compile(r"(?!\d{1,2}([/.])\d{1,2}\1\d{4}\b)[\d\s.,/|:]{1,20}$")
# «Copyright © 2025 X. All Rights Reserved», «© 2023 X», «Hak cipta © 2024»
COPYRIGHT = re.compile(
    r"(?:hak cipta|copyright)\b[^\n]{0,30}?(?:©|\(c\)|@|\d{4})|©\s?\d{4}|^©|copyright ©"
    r"|all rights? reserved",
    re.IGNORECASE,
)
# «Halaman 1 dari 3», «Page 2», «1 2 3 Tampilkan Semua», «(1/2)»
PAGE_MARK = re.compile(
    r"(?:(?:halaman|hal|laman|page)\s?:?\s?\d{1,3}(?:\s?(?:dari|/|of)\s?\d{1,3})?"
    r"|\d{1,3}\s(?:dari|of)\s\d{1,3}(?:\s(?:halaman|foto|pages?))?"
    r"|(?:\d{1,2}\s){1,12}(?:tampilkan semua|next|selanjutnya|>|»)|<!--nextpage-->)$",
    re.IGNORECASE,
)
# «(BERLANJUT KE HALAMAN 2)», «Bersambung ke halaman berikutnya»
CONTINUED = re.compile(
    r"\(?\s?(?:berlanjut|bersambung|lanjut)\s(?:ke|di)\s(?:halaman|hal)\b[^\n)]{0,40}\)?",
    re.IGNORECASE,
)
CONTINUED_TAIL = re.compile(rf"{CONTINUED.pattern}(?=[^\n]{{0,60}}$)", re.IGNORECASE)
# «2 menit lalu», «Dibaca 120 kali», «12 views», «3 min read»
COUNTER = re.compile(
    r"(?:dibaca|dilihat)\s?:?\s?[\d.,]{1,9}(?:\skali)?$"
    r"|[\d.,]{1,9}\s?[kK]?\s(?:views?|dilihat|kali dibaca|shares?|komentar|comments?)$"
    r"|(?:waktu baca|reading time)\s?:?\s?\d{1,3}\s(?:menit|minutes?)$"
    r"|\d{1,3}\s(?:menit|jam|hari|minggu|bulan|min|minutes?|hours?)\s(?:yang\s)?(?:lalu|baca|read|ago)$",
    re.IGNORECASE,
)
# «Ayo ikuti saluran ... di WhatsApp», «Cek berita dan artikel yg lain di Google News»
# «Silakan baca konten menarik lainnya», «Yuk, jangan lupa ikuti»
PROMO_URGED = r"(?:(?:silakan|silahkan|ayo|yuk|mari|segera|jangan lupa|sobat),?\s){0,3}"
PROMO_OPENER = re.compile(
    rf"[(*\[\"“>\s👉🔔📲-]{{0,4}}{PROMO_URGED}{any_of(WORDS['promo_openers'])}\b",
    re.IGNORECASE,
)
PROMO_CHANNELS = tuple(WORDS["promo_channels"])
PROMO_LINES = tuple(WORDS["promo_lines"])
PROMO_LIMIT = 420
# A longer line is a promotion only if it says so at once.
PROMO_SHORT = 160
PROMO_START = 80
# «Ikuti Berita X lainnya di GOOGLE NEWS», «Baca artikel X lainnya di ...»
PROMO_OTHERS = re.compile(
    r"(?:berita|artikel|informasi|info|update|kabar|konten)\b[^\n.]{0,60}"
    r"\b(?:lainnya|lain|terbaru|terkini|terupdate)\b[^\n.]{0,40}\b(?:di|dari|hanya|klik|lewat|melalui|dengan)\b",
    re.IGNORECASE,
)
# A promotion glued to the end of a paragraph: "Loading...Ikuti Whatsapp Channel X"
PROMO_TAIL = re.compile(
    r"(?:Loading\.\.\.|Advertisement|ADVERTISEMENT)?\s?(?:Ikuti|Gabung|Follow"
    r"|Akses|Temukan|Ayo ikuti|Dapatkan|Cek|Simak)"
    r"[^\n.]{0,80}(?:Whats?[Aa]pp Channel|Channel WhatsApp|Saluran WhatsApp"
    r"|Google News)"
    r"[^\n]{0,300}$|Loading\.\.\.$"
)
# «Baca juga artikel terkait X atau tulisan menarik lainnya Y»
MORE_READING = re.compile(
    r"(?:Baca juga artikel terkait )?[^.\n]{0,80}atau (?:tulisan"
    r"|artikel) menarik lainnya[^\n]{0,3000}$"
)
ADVERT_INLINE = re.compile(
    r"(?:ADVERTISEMENT\s?)?SCROLL TO (?:CONTINUE|RESUME) (?:WITH )?(?:CONTENT"
    r"|READING)?|\bADVERTISEMENT\b"
)
# «Berita telah tayang di Bisnis.com berjudul ...»
REPUBLISHED = re.compile(any_of(WORDS["republished"]), re.IGNORECASE)
# Numbers in the head count shares; a long one further down is an article's id.
HEAD = 6
ID_LENGTH = 5
SOCIAL = re.compile(r"(?:@[\w.]{2,30}\s?){1,6}$|(?:#\w{2,40}\s?){1,20}$")
STARS = re.compile(r"[\s(\[]*[*_=~#+•.·—–-]{1,60}[\s)\]]*$")
STARS_AT_END = re.compile(r"\s?(?:\(\s?\*{1,5}\s?\)|\*{2,5}|\[\s?\])\s?$")


def cut_furniture(sheet: Sheet) -> None:
    """Drop the lines, and cut the stretches, that belong to the page."""
    for at, block in enumerate(sheet.blocks):
        if not block.is_open:
            continue
        rule = _find_rule(block)
        if at >= HEAD and _is_cell(block.text, rule):
            continue
        if rule:
            block.drop(rule)
        else:
            _cut_inline(block)


def _is_cell(text: str, rule: str | None) -> bool:
    """Whether what is a counter or a button in the head may be a table's cell."""
    if rule == "number":
        return len(text) < ID_LENGTH
    return len(text) == 1 and text.isalpha()


def fold(text: str) -> str:
    """Return a line as labels are compared: folded, its edges taken off."""
    return " ".join(text.casefold().strip(EDGES).split())


def is_promo(text: str) -> bool:
    """Whether a line asks to follow, install or read more."""
    if len(text) > PROMO_LIMIT:
        return False
    folded = " ".join(text.casefold().split())
    opening = folded if len(folded) <= PROMO_SHORT else folded[:PROMO_START]
    if any(phrase in opening for phrase in PROMO_LINES):
        return True
    if not PROMO_OPENER.match(text):
        return False
    is_channelled = any(channel in folded for channel in PROMO_CHANNELS)
    return is_channelled or bool(PROMO_OTHERS.search(text[:200]))


def _find_rule(block: Block) -> str | None:
    text = block.text
    if len(text) <= 80:
        rule = _find_short_rule(text)
        if rule:
            return rule
    if len(text) <= 400 and COPYRIGHT.search(text):
        return "copyright"
    if REPUBLISHED.match(text.lstrip(' (*"-–—')):
        return "republished"
    if is_promo(text):
        return "promo"
    if LINK_LIST.match(text):
        return "url"
    if INSTAGRAM.match(text):
        return "embed"
    return None


def _find_short_rule(text: str) -> str | None:
    folded = fold(text)
    if folded in ADVERT_LINES:
        return "advert"
    if folded in CHROME_LINES:
        return "navigation"
    if EMBED.fullmatch(text):
        return "embed"
    if STARS.match(text):
        return "mark"
    for rule, pattern in SHORT_RULES:
        if pattern.match(text):
            return rule
    return None


# «Beranda / Berita / Transportasi», «Home > News»
BREADCRUMB = re.compile(
    r"(?:home|beranda|depan)\s?[/>»›|-]{1,2}\s?[^\n.]{2,70}$", re.IGNORECASE
)
# «Lewati Paling banyak dibaca dan terus membaca», «Akhir dari Podcast»
SKIP_LINK = re.compile(
    r"(?:Lewati\s[^\n.]{2,50}\s(?:membaca|isi)|Akhir dari\s[^\n.]{2,50})$"
)
# «A», «A+», «A-»: buttons for the size of letters
LETTER_SIZE = re.compile(r"A[+-]?$")
# «kumparanNEWS», «kumparanBISNIS»: the desk, below the headline
# and «in Berita», beside the day
DESK = re.compile(r"kumparan[A-Z]{3,}$|in [A-Z][\w &,/]{2,40}$")
BY_DESK = re.compile(r"(?:by|oleh) (?:admin\w*|redaksi|editor)$", re.IGNORECASE)
SHORT_RULES = (
    ("navigation", LETTER_SIZE),
    ("navigation", DESK),
    ("byline", BY_DESK),
    ("navigation", BREADCRUMB),
    ("navigation", SKIP_LINK),
    ("url", URL_LINE),
    ("number", NUMBER_LINE),
    ("page-mark", PAGE_MARK),
    ("page-mark", CONTINUED),
    ("counter", COUNTER),
    ("social", SOCIAL),
)


def _cut_inline(block: Block) -> None:
    """Cut what is glued into a paragraph."""
    text = block.text
    if "[" in text:
        for match in EMBED.finditer(text):
            block.cut(match.start(), match.end(), "embed")
    for match in ADVERT_INLINE.finditer(text):
        block.cut(match.start(), match.end(), "advert")
    if "—" in text:
        _cut_tweets(block)
    end = text[-TAIL:]
    for rule, sign, pattern in TAIL_RULES:
        found = pattern.search(end) if sign in end else None
        if found:
            low = len(text) - len(end)
            block.cut(low + found.start(), low + found.end(), rule)


# «... kata dia. Artikel ini telah tayang di X dengan judul Y»
REPUBLISHED_TAIL = re.compile(
    r"(?:Artikel|Berita|Tulisan) (?:ini )?(?:telah|sudah) (?:tayang|terbit)"
    r"[^\n]{0,400}$"
)
# Stretches at the end of a paragraph, each with letters that it can't lack.
TAIL = 4_000
# «... ujarnya.Simak juga Video: Judul», glued as its embed was
VIDEO_TAIL = re.compile(
    r"(?<=[.!?”\"])\s?(?:Simak|Tonton|Lihat|Saksikan)\s(?:juga\s)?[Vv]ideo(?:nya)?\b"
    r"[^\n.?!]{0,160}(?=\([a-z]{2,4}(?:/[a-z]{2,4}){0,2}\)$|$)"
)
# «... kata dia. Baca selengkapnya di sini.», «...filmnya.Simak berita lainnya:Judul»
MORE_TAIL = re.compile(
    r"(?<=[.!?”\"])\s?(?:Baca selengkapnya(?: di sini)?\.?"
    r"|(?:Simak|Baca juga) berita lainnya\s?(?:di|:)[^\n]{0,600})$"
)
TAIL_RULES = (
    ("video", "ideo", VIDEO_TAIL),
    ("republished", "ini ", REPUBLISHED_TAIL),
    ("promo", "hannel", PROMO_TAIL),
    ("promo", "Google News", PROMO_TAIL),
    ("promo", "aluran", PROMO_TAIL),
    ("promo", "Loading...", PROMO_TAIL),
    ("related", " menarik lainnya", MORE_READING),
    ("related", "berita lainnya", MORE_TAIL),
    ("promo", "selengkapnya", MORE_TAIL),
    ("page-mark", "alaman", CONTINUED_TAIL),
    ("page-mark", "ALAMAN", CONTINUED_TAIL),
    ("mark", "*", STARS_AT_END),
    ("mark", "[", STARS_AT_END),
)

# Where an embedded tweet may begin: after a closed sentence, without a space.
TWEET_START = re.compile(r"[.!?”\"](?=[A-Z🚨🇦-🇿@])")


def _cut_tweets(block: Block) -> None:
    """Cut embedded tweets, from the glued start of their text to their date."""
    low = 0
    for match in TWEET_END.finditer(block.text):
        starts = [
            found.end()
            for found in TWEET_START.finditer(
                block.text, max(low, match.start() - 600), match.start()
            )
        ]
        start = _first_foreign(block.text, starts, match.start())
        block.cut(start, match.end(), "embed")
        low = match.end()


def _first_foreign(text: str, starts: list[int], end: int) -> int:
    """Return the earliest start from which on no Indonesian function word stands."""
    best = end
    for start in reversed(starts):
        if INDONESIAN.search(text, start, end):
            break
        best = start
    return best


INDONESIAN = re.compile(r"\b(?:yang|dan|dengan|untuk|dari|ini|itu|tidak|akan|telah)\b")
