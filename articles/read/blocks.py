"""Blocks of bytes, read as lines and counted bytes without keeping them."""

from collections.abc import Iterator
from typing import BinaryIO

from articles.read.errors import NotReadable
from articles.read.gzipped import BLOCK_BYTES, is_gzipped, unpack_stream


class BlockReader:
    """Reads a file, unpacked if it is gzipped, from its start to its end.

    Where gzip data is damaged, reading stops as it does at the end of a file, with
    `damage` saying why; after `go_on` it continues behind the damage.
    """

    def __init__(self, file: BinaryIO) -> None:
        start = file.read(2)
        file.seek(0)
        self._blocks = unpack_stream(file) if is_gzipped(start) else _blocks(file)
        self._held = b""
        self._at = 0  # in what is held
        self.offset = 0  # of the next byte, in what the file unpacks to
        self.damage: NotReadable | None = None

    def go_on(self) -> NotReadable | None:
        """Continue behind the damage, and return what it was."""
        damage, self.damage = self.damage, None
        return damage

    def read(self, size: int) -> bytes:
        """Return `size` bytes, or fewer at the end."""
        parts = []
        while size > 0 and self._fill():
            parts.append(self._take(size))
            size -= len(parts[-1])
        return b"".join(parts)

    def skip(self, size: int) -> int:
        """Pass over `size` bytes and return how many there were."""
        skipped = 0
        while size > skipped and self._fill():
            skipped += len(self._take(size - skipped))
        return skipped

    def read_line(self, limit: int) -> bytes:
        """Return what is left of a line, `limit` bytes of it at most."""
        parts = []
        while limit > 0 and self._fill():
            end = self._held.find(b"\n", self._at, self._at + limit) + 1
            parts.append(self._take(end - self._at if end else limit))
            limit -= len(parts[-1])
            if end:
                break
        return b"".join(parts)

    def unread(self, data: bytes) -> None:
        """Put `data`, just read, back in front of what comes next."""
        self._held = data + self._held[self._at :]
        self._at = 0
        self.offset -= len(data)

    def _take(self, size: int) -> bytes:
        taken = self._held[self._at : self._at + size]
        self._at += len(taken)
        self.offset += len(taken)
        return taken

    def _fill(self) -> bool:
        while self._at == len(self._held) and self.damage is None:
            block = next(self._blocks, None)
            if block is None:
                return False
            if isinstance(block, NotReadable):
                self.damage = block
            else:
                self._held, self._at = block, 0
        return self._at < len(self._held)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(BLOCK_BYTES):
        yield block
