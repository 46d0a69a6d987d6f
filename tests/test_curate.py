import pytest
from django.contrib.auth.models import User

from articles import curate
from articles.merging import merge
from articles.models import ArchiveEvent, Article, Correction, Coverage
from articles.records import ExtractedArticle
from articles.store import Directory, Incoming, Writer, load_events
from articles.suggesting import suggest_coverage
from tests.builders import make_entity, make_event, make_run, make_source
from tests.facts import make_facts, make_found_mention, make_outlet, make_published
from tests.store.test_articles import AT, make_document

pytestmark = pytest.mark.django_db


def store(facts: ExtractedArticle | None = None, *, version: str = "1") -> Article:
    writer = Writer(make_run(), version, load_events(), Directory())
    writer.save(Incoming(make_document(), facts or make_facts()), at=AT)
    return Article.objects.get()


def test_a_correction_counts_at_once_and_says_who_when_and_why(curator: User) -> None:
    outlet = make_source("Harian Contoh")
    article = store()
    curate.correct(
        article.pk, {"outlet": "harian-contoh"}, by=curator, reason="Colophon."
    )
    article.refresh_from_db()
    assert article.outlet == outlet
    correction = Correction.objects.get()
    assert (correction.field, correction.value) == ("outlet", "harian-contoh")
    assert (correction.by, correction.reason) == (curator, "Colophon.")
    logged = ArchiveEvent.objects.get(kind="correction")
    assert logged.by == curator
    assert logged.detail["changes"] == {"outlet": [None, "harian-contoh"]}


def test_a_correction_stands_when_a_better_extractor_comes(curator: User) -> None:
    make_source("Harian Contoh")
    make_source("Koran Lain", slug="koran-lain")
    article = store()
    curate.correct(
        article.pk,
        {"outlet": "harian-contoh", "published": "2024-05-16"},
        by=curator,
    )
    better = make_facts(
        outlet=make_outlet("koran-lain"), published=make_published("2020-01-01")
    )
    article = store(better, version="2")
    assert str(article.outlet) == "Harian Contoh"
    assert (article.published_edtf, article.published_basis) == (
        "2024-05-16",
        "curated",
    )
    assert "disagrees" in article.needs_review


def test_settling_a_value_as_unknown_stands_too(curator: User) -> None:
    make_source("Harian Contoh")
    article = store(make_facts(outlet=make_outlet()))
    curate.correct(article.pk, {"outlet": None}, by=curator)
    article = store(make_facts(outlet=make_outlet()), version="2")
    assert article.outlet is None
    assert "outlet" not in article.needs_review


def test_withdrawing_gives_the_field_back_to_the_machine(curator: User) -> None:
    make_source("Harian Contoh")
    article = store(make_facts(outlet=make_outlet()))
    curate.correct(article.pk, {"outlet": None}, by=curator)
    curate.withdraw(article.pk, ["outlet"], by=curator, reason="Slip.")
    article.refresh_from_db()
    assert str(article.outlet) == "Harian Contoh"
    assert Correction.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("outlet", "koran-tak-dikenal", id="unknown_outlet"),
        pytest.param("published", "kemarin", id="no_date"),
        pytest.param("event/tak-dikenal", "accepted", id="unknown_event"),
        pytest.param("body", "Teks", id="no_correctable_field"),
        pytest.param("url", "javascript:alert(1)", id="no_address"),
        pytest.param("dateline", "KOTA " * 50, id="longer_than_the_column"),
        pytest.param("bylines", "Budi", id="no_bylines"),
    ],
)
def test_a_value_that_cannot_be_changes_nothing(
    curator: User, field: str, value: str
) -> None:
    article = store()
    with pytest.raises(ValueError, match=r"[“.]"):
        curate.correct(article.pk, {"headline": "Judul", field: value}, by=curator)
    article.refresh_from_db()
    assert article.headline == ""
    assert Correction.objects.count() == 0


def test_a_suggested_event_is_accepted_or_rejected_for_good(curator: User) -> None:
    event = make_event("Kunjungan", slug="kunjungan")
    event.participants.add(make_entity("Putin", kind="person", slug="putin"))
    facts = make_facts(
        published=make_published("2024-05-16"), mentions=(make_found_mention("putin"),)
    )
    article = store(facts)
    assert Coverage.objects.get().status == "suggested"
    curate.correct(article.pk, {"event/kunjungan": "rejected"}, by=curator)
    store(facts, version="2")
    coverage = Coverage.objects.get()
    assert (coverage.status, coverage.basis) == ("rejected", "curated")


def test_a_new_event_is_suggested_to_the_articles_of_its_days() -> None:
    putin = make_entity("Putin", kind="person", slug="putin")
    facts = make_facts(
        published=make_published("2024-05-16"), mentions=(make_found_mention("putin"),)
    )
    article = store(facts)
    event = make_event("Kunjungan", slug="kunjungan")
    event.participants.add(putin)
    assert suggest_coverage(event).added == 1
    assert Coverage.objects.get().article == article


def test_a_decision_on_an_event_is_taken_back_in_a_reviewed_article(
    curator: User,
) -> None:
    make_event("Kunjungan", slug="kunjungan")
    article = store()
    values = {"event/kunjungan": "accepted", "review_status": "reviewed"}
    curate.correct(article.pk, values, by=curator)
    curate.withdraw(article.pk, ["event/kunjungan"], by=curator)
    article.refresh_from_db()
    assert Coverage.objects.count() == 0
    assert article.review_status == "reviewed"


def test_an_entity_dropped_stays_dropped_under_its_survivors_name(
    curator: User,
) -> None:
    """Whatever is read again, and whatever it is merged into."""
    putin = make_entity("Putin", kind="person", slug="putin")
    facts = make_facts(mentions=(make_found_mention("putin"),))
    article = store(facts)
    curate.correct(article.pk, {"entity/putin": "rejected"}, by=curator)
    store(facts, version="2")
    assert article.mentions.count() == 0
    survivor = make_entity("Vladimir Putin", kind="person")
    merge(survivor, [putin], by=curator, reason="One man.")
    store(facts, version="3")
    assert article.mentions.count() == 0
    curate.withdraw(article.pk, ["entity/putin"], by=curator)
    assert [each.entity for each in article.mentions.all()] == [survivor]
