"""Bytes → text, without changing a character.

In this order (why: docs/reading.md): a byte-order mark, UTF-8, UTF-8 with a few
broken bytes, Windows-1252. What none of these explains is not text.
"""

import codecs
import re
from dataclasses import dataclass

from articles.read.errors import NotReadable
from articles.read.gzipped import unpack

UTF8 = "utf-8"
WESTERN = "windows-1252"

# UTF-16 by its mark; the codecs that name the byte order leave the mark in the
# text, as UTF-8 does, so that nothing of the file is lost.
_UTF16_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# Control characters but tab, line feed, vertical tab, form feed and carriage return.
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r"})
_HIGH = bytes(range(0x80, 0x100))
_ASCII_LETTERS = bytes({*range(0x41, 0x5B), *range(0x61, 0x7B)})

# Text dumps hold a stray control character at times; every fiftieth is no text.
_MAX_CONTROL_SHARE = 1 / 50
# Broken bytes in otherwise good UTF-8: above this, what is left isn't worth reading.
_MAX_BROKEN_SHARE = 1 / 100
_FEW_BROKEN = 3

_PRINTABLE_PATTERN = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the codec that gives it, and whether choosing that was a guess."""

    text: str
    encoding: str
    is_guessed: bool = False


def decode(data: bytes, encoding: str) -> str:
    """Return the text of stored bytes: nothing translated, nothing stripped.

    Gzipped bytes are unpacked first. Bytes that are broken in `encoding` show as
    U+FFFD, as they did when the offsets were taken.

    >>> decode("Beijing – Moskwa".encode(), "utf-8")
    'Beijing – Moskwa'
    """
    return unpack(data).decode(encoding, "replace")


def decode_text(data: bytes) -> Decoded:
    """Return the text of bytes that declare no encoding; raises `NotReadable`."""
    decoded = decode_marked(data) or decode_utf8(data) or decode_undeclared(data)
    return checked(decoded)


def decode_marked(data: bytes) -> Decoded | None:
    """Return the text of UTF-16 with a byte-order mark, or None without one."""
    for mark, encoding in _UTF16_MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise NotReadable(
                    f"damaged UTF-16 at byte {error.start}: save it again as UTF-8"
                ) from error
    return None


def decode_utf8(data: bytes) -> Decoded | None:
    """Return the text of flawless UTF-8, or None."""
    try:
        return Decoded(data.decode(UTF8), UTF8)
    except UnicodeDecodeError:
        return None


def decode_undeclared(data: bytes) -> Decoded:
    """Return the text of bytes that are not UTF-8; raises `NotReadable`."""
    if is_damaged_utf8(data):
        return Decoded(_replace_broken(data), UTF8, is_guessed=True)
    if is_western(data):
        return Decoded(data.decode(WESTERN), WESTERN, is_guessed=True)
    raise NotReadable("not text: neither UTF-8, UTF-16 nor Windows-1252")


def is_damaged_utf8(data: bytes) -> bool:
    """Tell whether `data` is UTF-8 but for some bytes, such as a cut-off end.

    Text in another encoding hardly ever holds a well-formed multi-byte sequence, so
    these at least as many as the broken ones give UTF-8 away.
    """
    sound = data.decode(UTF8, "ignore")
    wide = len(sound) - len(sound.encode("ascii", "ignore"))
    broken = len(data.decode(UTF8, "replace")) - len(sound)
    return wide >= broken or _is_cut_off(data)


def _is_cut_off(data: bytes) -> bool:
    try:
        codecs.getincrementaldecoder(UTF8)().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _replace_broken(data: bytes) -> str:
    text = data.decode(UTF8, "replace")
    broken = len(text) - len(data.decode(UTF8, "ignore"))
    if broken > max(_FEW_BROKEN, len(text) * _MAX_BROKEN_SHARE):
        raise NotReadable(
            f"damaged UTF-8: broken in {broken} places, fetch the file again"
        )
    return text


def is_western(data: bytes) -> bool:
    """Tell whether `data` can be Windows-1252: few accents, no undefined byte.

    Without the limit on accents, every Cyrillic or Chinese page would pass.
    """
    if _count(data, _CONTROLS) or _count(data, _HIGH) > _count(data, _ASCII_LETTERS):
        return False
    try:
        data.decode(WESTERN)
    except UnicodeDecodeError:
        return False
    return True


def checked(decoded: Decoded) -> Decoded:
    """Return `decoded` if it is text that somebody could read, else `NotReadable`."""
    text = decoded.text
    if "\0" in text:
        raise NotReadable("not text: it holds NUL characters")
    if not _PRINTABLE_PATTERN.search(text):
        raise NotReadable("empty: no letter or digit in it")
    controls = _count(text.encode("ascii", "ignore"), _CONTROLS)
    if controls > len(text) * _MAX_CONTROL_SHARE:
        raise NotReadable("not text: too many control characters")
    return decoded


def _count(data: bytes, which: bytes) -> int:
    return len(data) - len(data.translate(None, which))
