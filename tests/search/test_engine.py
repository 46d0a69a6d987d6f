"""Both engines against a matcher of a few lines, on archives made at random."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import search
from articles.models import Article
from articles.search.analyze import analyze
from articles.search.query import Clause, Item, Name, Query, parse_query
from tests.builders import make_article, make_entity, make_raw_file

pytestmark = pytest.mark.django_db

WORDS = ["putin", "xi", "beijing", "kunjungan", "mengunjungi", "dan", "ünïcode", "北京"]
text = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
quoted = text.map(lambda words: f'"{words}"')
part = st.tuples(st.sampled_from(["", "-"]), st.sampled_from(WORDS) | quoted)
query = st.lists(part.map("".join) | st.just("OR"), min_size=1, max_size=5).map(
    " ".join
)


def is_match(query: Query, headline: str, body: str) -> bool:
    fields = analyze(headline), analyze(body)

    def has(item: Item) -> bool:
        return any(
            tuple(terms[start : start + len(phrase)]) == phrase
            for terms in fields
            for phrase in item.phrases
            for start in range(len(terms))
        )

    def holds(clause: Clause) -> bool:
        return all(map(has, clause.wanted)) and not any(map(has, clause.unwanted))

    return any(map(holds, query.clauses))


def tier_of(query: Query, article: Article) -> int:
    """Which tier an article found belongs to, by what of it is in its title."""
    for clause in filter(lambda clause: clause.wanted, query.clauses):
        in_title = Query((replace(clause, unwanted=()),))
        if is_match(in_title, article.headline, "") and is_match(
            Query((clause,)), article.headline, article.body
        ):
            return 0
    items = [Query((Clause((item,)),)) for item in query.wanted]
    is_some = any(is_match(item, article.headline, "") for item in items)
    last = len(search.make_tiers(query)) - 1
    return min(1, last) if is_some else last


def index(headline: str, body: str) -> Article:
    article = make_article(headline, body=body, raw_file=make_raw_file())
    search.put([article])
    return article


def found(text: str) -> set[int]:
    parsed = parse_query(text)
    assert parsed
    hits = search.matching(Article.objects.all(), parsed)
    return set(hits.values_list("pk", flat=True))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(text, text), max_size=5), typed=query)
def test_what_is_found_is_what_matches(
    texts: list[tuple[str, str]], typed: str
) -> None:
    Article.objects.all().delete()
    articles = [index(headline, body or "lain") for headline, body in texts]
    parsed = parse_query(typed)
    if parsed:
        expected = {
            article.pk
            for article in articles
            if is_match(parsed, article.headline, article.body)
        }
        assert found(typed) & {article.pk for article in articles} == expected


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(text, text), max_size=5), typed=query)
def test_each_article_found_is_in_the_tier_that_its_title_puts_it_in(
    texts: list[tuple[str, str]], typed: str
) -> None:
    Article.objects.all().delete()
    for headline, body in texts:
        index(headline, body or "lain")
    parsed = parse_query(typed)
    if parsed:
        # Index rows of earlier examples, where the database keeps them, are no match.
        every = Article.objects.all()
        tiers = [
            set(search.matching(every, tier)) for tier in search.make_tiers(parsed)
        ]
        expected: list[set[Article]] = [set() for _ in tiers]
        for article in search.matching(every, parsed):
            expected[tier_of(parsed, article)].add(article)
        assert tiers == expected


@given(typed=st.text(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_string_can_be_looked_for(typed: str) -> None:
    parsed = parse_query(typed)
    if parsed:
        assert search.matching(Article.objects.all(), parsed).count() == 0


def test_a_phrase_does_not_reach_from_headline_to_body() -> None:
    index("Putin tiba", "di Beijing")
    assert found('"tiba di"') == set()
    assert len(found("tiba beijing")) == 1


def test_what_is_removed_is_not_found() -> None:
    article = index("Putin", "")
    search.remove([article])
    assert found("putin") == set()


def test_names_lead_to_the_entitys_other_names_until_turned_off() -> None:
    china = make_entity("China", aliases=("Tiongkok", "Barat"))
    china.aliases.filter(name="Barat").update(needs_context=True)
    # Not `update`: what changes a name writes its history.
    for alias in china.aliases.all():
        alias.save()
    names = search.load_names()
    assert names[("china",)] == (Name("Tiongkok", ("tiongkok",)),)
    assert ("barat",) not in names
    alias = china.aliases.get(name="Tiongkok")
    alias.is_active = False
    alias.save()
    assert ("china",) not in search.load_names()
