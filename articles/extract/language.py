"""The language of a text, by its commonest words."""

import re

from articles.extract.vocabulary import load_words

WORD = re.compile(r"[^\W\d_]+")
LANGUAGES = {
    "id": frozenset(load_words()["stopwords"]),
    "en": frozenset(load_words()["stopwords_en"]),
}
# Enough to tell; articles are of one language.
SAMPLE = 2_000
MINIMUM = 2


def find_language(text: str) -> str | None:
    """Return the BCP 47 tag of the language of `text`, None if it can't be told.

    >>> find_language("Presiden yang datang dari Rusia akan tiba pada hari ini")
    'id'
    """
    words = WORD.findall(text[:SAMPLE].lower())
    counts = {
        tag: sum(word in common for word in words) for tag, common in LANGUAGES.items()
    }
    first, second = sorted(counts, key=lambda tag: -counts[tag])[:2]
    if counts[first] < MINIMUM or counts[first] < 2 * counts[second]:
        return None
    return first
