"""A saved page's bytes → its source text.

Declared encodings are those of the HTML standard: what a page calls Latin-1 is
Windows-1252, and so on. UTF-8 is recognised whatever a page declares.
"""

import codecs
import re

from articles.read.errors import NotReadable
from articles.read.gzipped import unpack
from articles.read.text import (
    UTF8,
    WESTERN,
    Decoded,
    checked,
    decode_marked,
    decode_undeclared,
    decode_utf8,
)

# What a page declares → the codec that browsers read it with; names are as
# `codecs.lookup` gives them.
_CODECS = {
    "ascii": WESTERN,
    "iso8859-1": WESTERN,
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    **{
        name: name
        for name in (
            *(f"cp{number}" for number in (866, 874, 932, 949, *range(1250, 1259))),
            *(f"iso8859-{part}" for part in (*range(2, 9), 10, 13, 14, 15, 16)),
            *("gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "koi8-r", "koi8-u"),
            "mac-roman",
        )
    },
}
# A few codecs write such text in ASCII bytes, which would pass for UTF-8.
_SEVEN_BIT = ("iso2022_jp",)

_PAGE_START = re.compile(rb"\s{0,99}(?:<!doctype html|<html)\b", re.IGNORECASE)
_HEAD_BYTES = 8192
# As in 'text/html; charset=utf-8'.
_CHARSET_PATTERN = re.compile(
    r"\bcharset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE | re.ASCII
)
# <meta charset="utf-8">, <meta http-equiv=… content="text/html; charset=utf-8">
_META_PATTERN = re.compile(
    rb"<meta\b[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE
)
# <?xml version="1.0" encoding="utf-8"?>
_XML_PATTERN = re.compile(rb"\s{0,99}<\?xml\b[^>]{0,99}?encoding=[\"']([\w.:-]{1,40})")

# Pages are often saved as UTF-8 under the declaration they were served with. So many
# characters that happen to be well-formed in it are no coincidence.
_SURELY_WIDE = 3
_MAX_BROKEN_SHARE = 1 / 100

MAX_PAGE_BYTES = 10_000_000


def decode_page(data: bytes, declared: str | None = None) -> Decoded:
    """Return the source text of a page; raises `NotReadable`.

    `declared` is what came with the page, such as an HTTP header; it goes before
    what the page itself declares.
    """
    source = unpack(data, limit=MAX_PAGE_BYTES)
    if len(source) > MAX_PAGE_BYTES:
        raise NotReadable(f"a page larger than {MAX_PAGE_BYTES // 1_000_000} MB")
    return checked(decode_marked(source) or _decode(source, declared))


def _decode(source: bytes, declared: str | None) -> Decoded:
    codec = _find_codec(declared) or _find_declared(source)
    if codec is not None and codec in _SEVEN_BIT:
        return _decode_declared(source, codec)
    utf8 = decode_utf8(source)
    if utf8 is not None:
        is_contradicted = codec not in (None, UTF8) and _has_few_wide(utf8.text)
        return Decoded(utf8.text, UTF8, is_guessed=is_contradicted)
    if codec is None or codec == UTF8:
        return decode_undeclared(source)
    return _decode_declared(source, codec)


def starts_as_page(data: bytes) -> bool:
    """Tell whether `data` begins as HTML does."""
    return bool(_PAGE_START.match(data))


def find_charset(content_type: str) -> str | None:
    """Return the encoding that a `Content-Type` declares, as it is written.

    >>> find_charset('text/html; charset="ISO-8859-1"')
    'ISO-8859-1'
    """
    match = _CHARSET_PATTERN.search(content_type)
    return match[1] if match else None


def _find_declared(source: bytes) -> str | None:
    head = source[:_HEAD_BYTES]
    match = _META_PATTERN.search(head) or _XML_PATTERN.match(head)
    return _find_codec(match[1].decode("ascii", "ignore")) if match else None


def _find_codec(label: str | None) -> str | None:
    """Return the codec for a declared encoding, None for one that is not known."""
    try:
        name = codecs.lookup(label or "").name
    except (LookupError, ValueError):
        return None
    return UTF8 if name == UTF8 else _CODECS.get(name)


def _has_few_wide(text: str) -> bool:
    """Tell whether that `text` is flawless UTF-8 may be a coincidence."""
    return 0 < len(text) - len(text.encode("ascii", "ignore")) < _SURELY_WIDE


def _decode_declared(source: bytes, codec: str) -> Decoded:
    text = source.decode(codec, "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if broken > len(text) * _MAX_BROKEN_SHARE:
        raise NotReadable(f"damaged, or not {codec} as declared: fetch the page again")
    return Decoded(text, codec, is_guessed=broken > 0)
