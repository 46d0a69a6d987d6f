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
    counts = dict.fromkeys(LANGUAGES, 0)
    for match in WORD.finditer(text[:SAMPLE]):
        word = match.group().lower()
        for tag, words in LANGUAGES.items():
            counts[tag] += word in words
    first, second = sorted(counts, key=lambda tag: -counts[tag])[:2]
    if counts[first] < MINIMUM or counts[first] < 2 * counts[second]:
        return None
    return first
