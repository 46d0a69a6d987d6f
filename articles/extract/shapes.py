"""What a stretch of text looks like: a headline, a sentence, a name."""

import re

from articles.extract.vocabulary import load_words

WORD = re.compile(r"[^\W_][\w'’.-]*")
SMALL_WORDS = frozenset(load_words()["title_small_words"])
# «Rp15 Triliun,» he said.” → ends a sentence
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}$|[.!?…,][\"”’]$")
HEADLINE_LIMIT = 200


def count_words(text: str) -> int:
    """Return the number of words, digits included."""
    return len(WORD.findall(text))


def is_sentence(text: str) -> bool:
    """Whether `text` ends as prose does and is long enough to be some."""
    if not SENTENCE_END.search(text[-6:]) or count_words(text[:400]) < 6:
        return False
    return text[-1] not in "?!" or not is_title_case(text)


def title_share(text: str) -> float:
    """Return the share of words that a headline would capitalise and that are.

    >>> title_share("Putin Tiba di Beijing")
    1.0
    """
    words = [word for word in WORD.findall(text) if word[0].isalpha()]
    told = [word for word in words if word.lower() not in SMALL_WORDS]
    if not told:
        return 0.0
    return sum(not word[0].islower() for word in told) / len(told)


def is_title_case(text: str) -> bool:
    """Whether nearly every word that counts is capitalised."""
    return title_share(text) >= 0.75


def is_headline_like(text: str) -> bool:
    """Whether `text` could be a headline: short, capitalised, no closed sentence."""
    if not 10 <= len(text) <= HEADLINE_LIMIT or text[-1] in ".,;:":
        return False
    return is_title_case(text) and count_words(text) >= 2
