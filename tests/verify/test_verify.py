import re
from collections.abc import Callable
from contextlib import nullcontext

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction

from articles import curate, merging
from articles.models import ArchiveEvent, Article, Entity, RawFile
from articles.reextract import reextract
from articles.verify import verify
from tests.archives import make_curated
from tests.verify.damage import DAMAGE, nothing_refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(curator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    make_curated(curator, monkeypatch)


def found() -> list[str]:
    return [f"{finding.where}: {finding.what}" for finding in verify()]


@pytest.mark.usefixtures("archive")
def test_every_damage_is_found_and_named_and_nothing_else(
    record_property: Callable[[str, object], None],
) -> None:
    assert found() == []
    unnamed = []
    for name, (act, pattern) in DAMAGE.items():
        with transaction.atomic():
            # Triggers that are taken away stay away.
            is_refused = name.startswith("trigger")
            with nullcontext() if is_refused else nothing_refused():
                act()
            findings = found()
            if not any(re.search(pattern, finding) for finding in findings):
                unnamed.append((name, findings[:3]))
            transaction.set_rollback(True)
    false_alarms = found()
    named = len(DAMAGE) - len(unnamed)
    record_property("faults", len(DAMAGE))
    record_property(
        "figures", f"named {named} of {len(DAMAGE)}, false alarms {len(false_alarms)}"
    )
    assert unnamed == []
    assert len(DAMAGE) >= 50
    assert false_alarms == []


@pytest.mark.usefixtures("archive")
def test_nothing_is_wrong_after_a_merge_undone_a_purge_and_a_newer_reading(
    curator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    merging.undo_merge(
        Entity.objects.exclude(merged_into=None)[0], by=curator, reason="two"
    )
    call_command("purge", RawFile.objects.latest("pk").sha256, "--reason", "order")
    monkeypatch.setattr("articles.runs.VERSION", "99")
    reextract(by="a test")
    curate.unhide(Article.everything.get(is_hidden=True).pk, by=curator, reason="r")
    assert found() == []


@pytest.mark.usefixtures("archive")
def test_the_command_says_what_is_wrong_and_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("verify")
    assert "5 raw files looked at, nothing wrong." in capsys.readouterr().out
    Article.everything.filter(is_hidden=False).update(headline="X")
    with pytest.raises(CommandError, match=r"5 raw files looked at, \d things wrong"):
        call_command("verify")
    assert capsys.readouterr().out.count("headline is 'X', should be") == 4
    checks = ArchiveEvent.objects.filter(kind="fixity-check").order_by("pk")
    assert [check.detail["wrong"] > 0 for check in checks] == [False, True]
