"""A record of a crawl → the page it holds."""

import io
import re
import zlib
from dataclasses import dataclass

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from articles.read.crawl import CrawlRecord
from articles.read.errors import NotReadable
from articles.read.gzipped import is_gzipped, unpack
from articles.read.page import MAX_PAGE_BYTES, find_charset, starts_as_page

_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_OK = "200"

_MAX_HTTP_HEADER_BYTES = 65_536
# What is read of a record: the largest page that is taken, with its HTTP header.
MAX_RECORD_BYTES = MAX_PAGE_BYTES + _MAX_HTTP_HEADER_BYTES
_HEADER_END = re.compile(rb"\r?\n\r?\n")
# 1c2f;name=value
_CHUNK_START = re.compile(rb"([0-9a-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n", re.I)

_UNKNOWN_ENCODINGS = ("br", "zstd", "compress")
_TAG_PATTERN = re.compile(rb"<[a-z!?]", re.IGNORECASE)
_CONTROL_PATTERN = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

_URL_PATTERN = re.compile(r"https?://[^\s\x00-\x1f\x7f]{1,1990}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was served, transfer and content encodings undone."""

    data: bytes
    charset: str | None  # as declared over HTTP
    url: str | None


def find_capture(record: CrawlRecord) -> Capture | None:
    """Return the page that `record` holds, None if it is no page; may raise.

    Raises `NotReadable` for a page that is damaged or too large.
    """
    if record.kind == "response":
        headers, body = _split_http(record.content)
        if headers.get_statuscode() != _OK:
            return None
    elif record.kind == "resource":
        headers = StatusAndHeaders("", [("Content-Type", record.media_type)])
        body = record.content
    else:
        return None
    if not _is_page(headers, body):
        return None
    if record.is_truncated:
        raise NotReadable("cut off by the crawler")
    if record.length > len(record.content):
        raise NotReadable(f"a page larger than {MAX_PAGE_BYTES // 1_000_000} MB")
    url = record.url.replace(" ", "%20")
    return Capture(
        data=_undo_encodings(headers, body),
        charset=find_charset(headers.get_header("Content-Type", "")),
        url=url if _URL_PATTERN.fullmatch(url) else None,
    )


def _split_http(content: bytes) -> tuple[StatusAndHeaders, bytes]:
    end = _HEADER_END.search(content, 0, _MAX_HTTP_HEADER_BYTES)
    if end is None or not content.startswith(b"HTTP/"):
        return StatusAndHeaders("", []), b""  # a DNS answer, for example
    header = io.BytesIO(content[: end.end()])
    parser = StatusAndHeadersParser(["HTTP/"], verify=False)
    return parser.parse(header), content[end.end() :]


def _is_page(headers: StatusAndHeaders, body: bytes) -> bool:
    declared = headers.get_header("Content-Type")
    if not declared:
        return starts_as_page(body)
    media_type = declared.split(";")[0].strip().lower()
    return media_type in _PAGE_TYPES


def _undo_encodings(headers: StatusAndHeaders, body: bytes) -> bytes:
    """Undo what HTTP did to the page, if the crawler has not undone it already."""
    if "chunked" in headers.get_header("Transfer-Encoding", "").lower():
        body = _join_chunks(body)
    encoding = headers.get_header("Content-Encoding", "").strip().lower()
    if is_gzipped(body):
        return unpack(body, limit=MAX_PAGE_BYTES)
    if not encoding or _is_markup(body):
        return body
    if encoding == "deflate":
        return _inflate(body)
    if encoding in _UNKNOWN_ENCODINGS:
        raise NotReadable(f"compressed with {encoding}: capture it again without")
    return body


def _is_markup(body: bytes) -> bool:
    # A tag alone doesn't tell: every other compressed page has "<a" in it somewhere.
    head = body[:1000]
    return bool(_TAG_PATTERN.search(head)) and not _CONTROL_PATTERN.search(head)


def _join_chunks(body: bytes) -> bytes:
    chunks: list[bytes] = []
    position = 0
    while match := _CHUNK_START.match(body, position):
        size = int(match[1], 16)
        if not size:
            return b"".join(chunks)
        position = match.end() + size + len(b"\r\n")
        if position > len(body):
            break
        chunks.append(body[match.end() : match.end() + size])
    if chunks or position:
        raise NotReadable("cut off within the page")
    return body  # joined by the crawler, which kept the header


def _inflate(body: bytes) -> bytes:
    for wbits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):  # the standard, and what is sent
        inflater = zlib.decompressobj(wbits)
        try:
            page = inflater.decompress(body, MAX_PAGE_BYTES + 1)
        except zlib.error:
            continue
        if inflater.eof:
            return page
    raise NotReadable("damaged deflate data")
