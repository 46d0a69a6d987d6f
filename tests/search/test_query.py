import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import Clause, Item, Name, Query, parse_query


def words(*typed: str) -> tuple[Item, ...]:
    return tuple(Item(word, ((word,),)) for word in typed)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param("putin xi", [Clause(words("putin", "xi"))], id="all_words"),
        pytest.param("putin -xi", [Clause(words("putin"), words("xi"))], id="not"),
        pytest.param(
            "putin OR xi", [Clause(words("putin")), Clause(words("xi"))], id="or"
        ),
        pytest.param(
            '"belt road"',
            [Clause((Item("belt road", (("belt", "road"),), is_quoted=True),))],
            id="phrase",
        ),
        pytest.param(
            'xi -"belt road',
            [
                Clause(
                    words("xi"),
                    (Item("belt road", (("belt", "road"),), is_quoted=True),),
                )
            ],
            id="not_a_phrase_left_open",
        ),
        pytest.param(
            "xi -“belt road” «putin»",
            [
                Clause(
                    (*words("xi"), Item("putin", (("putin",),), is_quoted=True)),
                    (Item("belt road", (("belt", "road"),), is_quoted=True),),
                )
            ],
            id="printers_quotation_marks",
        ),
        pytest.param("-xi", [Clause((), words("xi"))], id="only_not"),
        pytest.param("putin dan xi", [Clause(words("putin", "xi"))], id="stop_word"),
        pytest.param("dan", [Clause(words("dan"))], id="nothing_but_a_stop_word"),
        pytest.param("OR putin OR", [Clause(words("putin"))], id="or_of_nothing"),
    ],
)
def test_what_is_typed_is_what_is_looked_for(text: str, clauses: list[Clause]) -> None:
    assert parse_query(text) == Query(tuple(clauses))


def test_words_are_folded_and_stemmed() -> None:
    query = parse_query("MENGUNJUNGI Türkiye")
    assert query
    assert [item.phrases for item in query.wanted] == [(("unjung",),), (("turkiye",),)]


@pytest.mark.parametrize("text", ["", "  ", '"', "-", "OR", "?!", '""'])
def test_what_has_no_word_is_no_query(text: str) -> None:
    assert parse_query(text) is None


NAMES = {
    ("china",): (Name("Cina", ("cina",)), Name("Tiongkok", ("tiongkok",))),
    ("vladimir", "putin"): (Name("Putin", ("putin",)),),
    ("putin",): (Name("Vladimir Putin", ("vladimir", "putin")),),
}


def test_a_name_is_looked_for_under_the_others_too() -> None:
    query = parse_query("China vladimir putin tiba", NAMES)
    assert query
    assert [(item.typed, item.phrases, item.also) for item in query.wanted] == [
        ("China", (("china",), ("cina",), ("tiongkok",)), ("Cina", "Tiongkok")),
        ("vladimir putin", (("vladimir", "putin"), ("putin",)), ("Putin",)),
        ("tiba", (("tiba",),), ()),
    ]


@pytest.mark.parametrize("text", ['"China"', "-china"])
def test_quoted_and_unwanted_names_are_taken_as_they_stand(text: str) -> None:
    assert parse_query(text, NAMES) == parse_query(text)


@given(st.text())
def test_any_string_is_a_query(text: str) -> None:
    query = parse_query(text)
    assert query is None or all(
        term
        for clause in query.clauses
        for item in (*clause.wanted, *clause.unwanted)
        for phrase in item.phrases
        for term in phrase
    )
