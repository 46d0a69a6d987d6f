"""Reference managers' forms, each read back by a reader that is not ours."""

import hashlib
import json
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from articles.exports import FORMS, Record, cite
from tests.exports.records import EXPORT, HARIAN, make_record

APA = Path(__file__).parent / "styles" / "apa.csl"
AWKWARD = make_record(
    "2024-05-14~",
    headline='“Kami” & mereka: 100% \\ C#_x $5 ~ ^ "ya" – naïve 中国',
    lead="Baris satu.\nTY  - BOOK\nbaris dua",
    outlet=HARIAN,
    authors=("Siti binti Abdul", "Budi, S.H."),
    wire=("Kantor Berita",),
)
NOTHING = make_record()
EVERY_DATE = [
    pytest.param("2024-05-16", "2024/05/16/", id="day"),
    pytest.param("2024-05-14~", "2024/05/14/ca. 14 May 2024", id="about"),
    pytest.param("2024-03", "2024/03//", id="month"),
    pytest.param("2024", "2024///", id="year"),
    pytest.param("2024-05-14/2024-05-16", "2024/05/14/14–16 May 2024", id="interval"),
]


def written(suffix: str, *records: Record) -> str:
    return "".join(FORMS[suffix].write([list(records)], EXPORT))


def read_ris(*records: Record) -> list[dict]:
    entries: list[dict] = rispy.loads(written("ris", *records))
    return entries


def read_bibtex(*records: Record, is_decoded: bool = True) -> list[dict[str, str]]:
    decoding = [LatexDecodingMiddleware()] if is_decoded else []
    library = parse_string(written("bib", *records), append_middleware=decoding)
    assert not library.failed_blocks
    return [
        {"key": entry.key, **{field.key: field.value for field in entry.fields}}
        for entry in library.entries
    ]


def bare(text: str) -> str:
    """Without the braces that keep capitals."""
    return text.removeprefix("{").removesuffix("}")


@pytest.mark.parametrize("record", [AWKWARD, NOTHING], ids=["awkward", "nothing"])
def test_ris_says_what_the_record_says(record: Record) -> None:
    (entry,) = read_ris(record)
    assert entry["type_of_reference"] == "NEWS"
    assert entry["title"] == " ".join(record.title.split())
    assert entry["urls"] == [record.url]
    assert entry.get("authors", []) == list(record.authors)
    assert entry.get("secondary_title") == (record.outlet and record.outlet.name)
    assert entry["language"] == "id"
    assert ("date" in entry) is bool(record.edtf)


def test_no_line_of_an_article_becomes_a_tag_of_ris() -> None:
    (entry,) = read_ris(AWKWARD)
    assert entry["abstract"] == "Baris satu. TY - BOOK baris dua"


@pytest.mark.parametrize(("edtf", "written_as"), EVERY_DATE)
def test_ris_is_as_exact_as_the_date(edtf: str, written_as: str) -> None:
    (entry,) = read_ris(make_record(edtf))
    assert entry["date"] == written_as
    assert entry["year"] == "2024"


def test_ris_says_in_notes_what_is_not_known() -> None:
    (entry,) = read_ris(NOTHING)
    notes = " ".join(entry["notes"])
    assert "The outlet is unknown." in notes
    assert "The date of publication is unknown." in notes
    assert "No headline is printed" in notes


def test_exports_say_of_what_list_and_when_they_are() -> None:
    for suffix in ("ris", "bib", "csl.json"):
        text = written(suffix, AWKWARD).replace("\\_", "_")
        assert "https://archive.example/?outlet=harian" in text
        assert "2026-01-02" in text


def test_bibtex_survives_every_mark_that_latex_takes_for_its_own() -> None:
    (entry,) = read_bibtex(AWKWARD)
    assert entry["key"] == "newsarchive-7"
    # The reader's own idea of \textasciicircum.
    assert bare(entry["title"]).replace("ˆ", "^") == AWKWARD.title
    assert bare(entry["journal"]) == "Harian Contoh"
    assert (entry["year"], entry["month"]) == ("2024", "may")


def test_bibtex_keeps_names_whole() -> None:
    (entry,) = read_bibtex(AWKWARD, is_decoded=False)
    assert entry["author"] == "{Siti binti Abdul} and {Budi, S.H.}"


def test_a_lone_brace_does_not_end_a_field_of_bibtex() -> None:
    (entry,) = read_bibtex(make_record(headline="Satu } dua {"), is_decoded=False)
    assert bare(entry["title"]) == r"Satu {\textbraceright} dua {\textbraceleft}"


def test_bibtex_leaves_out_what_is_not_known() -> None:
    (entry,) = read_bibtex(NOTHING)
    assert entry.keys().isdisjoint({"journal", "author", "date", "year", "month"})


def test_csl_gives_dates_as_edtf_too() -> None:
    (item,) = json.loads(written("csl.json", AWKWARD))
    assert item["type"] == "article-newspaper"
    assert item["issued"] == {
        "date-parts": [[2024, 5, 14]],
        "circa": True,
        "edtf": "2024-05-14~",
    }
    assert item["title"] == AWKWARD.title
    assert item["author"] == [{"literal": name} for name in AWKWARD.authors]


def test_csl_leaves_out_what_is_not_known() -> None:
    (item,) = json.loads(written("csl.json", NOTHING))
    assert item.keys().isdisjoint({"issued", "container-title", "author"})


def test_a_list_of_nothing_is_a_list() -> None:
    assert json.loads("".join(FORMS["csl.json"].write([], EXPORT))) == []


def processed(record: Record, style: str) -> str:
    """What a citation processor makes of our CSL-JSON."""
    (item,) = json.loads(written("csl.json", record))
    source = CiteProcJSON([item])
    bibliography = CitationStylesBibliography(
        CitationStylesStyle(style, validate=False), source, formatter.plain
    )
    bibliography.register(Citation([CitationItem(item["id"])]))
    (line,) = [str(line) for line in bibliography.bibliography()]
    return line


# citeproc-py knows CSL 1.0.1, which has no "custom".
@pytest.mark.filterwarnings("ignore:The following arguments for Reference")
@pytest.mark.parametrize("record", [AWKWARD, NOTHING], ids=["awkward", "nothing"])
def test_a_processor_takes_the_item(record: Record) -> None:
    line = processed(record, "harvard-cite-them-right")
    assert "mereka" in line if record is AWKWARD else "Article 7" in line
    assert ("2024" in line) is bool(record.edtf)


# What has no author, or is from an interval, the processor can't do.
@pytest.mark.filterwarnings("ignore:The following arguments for Reference")
@pytest.mark.parametrize("published", ["2024-05-16", "2024-05-14~", "2024-03", "2024"])
@pytest.mark.parametrize(
    "authors", [("Tim Redaksi",), ("Siti", "Budi"), ("A", "B", "C")]
)
def test_our_apa_is_the_processors(published: str, authors: tuple[str, ...]) -> None:
    record = make_record(
        published, headline="Putin Tiba di Beijing", outlet=HARIAN, authors=authors
    )
    assert processed(record, str(APA)) == str(cite(record)[0])


def test_the_style_is_the_one_that_was_published() -> None:
    digest = hashlib.sha256(APA.read_bytes()).hexdigest()
    assert digest in APA.with_name("README.md").read_text()


def test_the_seeds_come_back_as_they_went(seeds: list[Record]) -> None:
    ris, bibtex = read_ris(*seeds), read_bibtex(*seeds)
    raw = read_bibtex(*seeds, is_decoded=False)
    csl = json.loads(written("csl.json", *seeds))
    assert len(seeds) == len(ris) == len(bibtex) == len(csl) == 5
    assert [fields.get("date", "") for fields in raw] == [r.edtf for r in seeds]
    for record, entry, fields, item in zip(seeds, ris, bibtex, csl, strict=True):
        outlet = record.outlet.name if record.outlet else None
        assert entry["title"] == bare(fields["title"]) == item["title"] == record.title
        assert entry.get("secondary_title") == item.get("container-title") == outlet
        assert bare(fields.get("journal", "")) == (outlet or "")
        assert item.get("issued", {}).get("edtf", "") == record.edtf
        assert entry["urls"] == [fields["url"]] == [item["URL"]] == [record.url]
        assert entry["abstract"] == fields["abstract"] == item["abstract"]
