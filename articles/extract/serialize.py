"""Facts ↔ JSON, in the shape that `manage.py extract` prints and the archive keeps."""

from datetime import date
from typing import Any

from articles.records import (
    Boilerplate,
    Byline,
    Candidate,
    Credit,
    Dateline,
    Evidence,
    ExtractedArticle,
    FoundHost,
    FoundOutlet,
    Headline,
    Mention,
    Paragraph,
    PublishedDate,
    Quote,
    RawDocument,
    Rejection,
    RelatedHeadline,
    Span,
)

_AS_THEY_ARE = (str, int, bool)
_ONE = {
    "outlet": FoundOutlet,
    "published": PublishedDate,
    "headline": Headline,
    "dateline": Dateline,
}
_MANY = {
    "bylines": Byline,
    "credits": Credit,
    "related": RelatedHeadline,
    "boilerplate": Boilerplate,
    "mentions": Mention,
    "quotes": Quote,
    "candidates": Candidate,
}


def to_json(article: ExtractedArticle) -> dict[str, Any]:
    """Return the facts as JSON values; `from_json` is the inverse."""
    facts = tell(article)
    facts["host"] = article.host.domain if article.host else None
    facts["host_evidence"] = tell(article.host.evidence) if article.host else None
    facts["paragraphs"] = [
        [[span.start, span.end] for span in paragraph.spans]
        for paragraph in article.paragraphs
    ]
    return facts


def to_row(document: RawDocument, article: ExtractedArticle) -> dict[str, Any]:
    """Return one line of `manage.py extract`: where the facts are from, then they."""
    row: dict[str, Any] = {"path": document.path, "sha256": document.sha256}
    if document.encoding != "utf-8":
        row["encoding"] = document.encoding
    return row | to_json(article)


def to_error_row(rejection: Rejection, sha256: str) -> dict[str, Any]:
    """Return the line for a file that could not be taken: no facts, the reason."""
    row: dict[str, Any] = {"path": rejection.file, "sha256": sha256}
    return row | to_json(ExtractedArticle()) | {"error": rejection.reason}


def from_json(facts: dict[str, Any]) -> ExtractedArticle:
    """Return the facts that `to_json` wrote."""
    values: dict[str, Any] = {name: facts[name] for name in ("language", "body")}
    for name, record in _ONE.items():
        values[name] = _parse(record, facts[name]) if facts[name] else None
    for name, record in _MANY.items():
        values[name] = tuple(_parse(record, fact) for fact in facts[name])
    if facts["host"]:
        values["host"] = FoundHost(facts["host"], Evidence(**facts["host_evidence"]))
    values["paragraphs"] = tuple(
        Paragraph(tuple(Span(start, end) for start, end in spans))
        for spans in facts["paragraphs"]
    )
    values["doubts"] = tuple(facts["doubts"])
    return ExtractedArticle(**values)


def tell(record: Any) -> dict[str, Any]:
    """Return a record as JSON values, and the records in it.

    `dataclasses.asdict` copies every string and takes five times as long.
    """
    return {
        name: value
        if value is None or type(value) in _AS_THEY_ARE
        else _tell_value(value)
        for name in record.__slots__
        for value in (getattr(record, name),)
    }


def _tell_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [each if type(each) in _AS_THEY_ARE else tell(each) for each in value]
    return value.isoformat() if isinstance(value, date) else tell(value)


def _parse(record: Any, fact: dict[str, Any]) -> Any:
    values = {name: fact[name] for name in record.__slots__}
    for name in ("evidence", "cue"):
        if values.get(name):
            values[name] = Evidence(**values[name])
    for name in ("earliest", "latest"):
        if name in values:
            values[name] = date.fromisoformat(values[name])
    return record(**values)
