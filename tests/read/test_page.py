import gzip
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.read import decode, read
from articles.read.errors import NotReadable
from articles.read.page import MAX_PAGE_BYTES, decode_page
from articles.records import RawDocument, Rejection

TEXT = "<p>“Kafé” di Beijing dan “Moskwa”</p>"


def meta(charset: str) -> str:
    return f'<html><head><meta charset="{charset}">'


@pytest.mark.parametrize(
    ("data", "encoding", "is_guessed"),
    [
        pytest.param((meta("utf-8") + TEXT).encode(), "utf-8", False, id="utf8"),
        pytest.param(TEXT.encode(), "utf-8", False, id="utf8-undeclared"),
        pytest.param(
            (meta("iso-8859-1") + TEXT).encode("cp1252"),
            "windows-1252",
            False,
            id="latin-1-is-windows-1252",
        ),
        pytest.param(
            (meta("iso-8859-1") + TEXT).encode(), "utf-8", False, id="wrongly-declared"
        ),
        pytest.param(
            (meta("iso-8859-1") + "kafé").encode(), "utf-8", True, id="perhaps-wrongly"
        ),
        pytest.param(
            (meta("gb2312") + "北京新闻中心").encode("gb18030"),
            "gb18030",
            False,
            id="chinese",
        ),
        pytest.param(
            (meta("iso-2022-jp") + "ニュース").encode("iso2022_jp"),
            "iso2022_jp",
            False,
            id="seven-bit-japanese",
        ),
        pytest.param(
            b'<?xml version="1.0" encoding="windows-1251"?>'
            + "Москва".encode("cp1251"),
            "cp1251",
            False,
            id="xml-declaration",
        ),
        pytest.param(TEXT.encode("cp1252"), "windows-1252", True, id="undeclared"),
        pytest.param(
            (meta("no-such") + TEXT).encode("cp1252"),
            "windows-1252",
            True,
            id="unknown-declaration",
        ),
        pytest.param(
            b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", False, id="utf16"
        ),
        pytest.param(
            (meta("utf-8") + TEXT * 9).encode() + b"\xff", "utf-8", True, id="damaged"
        ),
    ],
)
def test_pages_are_decoded_as_declared_but_utf8_is_always_recognised(
    data: bytes, encoding: str, *, is_guessed: bool
) -> None:
    decoded = decode_page(data)

    assert (decoded.encoding, decoded.is_guessed) == (encoding, is_guessed)
    assert decoded.text == data.decode(encoding, "replace")


def test_http_goes_before_what_the_page_declares() -> None:
    data = (meta("windows-1252") + "Москва").encode("cp1251")

    assert decode_page(data, "windows-1251").encoding == "cp1251"


@pytest.mark.parametrize(
    "codec",
    ["zip", "rot13", "unicode_escape", "idna", "utf-7", "undefined", "mbcs", "é\0"],
)
def test_codecs_that_are_no_encodings_of_pages_are_not_used(codec: str) -> None:
    data = "<p>kafé +ADw-</p>".encode("cp1252")

    decoded = decode_page(data, codec)

    assert decoded.text == "<p>kafé +ADw-</p>"
    assert decoded.is_guessed


def test_a_gzipped_page_keeps_its_bytes_and_gives_its_source(tmp_path: Path) -> None:
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))

    (document,) = read(path)

    assert isinstance(document, RawDocument)
    assert document.media_type == "text/html"
    assert document.data == path.read_bytes()
    assert document.sha256 == hashlib.sha256(document.data).hexdigest()
    assert document.text == TEXT == decode(document.data, document.encoding)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(gzip.compress(TEXT.encode())[:-9], "cut-off", id="cut-off"),
        pytest.param(
            b"\x1f\x8b\x08" + b"\0" * 7 + b"x" * 99, "damaged gzip", id="damaged"
        ),
        pytest.param(
            gzip.compress(b" " * (MAX_PAGE_BYTES + 1)), "more than 10 MB", id="bomb"
        ),
        pytest.param(b" " * (MAX_PAGE_BYTES + 1), "larger than 10 MB", id="too-large"),
        pytest.param(
            (meta("gb2312") + "й" * 99).encode("koi8-r"),
            "as declared",
            id="not-as-said",
        ),
    ],
)
def test_what_is_no_page_is_rejected_with_its_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(data)

    (result,) = read(path)

    assert isinstance(result, Rejection)
    assert reason in result.reason


def test_a_page_of_another_name_is_recognised_by_its_start(tmp_path: Path) -> None:
    path = tmp_path / "berita"
    path.write_bytes(b"\n<!DOCTYPE html><p>Halo")

    (document,) = read(path)

    assert isinstance(document, RawDocument)
    assert document.media_type == "text/html"


@given(
    data=st.binary(max_size=200),
    head=st.sampled_from([b"", b"<meta charset=shift_jis>", b"<meta charset=big5>"]),
    is_gzipped=st.booleans(),
)
def test_any_bytes_give_a_source_or_a_reason(
    data: bytes, head: bytes, *, is_gzipped: bool
) -> None:
    data = head + data
    data = gzip.compress(data) if is_gzipped else data
    try:
        decoded = decode_page(data)
    except NotReadable as error:
        assert str(error)  # noqa: PT017
    else:
        assert decode(data, decoded.encoding) == decoded.text
