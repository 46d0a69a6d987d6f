"""What OAI-PMH 2.0 answers with: https://www.openarchives.org/OAI/openarchivesprotocol.html"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from django.conf import settings
from lxml import etree
from lxml.builder import ElementMaker

from articles.exports.head import dublin_core
from articles.exports.record import Record
from articles.exports.xml_text import clean

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
FORMAT = "oai_dc"

E = ElementMaker(namespace=OAI, nsmap={None: OAI, "xsi": XSI})
_D = ElementMaker(namespace=DC, nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
_SCHEMA_LOCATION = f"{{{XSI}}}schemaLocation"


def write_answer(
    request: Mapping[str, str], base_url: str, parts: Iterable[etree._Element]
) -> bytes:
    """Return an answer: to what, from where, and what is answered."""
    root = E(
        "OAI-PMH",
        E("responseDate", write_moment(datetime.now(UTC))),
        E("request", base_url, **{k: clean(v) for k, v in request.items()}),
        *parts,
    )
    root.set(_SCHEMA_LOCATION, f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def write_header(article: int, at: datetime, *, is_deleted: bool) -> etree._Element:
    status = {"status": "deleted"} if is_deleted else {}
    return E(
        "header",
        E("identifier", make_identifier(article)),
        E("datestamp", write_moment(at)),
        **status,
    )


def write_record(header: etree._Element, record: Record | None) -> etree._Element:
    """Return a record; of one that is deleted, only its header."""
    if record is None:
        return E("record", header)
    return E("record", header, E("metadata", write_dublin_core(record)))


def write_dublin_core(record: Record) -> etree._Element:
    """Return the article in unqualified Dublin Core, dates as exact as is known."""
    dc = etree.Element(f"{{{OAI_DC}}}dc", nsmap=_D._nsmap)
    dc.set(_SCHEMA_LOCATION, f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    for name, value in dublin_core(record):
        prefix, _, element = name.partition(".")
        if prefix == "DC":
            dc.append(_D(element, clean(value)))
    return dc


def write_formats() -> etree._Element:
    return E(
        "ListMetadataFormats",
        E(
            "metadataFormat",
            E("metadataPrefix", FORMAT),
            E("schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"),
            E("metadataNamespace", OAI_DC),
        ),
    )


def write_identity(base_url: str, first: datetime) -> etree._Element:
    """Return who this is; articles that are hidden stay listed, as deleted."""
    return E(
        "Identify",
        E("repositoryName", "newsarchive"),
        E("baseURL", base_url),
        E("protocolVersion", "2.0"),
        E("adminEmail", settings.CONTACT_EMAIL),
        E("earliestDatestamp", write_moment(first)),
        E("deletedRecord", "transient"),
        E("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    )


def make_identifier(article: int) -> str:
    """Return an article's name among harvesters.

    https://www.openarchives.org/OAI/2.0/guidelines-oai-identifier.htm
    """
    return f"oai:{settings.TAG_AUTHORITY}:article/{article}"


def find_article(identifier: str) -> int | None:
    """Return the id of the article that a name stands for."""
    prefix = re.escape(make_identifier(0)[:-1])
    match = re.fullmatch(prefix + r"([1-9][0-9]{0,17})", identifier)
    return int(match[1]) if match else None


def write_moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
