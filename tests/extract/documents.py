"""Raw documents for tests of the extractor."""

import hashlib

from articles.records import RawDocument


def make_document(text: str, *, is_encoding_guessed: bool = False) -> RawDocument:
    data = text.encode("utf-8", "surrogatepass")
    return RawDocument(
        name="dump.txt",
        path="dump.txt",
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        encoding="utf-8",
        text=text,
        is_encoding_guessed=is_encoding_guessed,
    )
