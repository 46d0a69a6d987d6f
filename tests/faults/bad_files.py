"""Hundreds of kinds of bad file, each made by code and named after what is bad."""

import gzip
import os
import random
import socket
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

TEXT = "KOTA, CONTOH.ID – Warga “menanam” pohon di tepi sungai pada pagi hari.\n" * 9
PAGE = (
    "<!doctype html><html><head><title>Kabar</title></head><body><h1>Kabar</h1>"
    + "<p>Warga menanam pohon di tepi sungai kota pada pagi hari.</p>" * 9
    + "</body></html>"
).encode()
CODECS = (
    "utf-7 utf-16-le utf-16-be utf-16 utf-32 utf-32-le utf-32-be cp037 cp500 "
    "cp1026 cp1140 cp273 cp424 gb18030 gb2312 gbk big5 big5hkscs shift_jis euc_jp "
    "euc_kr iso2022_jp iso2022_kr hz koi8-r koi8-u cp437 cp850 cp866 cp874 cp1250 "
    "cp1251 cp1253 cp1255 cp1256 iso8859-5 iso8859-6 iso8859-7 iso8859-8 mac- "
    "cyrillic mac-greek mac-roman ptcp154 kz1048 tis-620 viscii "
)
CHARSETS = "utf-8 utf-16 utf-32 x-none ibm500 shift_jis iso-2022-jp hz big5 a"
LINES = {
    "one letter": "a" * 2_000_000,
    "no end": "kata " * 400_000,
    "quotes": '"' * 200_000,
    "curly quotes": "“" * 100_000 + "”" * 100_000,
    "parentheses": "(" * 200_000,
    "dashes": "-" * 500_000,
    "dates": "17/5/2024 " * 60_000,
    "months": "17 Mei 2024, " * 40_000,
    "commas": "A, B, " * 90_000,
    "capitals": "Kota Contoh " * 60_000,
    "said": '"Ya," kata Budi. ' * 20_000,
    "addresses": "https://a.example/ " * 40_000,
    "mails": "a@b.example " * 60_000,
    "combining": "a" + "\u0301" * 300_000,
    "overrides": "\u202e\u202d\u2066\u2069" * 50_000 + "kata",
    "zero width": "k\u200ba\u200dt\ufeffa " * 50_000,
    "astral": "\U0001f600\U000e0001" * 50_000 + "kata",
    "blank lines": "\n" * 1_000_000 + "kata",
    "carriage returns": "\r" * 1_000_000 + "kata",
    "tabs": "\t" * 1_000_000 + "kata",
    "related": "Baca juga: Kabar kota\n" * 30_000,
    "datelines": "KOTA, CONTOH.ID - " * 30_000,
    "numbers": "1.000.000,00 " * 50_000,
    "spaces": " " * 2_000_000 + "kata",
    "private use": "\ue000" * 200_000 + "kata",
}
Make = Callable[[Path], object]


def bad_files() -> Iterator[tuple[str, Make]]:
    """Yield a name and what makes the file of that name, for each kind."""
    yield from _texts()
    yield from _bytes()
    yield from _packed()
    yield from _crawls()
    yield from _pages()
    yield from _no_files()


def _write(data: bytes) -> Make:
    return lambda path: path.write_bytes(data)


def _texts() -> Iterator[tuple[str, Make]]:
    for codec in CODECS.split():
        with suppress(LookupError):
            data = (TEXT + "Привет мир 中国新闻").encode(codec, "replace")
            yield f"codec {codec}.txt", _write(data)
    for number in (*range(32), 127):
        share = TEXT.encode() + bytes([number]) * 40
        yield f"control {number}.txt", _write(share)
    for name, line in LINES.items():
        yield f"line of {name}.txt", _write(line.encode("utf-8", "surrogatepass"))
    starts = {
        "empty": b"",
        "bom": b"\xef\xbb\xbf",
        "bom16": b"\xff\xfe",
        "blank": b" \n",
    }
    for name, data in starts.items():
        yield f"only {name}.txt", _write(data)
    for number, part in enumerate(
        (
            b"\xc0\xaf",
            b"\xed\xa0\x80",
            b"\xf4\x90\x80\x80",
            b"\xff",
            b"\xe2\x82",
            b"\x80",
        )
    ):
        yield f"ill-formed {number}.txt", _write(TEXT.encode() + part * 30)
    for cut in range(1, 12):
        yield f"cut {cut}.txt", _write("–“”".encode()[:-cut] if cut < 9 else b"\xe2")


def _bytes() -> Iterator[tuple[str, Make]]:
    dice = random.Random(5)  # noqa: S311 - for likeness
    for number in range(24):
        suffix = ("txt", "html", "warc", "html.gz", "arc", "warc.gz")[number % 6]
        yield f"noise {number}.{suffix}", _write(dice.randbytes(1 + number * 900))
    magics: tuple[bytes, ...] = (
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"\x89PNG\r\n",
        b"\x7fELF",
        b"GIF89a",
        b"MZ",
    )
    magics += (
        b"\xd0\xcf\x11\xe0",
        b"SQLite format 3\0",
        b"BZh9",
        b"\xfd7zXZ\0",
        b"RIFF",
    )
    for number, magic in enumerate(magics):
        yield f"magic {number}.txt", _write(magic + dice.randbytes(900))
    yield "too large.txt", lambda path: path.write_bytes(b"kata " * 4_400_000)
    for suffix in ("txt", "html", "warc", "html.gz"):
        yield f"sparse.{suffix}", _make_sparse


def _make_sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(20_000_000_000)


def _packed() -> Iterator[tuple[str, Make]]:
    whole = gzip.compress(PAGE, mtime=0)
    for cut in range(1, len(whole), max(1, len(whole) // 24)):
        yield f"packed and cut {cut}.html.gz", _write(whole[:cut])
    for place in range(0, len(whole), max(1, len(whole) // 24)):
        flipped = bytearray(whole)
        flipped[place] ^= 0xFF
        yield f"packed and flipped {place}.html.gz", _write(bytes(flipped))
    bomb = _bomb(400)
    for suffix in ("html.gz", "warc.gz", "arc.gz", "txt"):
        yield f"bomb.{suffix}", _write(bomb)
        yield f"two bombs.{suffix}", _write(bomb + bomb)
    yield "bomb in a bomb.html.gz", _write(gzip.compress(bomb))
    yield "lying about its size.html.gz", _write(whole[:-4] + b"\xff\xff\xff\xff")


def _bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    block = b"a" * 1_000_000
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def _record(body: bytes, length: object = None, kind: str = "response") -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    said = len(http) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {said}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _crawls() -> Iterator[tuple[str, Make]]:
    # Pages that no other file holds, so that none is passed over as known.
    whole = b"".join(_record(PAGE + b"<p>Satu %d</p>" % n) for n in range(2))
    for cut in range(1, len(whole) - 4, len(whole) // 40):
        yield f"cut {cut}.warc", _write(whole[:cut])
    packed = gzip.compress(whole, mtime=0)
    for cut in range(1, len(packed), len(packed) // 24):
        yield f"cut {cut}.warc.gz", _write(packed[:cut])
    lengths = (-1, 0, 1, 10**6, 10**12, 10**30, "x", "", "0x10", "1e3", "１２", "1 2")
    for number, length in enumerate(lengths):
        lie = _record(PAGE + b"<p>Dusta %d</p>" % number, length)
        yield f"lying {number}.warc", _write(lie)
    heads: tuple[bytes, ...] = (
        b"WARC/1.0\r\n" + b"X: y\r\n" * 90_000,
        b"WARC/1.0 " + b"x" * 900_000,
    )
    heads += (b"WARC/9.9\r\n\r\n", b"WARC/1.0\r\n\r\n", b"WARC/1.0", b"\r\n" * 90_000)
    for number, head in enumerate(heads):
        yield f"head {number}.warc", _write(head)
    arc = b"http://a.example/ 1.2.3.4 20240101000000 text/html "
    for number, length in enumerate((b"-1", b"99999999999", b"x", b"", b"5")):
        yield (
            f"lying {number}.arc",
            _write(arc + length + b"\nHTTP/1.1 200 OK\r\n\r\nx"),
        )


def _pages() -> Iterator[tuple[str, Make]]:
    for charset in CHARSETS.split():
        meta = f'<html><meta charset="{charset}">'.encode()
        yield f"says {charset}.html", _write(meta + PAGE + b"\xff\xfe\xe9" * 99)
    tags = ("div", "p", "table", "ul", "font", "a", "b", "blockquote", "article", "svg")
    for tag in tags:
        nested = f"<{tag}>" * 30_000 + "kata"
        yield f"nested {tag}.html", _write(b"<html>" + nested.encode())
    lies = {
        "attribute": b"<p title='" + b"a" * 3_000_000,
        "attributes": b"<p " + b"a=b " * 300_000 + b">kata",
        "comment": b"<!--" + b"-" * 3_000_000,
        "entities": b"&amp;" * 500_000 + b"kata",
        "numbers": b"&#x110000;&#0;&#xd800;" * 90_000 + b"kata",
        "doctype": b"<!DOCTYPE x [" + b"<!ENTITY a 'b'>" * 90_000,
        "script": b"<script>" + b"{" * 2_000_000,
        "json": b'<script type="application/ld+json">' + b"[" * 200_000 + b"</script>",
        "json numbers": b'<script type="application/ld+json">' + b"9" * 500_000,
        "styles": b"<style>" + b"a{" * 500_000,
        "nul": b"\0" * 90_000 + PAGE,
        "rows": b"<table>" + b"<tr><td>a" * 90_000,
        "links": b"<a href=x>a</a>" * 90_000,
        "images": b"<img src=x alt=kata>" * 90_000,
        "metas": b"<meta property='og:title' content='a'>" * 50_000,
        "unclosed": b"<" * 900_000 + b"kata",
        "too large": b"<p>kata</p>" * 1_200_000,
    }
    for name, data in lies.items():
        yield f"page of {name}.html", _write(b"<html>" + data)


def _no_files() -> Iterator[tuple[str, Make]]:
    for suffix in ("txt", "html", "warc", "html.gz", "arc"):
        yield f"pipe.{suffix}", os.mkfifo
        yield f"socket.{suffix}", _bind
        yield f"broken link.{suffix}", lambda path: path.symlink_to("nowhere")
        yield f"circle.{suffix}", lambda path: path.symlink_to(path.name)
        yield f"link out.{suffix}", lambda path: path.symlink_to("../secret.txt")
        yield f"link to zeros.{suffix}", lambda path: path.symlink_to("/dev/zero")
        yield f"link to users.{suffix}", lambda path: path.symlink_to("/etc/passwd")
        yield f"link to a folder.{suffix}", lambda path: path.symlink_to("/etc")
        yield f"link to itself.{suffix}", lambda path: path.symlink_to("..")
        if os.geteuid() == 0:
            yield (
                f"device.{suffix}",
                lambda path: os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5)),
            )
    odd = ("line\nend", "\u202etxt.exe", "-rf", " ", "\u0301", "a" * 240, "\x01\x7f")
    for number, name in enumerate(odd):
        yield f"{name}.txt", _write(b"\x00\x01\x02" * (40 + number))


def _bind(path: Path) -> None:
    # A socket's name has to be short, so its folder gets a second one.
    short = Path("/tmp") / f"s{os.getpid()}"  # noqa: S108
    short.symlink_to(path.parent, target_is_directory=True)
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(short / path.name))
    finally:
        short.unlink()
