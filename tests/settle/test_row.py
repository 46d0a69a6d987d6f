from datetime import date
from typing import Any

import pytest

from articles.dates import parse_published
from articles.records import Dateline, ExtractedArticle, PublishedDate, SidecarEntry
from articles.settle import (
    FIELDS,
    Settled,
    Settlement,
    find_proposals,
    hold_reviewed,
    machine_values,
    make_pos,
    parse_value,
    seen_by_reviewer,
    settle,
)
from tests.facts import (
    EVIDENCE,
    make_byline,
    make_facts,
    make_found_mention,
    make_headline,
    make_known_event,
    make_outlet,
    make_published,
)

CERTAIN = make_facts(outlet=make_outlet(), published=make_published("2024-05-14"))


def settle_with(
    facts: ExtractedArticle,
    *,
    sidecar: SidecarEntry | None = None,
    events: tuple[Any, ...] = (),
    **corrections: Any,
) -> Settled:
    """Settle with corrections by somebody who had seen these facts."""
    seen = machine_values(facts, sidecar)
    settlements = {
        field: Settlement(value, seen[field]) for field, value in corrections.items()
    }
    return settle(facts, sidecar, settlements, events)


def test_an_entity_that_is_not_meant_leaves_no_mention_and_no_event() -> None:
    facts = make_facts(
        published=make_published("2024-05-16"),
        mentions=(make_found_mention("putin"), make_found_mention("xi", 10)),
    )
    events = (make_known_event(),)
    whole = settle(facts, None, {}, events)
    assert list(whole.coverage) == ["kunjungan"]
    dropped = settle(facts, None, {"entity/xi": Settlement("rejected", None)}, events)
    assert [mention.entity for mention in dropped.mentions] == ["putin"]
    assert dropped.coverage == {}


def test_open_questions_weigh_twice_where_an_event_is_covered() -> None:
    facts = make_facts(mentions=(make_found_mention("putin"),))
    assert settle(facts, None, {}, ()).weight == 2
    accepted = {"event/kunjungan": Settlement("accepted", None)}
    assert settle(facts, None, accepted, ()).weight == 4
    rejected = {"event/kunjungan": Settlement("rejected", None)}
    assert settle(facts, None, rejected, ()).weight == 2


def test_the_machine_counts_where_nobody_else_speaks() -> None:
    settled = settle_with(
        make_facts(
            outlet=make_outlet(),
            published=make_published("2024-05-14"),
            headline=make_headline(),
            bylines=(make_byline("tia"),),
        )
    )
    assert settled.outlet == "harian-contoh"
    assert settled.published == make_published("2024-05-14")
    assert settled.published_basis == "stated"
    assert settled.headline == "Kabar Contoh"
    assert settled.bylines == [{"name": "tia", "role": "initials"}]
    assert settled.reasons == ()


def test_the_sidecar_beats_the_machine() -> None:
    sidecar = SidecarEntry(
        outlet="koran-lain", published=parse_published("2024-03", "sidecar")
    )
    settled = settle_with(make_facts(), sidecar=sidecar)
    assert settled.outlet == "koran-lain"
    assert settled.published
    assert settled.published.edtf == "2024-03"
    assert settled.published_basis == "sidecar"
    assert settled.reasons == ()


def test_a_correction_beats_the_sidecar_and_the_machine() -> None:
    sidecar = SidecarEntry(
        outlet="koran-lain", published=parse_published("2024-03", "sidecar")
    )
    settled = settle_with(
        CERTAIN, sidecar=sidecar, outlet="koran-benar", published="2024-05-15"
    )
    assert settled.outlet == "koran-benar"
    assert settled.published == parse_published("2024-05-15", "curated")
    assert settled.published_basis == "curated"


def test_a_person_can_settle_a_value_as_unknown() -> None:
    settled = settle_with(CERTAIN, outlet=None, published=None)
    assert (settled.outlet, settled.published) == (None, None)
    assert settled.published_basis == "curated"
    assert settled.reasons == ()


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        pytest.param({"outlet": None}, "outlet-unknown", id="no_outlet"),
        pytest.param(
            {"outlet": make_outlet(None)}, "outlet-not-listed", id="outlet_not_listed"
        ),
        pytest.param({"published": None}, "date-unknown", id="no_date"),
        pytest.param(
            {"published": make_published("2024-05-14", basis="inferred")},
            "date-inferred",
            id="inferred_date",
        ),
        pytest.param(
            {"published": make_published("2024-05-13", "2024-05-14")},
            "date-inexact",
            id="interval",
        ),
        pytest.param({"body": ""}, "no-body", id="no_body"),
        pytest.param({"doubts": ("encoding-guessed",)}, "encoding-guessed", id="doubt"),
    ],
)
def test_what_is_uncertain_needs_review(facts: dict[str, Any], reason: str) -> None:
    certain = {"outlet": make_outlet(), "published": make_published("2024-05-14")}
    assert settle_with(make_facts(**(certain | facts))).reasons == (reason,)


def test_a_sidecar_that_contradicts_the_text_needs_review() -> None:
    sidecar = SidecarEntry(published=parse_published("2024-03", "sidecar"))
    assert settle_with(CERTAIN, sidecar=sidecar).reasons == ("sidecar-disagrees",)


def test_a_reviewed_article_needs_no_review() -> None:
    assert settle_with(make_facts(), review_status="reviewed").reasons == ()


def test_the_lead_is_the_first_sentence_without_its_dateline() -> None:
    body = "KOTA, CONTOH.ID - Dr. Ani tiba di kota. Ia disambut warga.\n\nLagi."
    dateline = "KOTA, CONTOH.ID -"
    facts = make_facts(body=body, dateline=Dateline(dateline, "Kota", EVIDENCE))
    assert settle_with(facts).lead == "Dr. Ani tiba di kota."


def test_a_long_lead_is_cut_at_a_word() -> None:
    lead = settle_with(make_facts(body="kata " * 200)).lead
    assert lead.endswith("kata …")
    assert len(lead) <= 242


MENTIONING_BOTH = (make_found_mention("putin"), make_found_mention("xi", 9))


@pytest.mark.parametrize(
    ("published", "mentions", "is_suggested"),
    [
        pytest.param("2024-05-16", MENTIONING_BOTH, True, id="on_the_day"),
        pytest.param("2024-05-02", MENTIONING_BOTH, True, id="two_weeks_before"),
        pytest.param("2024-05-01", MENTIONING_BOTH, False, id="earlier"),
        pytest.param("2023-10-17", MENTIONING_BOTH, False, id="another_visit"),
        pytest.param("2024-05-16", MENTIONING_BOTH[:1], False, id="one_is_missing"),
    ],
)
def test_an_event_is_suggested_by_its_people_and_days(
    published: str, mentions: tuple[Any, ...], *, is_suggested: bool
) -> None:
    facts = make_facts(published=make_published(published), mentions=mentions)
    settled = settle_with(facts, events=(make_known_event(),))
    expected = {"kunjungan": ("suggested", "inferred")} if is_suggested else {}
    assert settled.coverage == expected
    assert ("coverage-suggested" in settled.reasons) == is_suggested


def test_a_review_leaves_a_suggested_event_to_be_decided_on() -> None:
    facts = make_facts(published=make_published("2024-05-16"), mentions=MENTIONING_BOTH)
    events = (make_known_event(),)
    settled = settle_with(facts, events=events, review_status="reviewed")
    assert settled.reasons == ("coverage-suggested",)
    corrections = {
        "review_status": Settlement("reviewed", None),
        "event/kunjungan": Settlement("rejected", None),
    }
    assert settle(facts, None, corrections, events).reasons == ()


def test_an_event_may_last_to_the_end_of_days() -> None:
    endless = make_known_event(ends_on=date.max)
    facts = make_facts(published=make_published("2024-05-16"), mentions=MENTIONING_BOTH)
    assert "kunjungan" in settle_with(facts, events=(endless,)).coverage


def test_an_undated_article_is_suggested_for_no_event() -> None:
    facts = make_facts(mentions=MENTIONING_BOTH)
    assert settle_with(facts, events=(make_known_event(),)).coverage == {}


def test_the_catalogue_and_curators_settle_coverage() -> None:
    facts = make_facts(published=make_published("2024-05-16"), mentions=MENTIONING_BOTH)
    settled = settle(
        facts,
        SidecarEntry(event="lain"),
        {"event/kunjungan": Settlement("rejected", None)},
        [make_known_event()],
    )
    assert settled.coverage == {
        "kunjungan": ("rejected", "curated"),
        "lain": ("accepted", "sidecar"),
    }


def test_a_proposal_is_a_reading_that_the_corrections_author_had_not_seen() -> None:
    newer = make_facts(outlet=make_outlet("koran-baru"))
    seen = {"outlet": Settlement("koran-benar", "koran-baru")}
    not_seen = {"outlet": Settlement("koran-benar", None)}
    assert find_proposals(newer, None, seen) == {}
    assert find_proposals(newer, None, not_seen) == {"outlet": "koran-baru"}
    assert "extraction-disagrees" in settle(newer, None, not_seen, ()).reasons


def test_a_reading_that_agrees_or_says_nothing_is_no_proposal() -> None:
    corrections = {"outlet": Settlement("harian-contoh", "koran-lama")}
    assert find_proposals(CERTAIN, None, corrections) == {}
    assert find_proposals(make_facts(), None, corrections) == {}


def review(facts: ExtractedArticle) -> dict[str, Settlement]:
    """A review by somebody who had these facts before them."""
    seen = seen_by_reviewer(machine_values(facts, None))
    return {"review_status": Settlement("reviewed", seen)}


def test_a_review_holds_what_it_saw_against_another_reading() -> None:
    newer = make_facts(outlet=make_outlet("koran-baru"), headline=make_headline())
    held = hold_reviewed(machine_values(newer, None), review(CERTAIN))
    settled = settle(newer, None, held, ())
    assert (settled.outlet, settled.headline) == ("harian-contoh", "")
    assert settled.published
    assert settled.published.edtf == "2024-05-14"
    assert settled.reasons == ("extraction-disagrees",)
    assert find_proposals(newer, None, held) == {
        "outlet": "koran-baru",
        "headline": "Kabar Contoh",
    }


def test_a_review_leaves_a_reading_that_says_the_same_its_evidence() -> None:
    held = hold_reviewed(machine_values(CERTAIN, None), review(CERTAIN))
    assert held == review(CERTAIN)
    assert settle(CERTAIN, None, held, ()).published == CERTAIN.published


def test_a_correction_counts_before_what_its_review_saw() -> None:
    corrections = review(CERTAIN) | {"outlet": Settlement("koran-benar", None)}
    held = hold_reviewed(machine_values(make_facts(), None), corrections)
    assert settle(make_facts(), None, held, ()).outlet == "koran-benar"


def test_pos_sorts_by_day_then_time_then_id_and_undated_lowest() -> None:
    def published(edtf: str) -> PublishedDate:
        day = date.fromisoformat(edtf[:10])
        return PublishedDate(edtf, day, day, "stated", None)

    ascending = [
        make_pos(None, 9),
        make_pos(published("2024-05-14"), 2),
        make_pos(published("2024-05-14"), 3),
        make_pos(published("2024-05-14T08:30"), 1),
        make_pos(published("2024-05-15"), 1),
    ]
    assert ascending == sorted(ascending)
    assert make_pos(published("9999-12-31"), 2**30 - 1) < 2**63


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("published", "kemarin", id="no_date"),
        pytest.param("event/kunjungan", "perhaps", id="no_decision"),
        pytest.param("review_status", None, id="no_status"),
        pytest.param("body", "Teks", id="no_correctable_field"),
    ],
)
def test_a_value_that_cannot_be_is_refused(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match="“"):
        parse_value(field, value)


def test_every_field_can_be_settled_as_unknown_but_the_review() -> None:
    fields = [field for field in FIELDS if field != "review_status"]
    assert [parse_value(field, "") for field in fields] == [None] * len(fields)
