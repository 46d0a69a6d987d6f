from itertools import islice

import pytest

from articles.models import Article, Coverage, Mention
from tests.benchmarks.archive import Archive, Loader
from tests.benchmarks.report import to_markdown


def test_the_made_up_archive_is_the_same_each_time() -> None:
    first, second = (
        [incoming.document.sha256 for incoming in islice(archive.articles(), 20)]
        for archive in (Archive(200), Archive(200))
    )
    assert first == second
    assert len(set(first)) == 20


@pytest.mark.django_db
def test_a_load_goes_on_where_another_stopped() -> None:
    archive = Archive(200)
    Loader(archive).load(25)
    Loader(archive, stored=25).load(40)
    assert Article.objects.count() == 40
    assert Mention.objects.exclude(article__body="").exists()
    assert Coverage.objects.filter(basis="sidecar").exists()


def test_the_report_has_a_row_for_each_page() -> None:
    page = dict.fromkeys(
        (
            "p50_ms",
            "p95_ms",
            "sql_ms",
            "sql_p95_ms",
            "sql_cpu_ms",
            "queries",
            "rows_read",
        ),
        1,
    )
    growth = {"class": "newest", "part": "list", "sql_ratio": 1.5}
    result = {
        "pages": [{"class": "newest", "part": "list", **page}],
        "growth": [growth],
        "ingest": {"bytes_per_article": 9},
        "http": [
            {
                "class": "newest",
                "requests_per_s": 90.5,
                "made_per_s": 60.5,
                "with_etag_per_s": 900.5,
                "datasette_per_s": None,
            }
        ],
    }
    assert "| newest | 90.5 | 60.5 | 900.5 |  |" in to_markdown(result)
    assert "| newest | list | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1.5 |" in to_markdown(result)
