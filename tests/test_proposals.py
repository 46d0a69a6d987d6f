"""Proposals on the curators' desk: shown, accepted, rejected, one by one or in bulk."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import curate
from articles.ingest import ingest
from articles.models import Article, Source
from articles.reextract import reextract
from tests.builders import make_source
from tests.test_admin import open_form, save_form
from tests.test_reextract import DUMP, learn_outlet

pytestmark = [
    pytest.mark.django_db,
    # Thousands of rows that no test here looks at.
    pytest.mark.usefixtures("nothing_shipped"),
]
OURS, MACHINES = "Koran Benar", "Harian Contoh"


@pytest.fixture
def article(tmp_path: Path, curator: User) -> Article:
    """An article whose outlet a curator settled before the machine knew another."""
    (tmp_path / "a.txt").write_text(DUMP, encoding="utf-8")
    ingest([tmp_path], by="a test")
    make_source(OURS, slug="koran-benar")
    article = Article.objects.get()
    curate.correct(article.pk, {"outlet": "koran-benar"}, by=curator, reason="Seen.")
    learn_outlet()
    reextract(by="a test")
    return article


def outlet(article: Article) -> str:
    article.refresh_from_db()
    return str(article.outlet)


def is_proposed(article: Article) -> bool:
    return article.review_reasons.filter(reason="extraction-disagrees").exists()


def act(client: Client, action: str, article: Article) -> None:
    client.post(
        reverse("admin:articles_article_changelist"),
        {"action": action, "_selected_action": [article.pk]},
    )


def test_the_form_shows_both_values_and_the_evidence(
    curator_client: Client, article: Article, django_assert_max_num_queries: Any
) -> None:
    form = reverse("admin:articles_article_change", args=[article.pk])
    curator_client.get(form)  # so that Django has looked its own tables up
    with django_assert_max_num_queries(15):
        page = curator_client.get(form)
    (proposal,) = page.context["adminform"].form.fields["proposals"].widget.proposals
    assert (proposal.field, proposal.standing, proposal.proposed) == (
        "outlet",
        OURS,
        MACHINES,
    )
    (reading,) = proposal.readings
    assert reading.evidence.exact in DUMP
    assert reading.evidence.exact in page.content.decode()


def test_an_article_without_proposals_shows_none(
    curator_client: Client, article: Article
) -> None:
    act(curator_client, "reject_proposals", article)
    page = curator_client.get(
        reverse("admin:articles_article_change", args=[article.pk])
    )
    assert "The machine reads now" not in page.content.decode()


def test_an_accepted_proposal_takes_the_correction_back(
    curator_client: Client, article: Article
) -> None:
    data = open_form(curator_client, article) | {"proposals-outlet": "accept"}
    assert save_form(curator_client, article, data) == []
    assert outlet(article) == MACHINES
    assert not is_proposed(article)


def test_a_rejected_proposal_stays_rejected_however_often_it_is_read(
    curator_client: Client, article: Article
) -> None:
    data = open_form(curator_client, article) | {"proposals-outlet": "reject"}
    assert save_form(curator_client, article, data) == []
    reextract(by="a test")
    assert outlet(article) == OURS
    assert not is_proposed(article)
    # Another reading than the one that was rejected is worth asking about.
    Source.objects.filter(slug="harian-contoh").update(slug="harian-lain")
    reextract(by="a test")
    assert outlet(article) == OURS
    assert is_proposed(article)


def test_a_proposal_can_wait(curator_client: Client, article: Article) -> None:
    data = open_form(curator_client, article) | {"proposals-outlet": ""}
    assert save_form(curator_client, article, data) == []
    assert is_proposed(article)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        pytest.param({"proposals-outlet": "perhaps"}, "Accept, or keep", id="neither"),
        pytest.param(
            {"proposals-outlet": "accept", "outlet": "", "reason": "r"},
            "not both",
            id="decided_and_settled_otherwise",
        ),
    ],
)
def test_what_cannot_be_decided_changes_nothing(
    curator_client: Client, article: Article, changes: dict[str, str], error: str
) -> None:
    data = open_form(curator_client, article) | changes
    assert error in " ".join(save_form(curator_client, article, data))
    assert outlet(article) == OURS
    assert is_proposed(article)


def test_proposals_are_accepted_in_bulk(
    curator_client: Client, article: Article
) -> None:
    act(curator_client, "accept_proposals", article)
    assert outlet(article) == MACHINES
    assert not is_proposed(article)


def test_proposals_are_rejected_in_bulk(
    curator_client: Client, article: Article
) -> None:
    act(curator_client, "reject_proposals", article)
    reextract(by="a test")
    assert outlet(article) == OURS
    assert not is_proposed(article)


@pytest.mark.parametrize(
    ("decision", "expected"),
    [("accept", "Judul Contoh"), ("reject", "")],
    ids=["accepted", "rejected"],
)
def test_a_proposal_against_a_review_is_decided_alike(
    curator: User, article: Article, decision: str, expected: str
) -> None:
    """A review holds what it saw in fields that nobody corrected."""
    curate.correct(article.pk, {"review_status": "reviewed"}, by=curator)
    article.extraction.facts["headline"] = {
        "text": "Judul Contoh",
        "evidence": {"rule": "test", "start": 0, "end": 5, "exact": "Warga"},
    }
    article.extraction.save()
    decide = curate.withdraw if decision == "accept" else curate.reject
    decide(article.pk, ["headline"], by=curator)
    article.refresh_from_db()
    assert article.headline == expected
