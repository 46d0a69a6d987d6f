import gzip
import io
import tracemalloc
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.read import read
from articles.read.crawl import split_crawl
from articles.records import RawDocument, Rejection

PAGE = b"<html><title>Putin tiba</title><p>Beijing.</p></html>"


def http(
    body: bytes = PAGE,
    *,
    status: str = "200 OK",
    kind: str = "text/html",
    more: str = "",
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def warc(
    content: bytes, *, kind: str = "response", length: int | None = None, more: str = ""
) -> bytes:
    header = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n"
        f"WARC-Target-URI: https://berita.example/a\r\n{more}"
        f"Content-Length: {len(content) if length is None else length}\r\n\r\n"
    )
    return header.encode() + content + b"\r\n\r\n"


def arc(content: bytes) -> bytes:
    line = (
        f"https://berita.example/a b 10.0.0.1 20240516000000 text/html {len(content)}"
    )
    return line.encode() + b"\n" + content + b"\n"


def read_crawl(
    tmp_path: Path, data: bytes, name: str = "crawl.warc"
) -> list[RawDocument | Rejection]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(read(path))


def get_pages(results: list[RawDocument | Rejection]) -> list[bytes]:
    return [result.data for result in results if isinstance(result, RawDocument)]


def get_reasons(results: list[RawDocument | Rejection]) -> list[str]:
    return [result.reason for result in results if isinstance(result, Rejection)]


def test_each_page_is_a_document_named_by_where_it_begins(tmp_path: Path) -> None:
    first = warc(http())

    results = read_crawl(tmp_path, first + warc(http(PAGE + b" ")))

    assert [result.name for result in results if isinstance(result, RawDocument)] == [
        "crawl.warc#0",
        f"crawl.warc#{len(first)}",
    ]
    assert get_pages(results) == [PAGE, PAGE + b" "]
    document = results[0]
    assert isinstance(document, RawDocument)
    assert document.url == "https://berita.example/a"
    assert document.media_type == "text/html"
    assert document.text == PAGE.decode()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(gzip.compress(warc(http())) * 2, id="a-member-a-record"),
        pytest.param(gzip.compress(warc(http()) * 2), id="one-member-for-all"),
        pytest.param(
            gzip.compress(warc(http())[:90])
            + gzip.compress(warc(http())[90:] + warc(http())),
            id="members-cut-anywhere",
        ),
    ],
)
def test_gzipped_crawls_are_read_however_they_were_packed(
    tmp_path: Path, data: bytes
) -> None:
    results = read_crawl(tmp_path, data, "crawl.warc.gz")

    assert get_pages(results) == [PAGE, PAGE]
    assert get_reasons(results) == []


def test_arc_files_are_read(tmp_path: Path) -> None:
    version = b"1 0 Kami\nURL IP-address Archive-date Content-type Archive-length\n\n"
    head = f"filedesc://x.arc 10.0.0.1 20240516000000 text/plain {len(version)}\n"

    results = read_crawl(
        tmp_path, head.encode() + version + arc(http()) + arc(http()), "x.arc"
    )

    assert get_pages(results) == [PAGE, PAGE]
    assert get_reasons(results) == []
    assert results[0].url == "https://berita.example/a%20b"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(http(status="404 Not Found"), id="not-found"),
        pytest.param(http(b"\x89PNG", kind="image/png"), id="picture"),
        pytest.param(b"berita.example 300 IN A 10.0.0.1\r\n\r\n", id="no-http"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n{}", id="no-type-and-no-page"),
    ],
)
def test_what_is_no_page_is_passed_over(tmp_path: Path, content: bytes) -> None:
    results = read_crawl(tmp_path, warc(content) + warc(http()))

    assert (get_pages(results), get_reasons(results)) == ([PAGE], [])


@pytest.mark.parametrize("kind", ["request", "warcinfo", "metadata", "revisit"])
def test_records_of_other_kinds_are_passed_over(tmp_path: Path, kind: str) -> None:
    assert read_crawl(tmp_path, warc(http(), kind=kind)) == []


def test_a_page_stored_without_http_is_taken(tmp_path: Path) -> None:
    record = warc(PAGE, kind="resource", more="Content-Type: text/html\r\n")

    assert get_pages(read_crawl(tmp_path, record)) == [PAGE]


# The time in the header reads "<T", as a tag does.
GZIPPED = gzip.compress(PAGE, mtime=int.from_bytes(b"<T\x02k", "little"))
# Nothing is squeezed, so that the tags stay readable among the length's bytes.
STORED = zlib.compress(PAGE, level=0)


def chunk(data: bytes) -> bytes:
    return f"{len(data):x};x=y\r\n".encode() + data + b"\r\n"


@pytest.mark.parametrize(
    ("body", "header"),
    [
        pytest.param(
            chunk(PAGE[:9]) + chunk(PAGE[9:]) + b"0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n",
            id="chunked",
        ),
        pytest.param(PAGE, "Transfer-Encoding: chunked\r\n", id="chunks-joined"),
        pytest.param(GZIPPED, "Content-Encoding: gzip\r\n", id="gzip"),
        pytest.param(PAGE, "Content-Encoding: gzip\r\n", id="unpacked-already"),
        pytest.param(
            zlib.compress(PAGE), "Content-Encoding: deflate\r\n", id="deflate"
        ),
        pytest.param(STORED, "Content-Encoding: deflate\r\n", id="deflate-stored"),
        pytest.param(
            zlib.compress(PAGE)[2:-4], "Content-Encoding: deflate\r\n", id="raw-deflate"
        ),
        pytest.param(
            chunk(GZIPPED) + b"0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
            id="chunked-gzip",
        ),
    ],
)
def test_what_http_did_to_a_page_is_undone(
    tmp_path: Path, body: bytes, header: str
) -> None:
    results = read_crawl(tmp_path, warc(http(body, more=header)))

    assert get_reasons(results) == []
    assert get_pages(results) == [PAGE]


def test_the_encoding_declared_over_http_is_used(tmp_path: Path) -> None:
    body = "<p>Москва</p>".encode("cp1251")

    (document,) = read_crawl(
        tmp_path, warc(http(body, kind="text/html; charset=windows-1251"))
    )

    assert isinstance(document, RawDocument)
    assert (document.encoding, document.text) == ("cp1251", "<p>Москва</p>")


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        pytest.param(warc(http(), length=20), "another length", id="length-too-small"),
        pytest.param(warc(http(), length=150), "another length", id="length-too-large"),
        pytest.param(
            warc(http(), length=10**14), "cut off", id="length-beyond-the-end"
        ),
        pytest.param(warc(http())[:150] + b"\r\n", "another length", id="cut-off"),
        pytest.param(
            b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
            "without a length",
            id="no-length",
        ),
        pytest.param(warc(http(), length=-1), "without a length", id="negative"),
        pytest.param(b"WARC/7.0\r\n\r\n", "unknown version", id="unknown-version"),
        pytest.param(b"WARC/1.0\r\nx: " + b"y" * 70_000, "cut off", id="endless-line"),
        pytest.param(
            b"WARC/1.0\r\n" + b"x: y\r\n" * 20_000, "64 KB", id="endless-header"
        ),
        pytest.param(b"\x00\x01 berita\r\n", "no record begins", id="other-bytes"),
        pytest.param(
            warc(http(), more="WARC-Truncated: length\r\n"),
            "by the crawler",
            id="says-so",
        ),
        pytest.param(
            warc(http(b"ff\r\n<p>", more="Transfer-Encoding: chunked\r\n")),
            "within the page",
            id="cut-off-chunk",
        ),
        pytest.param(
            warc(http(gzip.compress(PAGE)[:30], more="Content-Encoding: gzip\r\n")),
            "cut-off gzip",
            id="cut-off-gzip",
        ),
        pytest.param(
            warc(http(b"\x8b\xff\x83", more="Content-Encoding: br\r\n")),
            "compressed with br",
            id="brotli",
        ),
        pytest.param(
            warc(http(b"\xff\xff", more="Content-Encoding: deflate\r\n")),
            "damaged deflate",
            id="damaged-deflate",
        ),
        pytest.param(warc(http(b"<p>\0</p>")), "NUL", id="not-text"),
        pytest.param(warc(http(b"<p>")[:-3]), "empty", id="empty-page"),
        pytest.param(warc(http(b"x" * 10_100_000)), "10 MB", id="huge-page"),
        pytest.param(
            warc(http(gzip.compress(b"x" * 10_100_000))),
            "10 MB",
            id="page-that-is-a-bomb",
        ),
    ],
)
def test_a_bad_record_is_rejected_and_the_good_ones_go_on(
    tmp_path: Path, damaged: bytes, reason: str
) -> None:
    good = warc(http())

    results = read_crawl(tmp_path, good + damaged + b"\r\n" + good)

    assert any(reason in given for given in get_reasons(results)), get_reasons(results)
    assert get_pages(results) == [PAGE, PAGE]
    assert all(
        result.file.startswith(f"{tmp_path}/crawl.warc#")
        for result in results
        if isinstance(result, Rejection)
    )


def test_a_damaged_member_is_rejected_and_the_next_ones_go_on(tmp_path: Path) -> None:
    good = gzip.compress(warc(http()))
    bad = bytearray(gzip.compress(warc(http(bytes(range(256)) * 40))))
    bad[200:260] = b"\xff" * 60

    results = read_crawl(tmp_path, good + bytes(bad) + good, "crawl.warc.gz")

    assert get_pages(results) == [PAGE, PAGE]
    assert len(get_reasons(results)) == 1
    assert "damaged gzip data" in get_reasons(results)[0]


def test_a_crawl_cut_off_within_a_member_gives_what_came_before(tmp_path: Path) -> None:
    good = gzip.compress(warc(http()))

    results = read_crawl(tmp_path, good + good[:-20], "crawl.warc.gz")

    assert get_pages(results) == [PAGE]
    assert "cut-off gzip data" in get_reasons(results)[0]


def test_a_crawl_of_another_name_is_recognised_by_its_start(tmp_path: Path) -> None:
    results = read_crawl(tmp_path, gzip.compress(warc(http())), "crawl.warc.gz.bad")

    assert get_pages(results) == [PAGE]


def test_memory_stays_flat_and_a_bomb_is_stopped(tmp_path: Path) -> None:
    line = warc(http(b"x" * 1000, kind="image/png"))
    path = tmp_path / "bomb.warc.gz"
    block = gzip.compress(b"a" * 100_000_000)
    path.write_bytes(gzip.compress(line) + block)

    tracemalloc.start()
    reasons = get_reasons(list(read(path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 5_000_000
    assert reasons == [
        "no record begins here",
        "unpacks to far more than any crawl does",
    ]


def test_records_that_claim_each_other_are_not_read_over_and_over() -> None:
    """Each of these swallows all that follow; reading each again is quadratic."""
    record = warc(b"", length=9_000_000).rstrip() + b"\r\n\r\n"
    data = record * 20_000

    results = list(split_crawl(io.BytesIO(data), limit=10_000_000))

    assert len(results) < 1000


@given(
    parts=st.lists(
        st.one_of(
            st.binary(max_size=40),
            st.sampled_from(
                [warc(http()), warc(http())[:60], arc(http()), b"WARC/1.0\r\n"]
            ),
        )
    ),
    is_gzipped=st.booleans(),
)
def test_any_bytes_give_records_or_reasons(
    parts: list[bytes], *, is_gzipped: bool
) -> None:
    data = b"".join(gzip.compress(part) if is_gzipped else part for part in parts)

    for result in split_crawl(io.BytesIO(data), limit=1000):
        assert result.offset >= 0


@pytest.mark.parametrize("content", [b"", b"\r\n" * 9], ids=["empty", "blank lines"])
def test_a_crawl_without_a_record_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(content)
    (rejection,) = read(tmp_path / "a.warc")
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "empty: no record in it"
