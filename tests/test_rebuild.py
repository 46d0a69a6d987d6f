"""What is derived can be lost: it comes back from raw files and corrections."""

import pytest
from django.contrib.auth.models import User
from django.db import connection

from articles.models import Article, Extraction
from articles.reextract import reextract
from articles.store import reindex
from articles.store.rows import DEPENDENTS
from articles.verify import verify
from tests.archives import make_curated
from tests.faults.export import export_lines

KEPT = {"id", "raw_file"}


@pytest.mark.django_db
def test_an_archive_without_what_is_derived_is_made_the_same_again(
    curator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_curated(curator, monkeypatch)
    # The seeds are read again first, for a merge is told to the extractor.
    reextract(by="a test")
    before = "\n".join(export_lines(with_log=False))
    for model in (*DEPENDENTS, Extraction):
        model._default_manager.all().delete()
    with connection.cursor() as cursor:
        for table in ("search", "listing", "tally", "datetally"):
            cursor.execute(f"DELETE FROM articles_{table}")
    blank = {
        field.name: field.get_default()
        for field in Article._meta.concrete_fields
        if field.name not in KEPT
    }
    Article.everything.update(**blank)
    reextract(by="a test")
    reindex()
    assert "\n".join(export_lines(with_log=False)) == before
    assert list(verify()) == []
