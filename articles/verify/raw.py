"""A raw file's bytes, and the places in its text that facts point to."""

import hashlib
import zlib
from collections.abc import Iterator
from typing import Any

from articles.models import RawFile
from articles.read import decode
from articles.read.errors import NotReadable
from articles.verify.finding import Finding


def check_bytes(raw_file: RawFile) -> Iterator[Finding | str]:
    """Yield what is wrong with the bytes, and the text if they give one."""
    try:
        data = raw_file.data
    except zlib.error as error:
        yield Finding("", f"its bytes are damaged: {error}")
        return
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 != raw_file.sha256:
        yield Finding("", f"its bytes have the SHA-256 {sha256}, not {raw_file.sha256}")
    if len(data) != raw_file.size:
        yield Finding("", f"has {len(data)} bytes, not {raw_file.size}")
    try:
        yield decode(data, raw_file.encoding)
    except (LookupError, NotReadable) as error:
        yield Finding("", f"its bytes give no text: {error}")


def check_places(facts: Any, text: str, path: str = "") -> Iterator[str]:
    """Yield where facts quote words that the text doesn't have at that place."""
    if isinstance(facts, list):
        for number, part in enumerate(facts):
            yield from check_places(part, text, f"{path}/{number}")
    if not isinstance(facts, dict):
        return
    if "start" in facts and "end" in facts:
        start, end = facts["start"], facts["end"]
        quoted = facts.get("exact", facts.get("surface"))
        if not 0 <= start <= end <= len(text):
            yield f"{path}: characters {start} to {end} are not in its raw text"
        elif quoted is not None and text[start:end] != quoted:
            yield f"{path}: its raw text doesn't say “{quoted[:40]}” at {start}"
    for name, part in facts.items():
        yield from check_places(part, text, f"{path}/{name}" if path else name)
