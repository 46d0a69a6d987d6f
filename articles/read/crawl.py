"""WARC and ARC files → the records in them, one by one, and what is damaged.

warcio parses what a record says of itself. Cutting the file into records is ours,
because its iterator ends at the first damage, and reads a line of any length.
"""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

from articles.read.blocks import BlockReader
from articles.read.errors import NotReadable

# It warns of each address with a space in it, which it mends.
logging.getLogger("warcio").setLevel(logging.ERROR)

_MAX_HEADER_BYTES = 65_536

# WARC/1.1
_WARC_START = re.compile(rb"WARC/\d\.\d\d?[ \t]*\r?\n")
# http://example.com/a b 93.184.216.34 20140102000000 text/html 1591
_ARC_START = re.compile(
    rb"[a-z]{2,12}:[^\r\n]{1,4000} [0-9a-f.:]{3,45} \d{8,18} \S{1,200} \S{1,30}\r?\n",
    re.IGNORECASE,
)
_LENGTH_PATTERN = re.compile(r"\d{1,15}")

# A record that was cut off swallows the ones behind it. They are looked for in its
# content and read again, as long as that doesn't happen over and over.
_FREE_BYTES_AGAIN = 100_000_000


@dataclass(frozen=True, slots=True)
class CrawlRecord:
    """What a record says of itself, and its content."""

    offset: int  # in what the file unpacks to
    kind: str  # "response", "resource", "request", …
    url: str
    media_type: str  # of the content: "application/http; msgtype=response"
    content: bytes  # at most as much as was asked for
    length: int  # of the whole content
    is_truncated: bool  # by the crawler, says the record


@dataclass(frozen=True, slots=True)
class Damage:
    """Where a crawl can't be read, and why."""

    offset: int
    reason: str


def split_crawl(file: BinaryIO, *, limit: int) -> Iterator[CrawlRecord | Damage]:
    """Yield the records of a WARC or ARC file, `limit` bytes of each content at most.

    After damage, reading goes on at the next line at which a record begins.
    """
    yield from _Splitter(BlockReader(file), limit).split()


class _Splitter:
    def __init__(self, reader: BlockReader, limit: int) -> None:
        self.reader = reader
        self.limit = limit
        line = reader.read_line(_MAX_HEADER_BYTES)
        reader.unread(line)
        self.is_arc = bool(_ARC_START.match(line))
        self.start = _ARC_START if self.is_arc else _WARC_START
        self.loader = ArcWarcRecordLoader(arc2warc=False)
        self.bytes_again = 0

    def split(self) -> Iterator[CrawlRecord | Damage]:
        is_lost = False
        while True:
            offset = self.reader.offset
            line = self.reader.read_line(_MAX_HEADER_BYTES)
            if self.start.match(line):
                is_lost = False
                yield self._read_record(line, offset)
            elif line.strip() and not is_lost:
                is_lost = True
                yield Damage(offset, "no record begins here")
            elif damage := self.reader.go_on():
                is_lost = False
                yield Damage(offset, str(damage))
            elif not line:
                return

    def _read_record(self, line: bytes, offset: int) -> CrawlRecord | Damage:
        try:
            record = self._read_header(line, offset)
        except NotReadable as error:
            return Damage(offset, str(error))
        rest = record.length - len(record.content)
        skipped = self.reader.skip(rest)
        missing = rest - skipped
        if missing and self.reader.damage:
            return Damage(offset, str(self.reader.go_on()))
        end = self._read_to_next_line()
        if missing or not self._is_end(end):
            self.reader.unread(end)
            if not skipped:
                self._go_back_to_swallowed(record.content)
            return Damage(offset, "cut off, or of another length than it says")
        self.reader.unread(end)
        return record

    def _is_end(self, end: bytes) -> bool:
        """Tell whether a record can end before `end`.

        Two line ends close a record of a WARC file, whatever comes behind them.
        """
        line = end.lstrip()
        return not line or bool(self.start.match(line)) or end.startswith(b"\r\n\r\n")

    def _read_header(self, line: bytes, offset: int) -> CrawlRecord:
        """Return a record with as much of its content as is wanted."""
        header = line if self.is_arc else self._read_fields(line)
        try:
            parsed = self.loader.parse_record_stream(
                io.BytesIO(header),
                known_format="arc" if self.is_arc else "warc",
                no_record_parse=True,
            )
        except ArchiveLoadFailed as error:
            raise NotReadable("a record of an unknown version") from error
        fields = parsed.rec_headers
        length = fields.get_header("length" if self.is_arc else "Content-Length")
        if not _LENGTH_PATTERN.fullmatch(length or ""):
            raise NotReadable("a record without a length")
        return CrawlRecord(
            offset=offset,
            kind=parsed.rec_type or "",
            url=fields.get_header("uri" if self.is_arc else "WARC-Target-URI") or "",
            media_type=fields.get_header("Content-Type") or "",
            content=self.reader.read(min(int(length), self.limit)),
            length=int(length),
            is_truncated=bool(fields.get_header("WARC-Truncated"))
            or bool(fields.get_header("WARC-Segment-Number")),
        )

    def _read_fields(self, line: bytes) -> bytes:
        lines = [line]
        size = len(line)
        while line.strip():
            line = self.reader.read_line(_MAX_HEADER_BYTES)
            if not line.endswith(b"\n"):
                raise NotReadable("cut off in the record's header")
            lines.append(line)
            size += len(line)
            if size > _MAX_HEADER_BYTES:
                raise NotReadable("a record's header of more than 64 KB")
        return b"".join(lines)

    def _read_to_next_line(self) -> bytes:
        """Return the blank lines that come next, and the line behind them."""
        lines: list[bytes] = []
        while len(lines) < 9:
            lines.append(self.reader.read_line(_MAX_HEADER_BYTES))
            if lines[-1].strip() or not lines[-1]:
                break
        return b"".join(lines)

    def _go_back_to_swallowed(self, content: bytes) -> None:
        """Go back to the record that begins within this content, if one does."""
        swallowed = re.search(rb"(?<=\n)" + self.start.pattern, content, re.IGNORECASE)
        if swallowed is None:
            return
        again = content[swallowed.start() :]
        self.bytes_again += len(again)
        if self.bytes_again < _FREE_BYTES_AGAIN + self.reader.offset:
            self.reader.unread(again)
