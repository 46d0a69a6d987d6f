"""Names of people as bylines print them."""

import re

# «Dian Thenniarti», «A. Khoirul», «Siti Nur Aini, S.Pd», «M Irfan Ma'ruf»
NAME_WORD = r"[A-Z][\w'’.-]{0,24}"
JOINER = r"(?:bin|binti|van|de|al|el|der|di|da)\b"
PERSON = rf"{NAME_WORD}(?:[^\S\n](?:{NAME_WORD}|{JOINER})){{0,5}}"
PERSON_ONLY = re.compile(rf"{PERSON}$")
# What stands where a name should, and is none.
NOT_A_NAME = re.compile(
    r"^(?:tim|redaksi|admin|administrator|red|reporter|editor|penulis|foto|video|sumber|"
    r"iklan|advertorial|wib|wita|wit|senin|selasa|rabu|kamis|jumat|sabtu|minggu|berita|"
    r"siaran pers|press release|rilis|opini|kolom|breaking news|jam kick ?off|"
    r"laga terjadwal|(?:kabupaten|kota|provinsi) .*)$",
    re.IGNORECASE,
)


def clean_name(printed: str) -> str:
    """Return a printed name without the marks around it."""
    return " ".join(printed.strip(" \t\xa0()[]*.,:;-–—|/·•").split())


def is_person(printed: str) -> bool:
    """Whether `printed` could be one person's name.

    >>> is_person("Sugi Hartono"), is_person("yang menulis")
    (True, False)
    """
    name = clean_name(printed)
    if not 2 <= len(name) <= 50 or any(char.isdigit() for char in name):
        return False
    return bool(PERSON_ONLY.match(name)) and not NOT_A_NAME.match(name)
