"""What a word says about the names beside it; the words are in data files."""

import json
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


def word_set(name: str) -> frozenset[str]:
    """Return a set of lower-case words from `name_words.json`.

    >>> "universitas" in word_set("longer_names")
    True
    """
    return _read_sets("name_words.json")[name]


def speech_words(name: str) -> frozenset[str]:
    """Return a set of lower-case words from `speech_words.json`.

    >>> "mengatakan" in speech_words("active")
    True
    """
    return _read_sets("speech_words.json")[name]


@cache
def _read_sets(file: str) -> dict[str, frozenset[str]]:
    sets = json.loads((FOLDER / file).read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in sets.items()}


# Indonesian words that newspapers mostly write in lower case, so that a capital
# at the start of a sentence makes no name of them.
ORDINARY = frozenset(
    word
    for line in json.loads((FOLDER / "ordinary_words.json").read_text(encoding="utf-8"))
    for word in line.split()
)

CALENDAR = word_set("calendar")

# Suffixes that Indonesian writes onto a name: "Chinanya", "Putinlah".
SUFFIX = re.compile(r"-?(?:nya|lah|kah|pun)(?!\w)")

_OPENING = "\"'“‘„«([{-–—•*…"
_SENTENCE_ENDS = ".!?:;\n\r|"
_LONGEST_WORD = 40


def is_capitalised(word: str) -> bool:
    return word[:1].isupper()


def is_acronym(word: str) -> bool:
    """Whether `word` is written in capitals only.

    >>> is_acronym("KPK"), is_acronym("G20"), is_acronym("Kpk"), is_acronym("A")
    (True, True, False, False)
    """
    return len(word) > 1 and word.isupper()


def word_before(text: str, position: int) -> str:
    """Return the word that one space parts from `position`, or "".

    >>> word_before("kata Presiden Xi", 14)
    'Presiden'
    >>> word_before("di Moskow. Xi", 11)
    ''
    """
    if position < 2 or text[position - 1] != " ":
        return ""
    start = max(0, position - 1 - _LONGEST_WORD)
    word = text[start : position - 1].rpartition(" ")[2].rpartition("\n")[2]
    word = word.lstrip(_OPENING)
    return word if word[-1:].isalnum() else ""


def word_after(text: str, position: int) -> str:
    """Return the word that one space parts from `position`, or "".

    >>> word_after("Presiden China Xi Jinping.", 14)
    'Xi'
    >>> word_after("ke China (14/5)", 8)
    ''
    """
    if text[position : position + 1] != " ":
        return ""
    match = _WORD.match(text, position + 1)
    return match[0] if match else ""


_WORD = re.compile(r"[^\W_](?:[\w'’-]{0,40}\w)?")


def starts_sentence(text: str, position: int) -> bool:
    """Whether nothing of the sentence stands before `position`.

    >>> starts_sentence("Begitu. “Namun Xi", 9), starts_sentence("kata Xi", 5)
    (True, False)
    """
    before = text[max(0, position - 6) : position].rstrip(" \t\xa0" + _OPENING)
    if not before:
        return position <= 6 or text[position - 1] in "\n\r"
    return before[-1] in _SENTENCE_ENDS


def is_title_cased(text: str) -> bool:
    """Whether `text` is short and written as headlines are, so capitals say nothing.

    >>> is_title_cased("Kunjungi Cina Putin Cari Dukungan untuk Perang")
    True
    """
    if len(text) > 160 or text.rstrip("\"'”’) \n").endswith("."):
        return False
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(is_capitalised(word) for word in words)
    return len(words) > 2 and is_capitalised(words[0]) and capitals >= 0.7 * len(words)
