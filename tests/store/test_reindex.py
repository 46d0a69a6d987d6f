import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from articles.models import Article, Listing, Tally
from articles.search import matching, parse_query, put
from articles.store.reindex import reindex
from tests.builders import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


def test_what_was_lost_or_left_over_is_right_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    article = make_article("Panen", published="2024-05-16")
    make_mention(article, make_entity())
    listed = list(Listing.objects.values_list())
    counted = list(Tally.objects.filter(count__gt=0).values_list())
    Listing.objects.all().delete()
    Tally.objects.all().delete()
    call_command("reindex")
    assert capsys.readouterr().out == "1 articles\n"
    assert list(Listing.objects.values_list()) == listed
    assert sorted(Tally.objects.values_list()) == sorted(counted)
    query = parse_query("panen")
    assert query
    assert list(matching(Article.objects.all(), query)) == [article]


def test_searches_answer_while_it_runs(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(reindex.__globals__, "BATCH_SIZE", 1)
    for number in range(3):
        article = make_article("Panen", body=f"Padi {number}.", published="2024-05-16")
        put([article])
    found = []

    def look() -> None:
        context = client.get("/?q=panen").context
        found.append((len(context["page"].articles), context["facets"].total))

    assert reindex(progress=look) == 3
    assert found == [(3, 3)] * 3


def test_a_stray_of_the_search_index_goes() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("the database itself lets none be")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO articles_search (rowid, body) VALUES (7, 'sesat')")
        call_command("reindex")
        cursor.execute("SELECT count(*) FROM articles_search")
        assert cursor.fetchone() == (0,)
