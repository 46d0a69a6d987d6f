"""The seeds as records, once for all tests of forms that read them."""

import pytest

from articles.exports import Record, load_records
from articles.ingest import ingest
from articles.models import Article
from newsarchive.settings import BASE_DIR
from tests.exports.records import EXPORT


@pytest.fixture
def seeds(db: None) -> list[Record]:
    """The five seeds, as an archive that took them in exports them."""
    ingest([BASE_DIR / "seeds"], by="a test")
    return load_records(Article.objects.order_by("pk"), EXPORT)
