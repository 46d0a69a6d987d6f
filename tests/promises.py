"""What the archive promises, kept by hand beside it and compared after every act."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from hypothesis.stateful import RuleBasedStateMachine, invariant

from articles import event_tallies, tallies
from articles.models import (
    ArchiveEvent,
    Article,
    Candidate,
    Correction,
    Coverage,
    Listing,
    Mention,
    Overlap,
    RawFile,
    Sighting,
    Source,
    Tally,
)
from articles.search import matching, parse_query
from articles.store import list_articles, reindex

if TYPE_CHECKING:
    from uuid import UUID

WORDS = ("pohon", "kopi", "gembira", "beras")
# Stands for no correction at all.
WITHDRAWN = object()
# A raw file's name and a field.
Key = tuple[str, str]


class Promises(RuleBasedStateMachine):
    """What was done to an archive, and what must have come of it."""

    def __init__(self) -> None:
        super().__init__()
        # What an example does is taken back at its end.
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.files = tempfile.TemporaryDirectory()
        self.folder = Path(self.files.name)
        self.raw: dict[str, bytes] = {}
        # What a person settled last; the act that did, and what stood before it.
        self.settled: dict[Key, Any] = {}
        self.last_act: dict[Key, UUID] = {}
        self.before: dict[UUID, dict[Key, Any]] = {}
        self.hidden: set[str] = set()
        self.decided: dict[str, str] = {}
        self.judged: dict[int, str] = {}
        self.correction_count = 0
        self.event_count = 0

    def article(self, name: str) -> Article:
        return Article.everything.get(raw_file__name=name)

    def settle(self, values: dict[Key, Any]) -> None:
        """Note what the newest act settled; `WITHDRAWN` says that it took back."""
        newest = ArchiveEvent.objects.filter(kind="correction").exclude(act=None)
        act = newest.latest("pk").act
        assert act
        assert act not in self.before
        self.before[act] = {key: self.settled.get(key, WITHDRAWN) for key in values}
        for key, value in values.items():
            self.last_act[key] = act
            self.settled[key] = value
            if value is WITHDRAWN:
                del self.settled[key]
        self.correction_count += len(values)

    @invariant()
    def every_raw_byte_is_intact(self) -> None:
        assert {file.name: file.data for file in RawFile.objects.all()} == self.raw

    @invariant()
    def what_a_person_settled_stands(self) -> None:
        merged = Source.objects.filter(slug="harian-dua").exclude(merged_into=None)
        is_merged = merged.exists()
        for (name, field), value in self.settled.items():
            article = self.article(name)
            if field.startswith("event/"):
                if name not in self.hidden:
                    assert article.coverage.get().status == value
            elif field == "outlet":
                slug = article.outlet.slug if article.outlet else None
                led = value and ("harian-satu" if is_merged else value)
                assert slug == led
            elif field == "published":
                assert article.published_edtf == (value or "")
            else:
                assert getattr(article, field) == (value or "")

    @invariant()
    def who_is_hidden_is_hidden(self) -> None:
        names = Article.objects.values_list("raw_file__name", flat=True)
        assert set(names) == self.raw.keys() - self.hidden
        for model in (Mention, Coverage, Listing, Sighting):
            assert not model.objects.filter(article__is_hidden=True).exists()

    @invariant()
    def history_is_complete(self) -> None:
        assert Correction.objects.count() == self.correction_count
        lines = ArchiveEvent.objects.count()
        assert lines >= self.event_count
        self.event_count = lines
        for article in Article.everything.all():
            kinds = article.events.order_by("pk").values_list("kind", flat=True)
            assert kinds[0] == "ingestion"
            told = article.events.filter(kind__in=("correction", "hide", "unhide"))
            settled = [pk for line in told for pk in line.detail.get("corrections", ())]
            corrections = article.corrections.values_list("pk", flat=True)
            assert sorted(settled) == sorted(corrections)

    @invariant()
    def a_row_is_what_settling_it_anew_gives(self) -> None:
        before = self.tell_rows()
        list_articles(Article.everything.all())
        with connection.cursor() as cursor:
            assert event_tallies.find_wrong(connection.vendor, cursor) == []
            tallies.rebuild(connection.vendor, cursor)
        assert self.tell_rows() == before

    def tell_rows(self) -> list[Any]:
        tallied = Tally.objects.filter(count__gt=0).order_by("facet", "period", "value")
        listed = Listing.objects.order_by("article", "facet", "value")
        return [
            list(tallied.values_list("facet", "period", "value", "count")),
            list(listed.values_list("article", "facet", "value", "pos")),
        ]

    @invariant()
    def search_finds_what_is_shown(self) -> None:
        for word in WORDS:
            query = parse_query(word)
            assert query
            found = matching(Article.objects.all(), query)
            names = set(found.values_list("raw_file__name", flat=True))
            holding = Article.everything.filter(body__contains=word)
            held = set(holding.values_list("raw_file__name", flat=True))
            assert names == held - self.hidden

    @invariant()
    def what_was_decided_on_names_and_pairs_stands(self) -> None:
        names = Candidate.objects.filter(name__in=self.decided)
        assert dict(names.values_list("name", "decision")) == self.decided
        pairs = Overlap.objects.filter(pk__in=self.judged)
        assert dict(pairs.values_list("pk", "decision")) == self.judged

    def teardown(self) -> None:
        try:
            before = self.tell_rows()
            reindex()
            assert self.tell_rows() == before
            self.search_finds_what_is_shown()
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)
            self.files.cleanup()
