"""Articles in the forms that other programs take, each made from one record."""

from articles.exports.atom import write_feed
from articles.exports.citation import Citation, cite
from articles.exports.forms import ARTICLE_FORMS, FORMS, Form
from articles.exports.head import NAMESPACES, dublin_core, make_json_ld, open_graph
from articles.exports.package import Package
from articles.exports.record import (
    Export,
    Record,
    Thing,
    load_records,
    make_record,
    make_thing,
)
from articles.exports.stream import read_batches, read_newest

__all__ = [
    "ARTICLE_FORMS",
    "FORMS",
    "NAMESPACES",
    "Citation",
    "Export",
    "Form",
    "Package",
    "Record",
    "Thing",
    "cite",
    "dublin_core",
    "load_records",
    "make_json_ld",
    "make_record",
    "make_thing",
    "open_graph",
    "read_batches",
    "read_newest",
    "write_feed",
]
