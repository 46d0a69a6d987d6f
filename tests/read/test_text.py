import gzip
import hashlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.read import decode, read
from articles.read.errors import NotReadable
from articles.read.open import MAX_FILE_BYTES
from articles.read.text import decode_text
from articles.records import RawDocument, Rejection

SENTENCE = "Menteri itu berkata “kami siap”, lalu pergi ke kafé."


def read_one(path: Path) -> RawDocument | Rejection:
    (result,) = read(path)
    return result


def read_bytes(tmp_path: Path, data: bytes) -> RawDocument | Rejection:
    path = tmp_path / "dump.txt"
    path.write_bytes(data)
    return read_one(path)


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        pytest.param(SENTENCE.encode(), "utf-8", SENTENCE, id="utf8"),
        pytest.param(b"\xef\xbb\xbfHalo", "utf-8", "\ufeffHalo", id="utf8-mark-stays"),
        pytest.param(
            b"\xff\xfe" + SENTENCE.encode("utf-16-le"),
            "utf-16-le",
            "\ufeff" + SENTENCE,
            id="utf16-little-endian",
        ),
        pytest.param(
            b"\xfe\xff" + SENTENCE.encode("utf-16-be"),
            "utf-16-be",
            "\ufeff" + SENTENCE,
            id="utf16-big-endian",
        ),
        pytest.param(b"a\r\nb\rc \n", "utf-8", "a\r\nb\rc \n", id="line-ends-stay"),
    ],
)
def test_declared_or_flawless_encodings_are_no_guess(
    data: bytes, encoding: str, text: str
) -> None:
    decoded = decode_text(data)

    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert not decoded.is_guessed
    assert data.decode(encoding) == text


def test_windows_1252_is_a_guess() -> None:
    decoded = decode_text(SENTENCE.encode("windows-1252"))

    assert (decoded.text, decoded.encoding) == (SENTENCE, "windows-1252")
    assert decoded.is_guessed


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(
            SENTENCE.encode() + b" \xff.", SENTENCE + " \ufffd.", id="one-broken-byte"
        ),
        pytest.param("Harga “".encode()[:-1], "Harga \ufffd", id="cut-off-at-the-end"),
    ],
)
def test_damaged_utf8_shows_its_broken_bytes_and_is_a_guess(
    data: bytes, text: str
) -> None:
    decoded = decode_text(data)

    assert (decoded.text, decoded.encoding) == (text, "utf-8")
    assert decoded.is_guessed


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \t\r\n\xc2\xa0", "empty", id="white-space-only"),
        pytest.param(b"\xef\xbb\xbf\n", "empty", id="byte-order-mark-only"),
        pytest.param(b"Hal\0o", "NUL", id="nul-byte"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not text", id="png"),
        pytest.param(b"abc" + b"\x01\x02\x03" * 9, "control", id="control-characters"),
        pytest.param(b"\xff\xfea", "damaged UTF-16", id="utf16-odd-length"),
        pytest.param(b"\xff\xfe\x00\xd8a\x00", "damaged UTF-16", id="lone-surrogate"),
        pytest.param(b"\xff\xfe\0\0H\0\0\0", "NUL", id="utf32"),
        pytest.param("Привет, мир".encode("cp1251"), "neither", id="cyrillic"),
        pytest.param("北京新闻中心".encode("gb18030"), "neither", id="chinese"),
        pytest.param(b"harga \x81 naik", "neither", id="undefined-in-windows-1252"),
        pytest.param(gzip.compress(b"Halo"), "not text", id="gzipped-text"),
        pytest.param(
            "“a” ".encode() * 50 + b"\xff " * 40,
            "damaged UTF-8",
            id="much-damaged-utf8",
        ),
    ],
)
def test_what_is_not_text_is_rejected_with_its_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    result = read_bytes(tmp_path, data)

    assert isinstance(result, Rejection)
    assert reason in result.reason
    assert result.file == str(tmp_path / "dump.txt")


def test_a_text_dump_is_one_document_with_its_bytes_untouched(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfPutin tiba.\r\n"

    document = read_bytes(tmp_path, data)

    assert document == RawDocument(
        name="dump.txt",
        path=str(tmp_path / "dump.txt"),
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        encoding="utf-8",
        text="\ufeffPutin tiba.\r\n",
    )


def test_a_line_of_50_mb_is_rejected_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    start = time.perf_counter()
    result = read_one(path)

    assert isinstance(result, Rejection)
    assert "larger than 20 MB" in result.reason
    assert time.perf_counter() - start < 1


def test_a_file_of_exactly_the_limit_is_taken(tmp_path: Path) -> None:
    result = read_bytes(tmp_path, b"a" * MAX_FILE_BYTES)

    assert isinstance(result, RawDocument)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        decoded = decode_text(data)
    except NotReadable as error:
        assert str(error)  # noqa: PT017
    else:
        assert decode(data, decoded.encoding) == decoded.text
        assert "\0" not in decoded.text
        decoded.text.encode()


@given(st.text(min_size=1).filter(lambda text: "\0" not in text))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    try:
        decoded = decode_text(text.encode())
    except NotReadable:
        return
    assert decoded.text == text
