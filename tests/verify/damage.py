"""Damage of every kind that an archive can suffer, each with how it must be named."""

import zlib
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, models
from django.db.models import F

from articles import append_only
from articles.models import (
    Alias,
    ArchiveEvent,
    Article,
    Correction,
    Coverage,
    Credit,
    Entity,
    Event,
    Extraction,
    Fingerprint,
    IngestRun,
    Listing,
    Mention,
    RawFile,
    RelatedHeadline,
    ReviewReason,
    Sidecar,
    Sighting,
    Source,
    Tally,
)

# Facts → facts, as `articles.extract.to_json` writes them.
Facts = dict[str, Any]


@contextmanager
def nothing_refused() -> Any:
    """As if by hand in the database's own files."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
        else:
            append_only.uninstall(connection)
            yield
            append_only.install(connection)


def change(model: type[models.Model], **values: Any) -> Callable[[], None]:
    """Change one row: the first that has what is to be changed."""

    def act() -> None:
        manager = getattr(model, "everything", model._default_manager)
        row = manager.order_by("pk")[0]
        assert manager.filter(pk=row.pk).update(**values) == 1

    return act


def remove(model: type[models.Model], **which: Any) -> Callable[[], None]:
    def act() -> None:
        manager = getattr(model, "everything", model._default_manager)
        row = manager.filter(**which).latest("pk")
        quote = connection.ops.quote_name
        table = quote(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [row.pk])

    return act


def sql(statement: str) -> Callable[[], None]:
    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return act


def facts(edit: Callable[[Facts], None], key: str) -> Callable[[], None]:
    """Change what was read of an article of which `key` was read."""

    def act() -> None:
        for extraction in Extraction.objects.order_by("pk"):
            if extraction.facts[key]:
                edit(extraction.facts)
                extraction.save()
                return
        raise AssertionError(key)

    return act


def compressed(edit: Callable[[bytes], bytes]) -> Callable[[], None]:
    def act() -> None:
        raw_file = RawFile.objects.order_by("pk")[0]
        data = edit(bytes(raw_file.compressed))
        RawFile.objects.filter(pk=raw_file.pk).update(compressed=data)

    return act


def flip(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def shift(facts: Facts) -> None:
    facts["start"] += 1
    facts["end"] += 1


def empty_index() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("UPDATE articles_search SET vector = '''kota'':1'::tsvector")
        else:
            cursor.execute("UPDATE articles_search SET body = 'kota _every'")


def put_stray() -> None:
    article = Article.everything.get(is_hidden=True)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "INSERT INTO articles_search VALUES (%s, '''kota'':1'::tsvector)",
                [article.pk],
            )
        else:
            cursor.execute(
                "INSERT INTO articles_search (rowid, headline, body) "
                "VALUES (%s, '', 'kota _every')",
                [article.pos],
            )


def drop_trigger(name: str, table: str) -> Callable[[], None]:
    def act() -> None:
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        suffix = ""
        if name.endswith("_epoch") and connection.vendor == "sqlite":
            suffix = "_update"
        sql(f"DROP TRIGGER {name}{suffix}{on}")()

    return act


def merge_in_a_circle() -> None:
    first, second = Entity.objects.filter(merged_into=None).order_by("pk")[:2]
    Entity.objects.filter(pk=first.pk).update(merged_into=second)
    Entity.objects.filter(pk=second.pk).update(merged_into=first)


SHOWN = r"^article \d+: {} is .*, should be "
# Damage → what does it, and the finding that names it.
DAMAGE: dict[str, tuple[Callable[[], Any], str]] = {
    "bit flipped": (compressed(flip), r"^raw file .*(damaged|SHA-256)"),
    "bytes cut off": (compressed(lambda data: data[:-9]), r"^raw file .*damaged"),
    "bytes gone": (compressed(lambda _: b""), r"^raw file .*damaged"),
    "other bytes": (compressed(lambda _: zlib.compress(b"X")), r"^raw file .*SHA-256"),
    "hash changed": (change(RawFile, sha256="0" * 64), r"^raw file .*not 0000"),
    "size changed": (change(RawFile, size=7), r"^raw file .*not 7"),
    "encoding unknown": (change(RawFile, encoding="x"), r"^raw file .*give no text"),
    "encoding changed": (change(RawFile, encoding="utf-16"), r"raw text"),
    "raw file gone": (remove(RawFile), r"its raw_file is rawfile \d+, which is not"),
    "article gone": (remove(Article), r"^raw file .* has no article"),
    "extraction gone": (remove(Extraction), r"^article .* is lost"),
    "key of a fact gone": (
        facts(lambda facts: facts.pop("mentions"), "mentions"),
        "garbled",
    ),
    "fact of another kind": (
        facts(lambda facts: facts.update(mentions=7), "mentions"),
        "garbled",
    ),
    "headline's place shifted": (
        facts(lambda facts: shift(facts["headline"]["evidence"]), "headline"),
        r"headline/evidence: its raw text doesn't say",
    ),
    "outlet's words changed": (
        facts(
            lambda facts: facts["outlet"]["evidence"].update(exact="Harian Lain"),
            "outlet",
        ),
        r"outlet/evidence: its raw text doesn't say “Harian Lain”",
    ),
    "mention's place shifted": (
        facts(lambda facts: shift(facts["mentions"][0]), "mentions"),
        r"mentions/0: its raw text doesn't say",
    ),
    "quote's place shifted": (
        facts(lambda facts: shift(facts["quotes"][0]), "quotes"),
        r"quotes/0: its raw text doesn't say",
    ),
    "boilerplate beyond the end": (
        facts(lambda facts: facts["boilerplate"][0].update(end=10**6), "boilerplate"),
        r"boilerplate/0: characters .* are not in its raw text",
    ),
    "body read otherwise": (
        facts(lambda facts: facts.update(body="X"), "body"),
        SHOWN.format("body"),
    ),
    "version changed": (change(Extraction, extractor_version="0"), "0 read it last"),
    "headline changed": (change(Article, headline="X"), SHOWN.format("headline")),
    "lead changed": (change(Article, lead="X"), SHOWN.format("lead")),
    "outlet changed": (
        lambda: change(Article, outlet=Source.objects.earliest("pk"))(),
        SHOWN.format("outlet_id"),
    ),
    "dateline changed": (change(Article, dateline="X"), SHOWN.format("dateline")),
    "bylines changed": (
        change(Article, bylines=[{"name": "X", "role": "author"}]),
        SHOWN.format("bylines"),
    ),
    "body changed": (change(Article, body="X"), SHOWN.format("body")),
    "body's hash changed": (
        change(Article, body_sha256="0"),
        SHOWN.format("body_sha256"),
    ),
    "language changed": (change(Article, language="xx"), SHOWN.format("language")),
    "address changed": (change(Article, url="https://x"), SHOWN.format("url")),
    "host changed": (change(Article, host="x"), SHOWN.format("host")),
    "review undone": (
        change(Article, review_status="reviewed"),
        SHOWN.format("review_status"),
    ),
    "hidden by hand": (change(Article, is_hidden=True), SHOWN.format("is_hidden")),
    "order changed": (change(Article, pos=F("pos") + 2**40), SHOWN.format("pos")),
    "day changed": (
        lambda: Article.everything.exclude(published_latest=None).update(
            published_earliest="2001-01-01"
        ),
        SHOWN.format("published_earliest"),
    ),
    "mention gone": (remove(Mention), "lacks mention"),
    "mention changed": (change(Mention, surface="X"), "has mention .*X"),
    "mention of nobody": (
        change(Mention, entity=10**6),
        r"^mention \d+: its entity is entity 1000000, which is not there",
    ),
    "credit gone": (remove(Credit), "lacks credit"),
    "related headline changed": (
        change(RelatedHeadline, headline="X"),
        "lacks related headline",
    ),
    "coverage changed": (change(Coverage, status="rejected"), "lacks coverage"),
    "reason gone": (remove(ReviewReason), "lacks review reason"),
    "sighting gone": (remove(Sighting), "lacks the sighting of"),
    "fingerprint changed": (
        lambda: Fingerprint.objects.filter(
            pk=Fingerprint.objects.order_by("value")[0].pk
        ).update(value=7),
        "has fingerprint .*7",
    ),
    "index emptied": (sql("DELETE FROM articles_search"), "not in the search index"),
    "index of other words": (empty_index, "not in the search index"),
    "stray in the index": (put_stray, "^search index .*no readable article's"),
    "listing gone": (sql("DELETE FROM articles_listing WHERE facet = 1"), "^listing"),
    "listing misplaced": (
        sql("UPDATE articles_listing SET pos = pos + 1"),
        "^listing of article",
    ),
    "stray listing": (
        lambda: Listing.objects.create(
            article=Article.everything.earliest("pk"), facet=2, value=99, pos=1
        ),
        "^listing of article .* under 2/99",
    ),
    "tally off by one": (
        lambda: Tally.objects.filter(facet=0).update(count=F("count") + 1),
        "^tally 0/0/",
    ),
    "days miscounted": (
        sql("UPDATE articles_datetally SET count = count + 1"),
        "^datetally .* miscounts",
    ),
    "tally gone": (sql("DELETE FROM articles_tally WHERE facet = 1"), "^tally 1/0/"),
    "correction gone": (remove(Correction), "corrections, of which the log says"),
    "correction changed": (
        lambda: Correction.objects.filter(field="headline").update(value="X"),
        SHOWN.format("headline"),
    ),
    "catalogue changed": (change(Sidecar, published_edtf="2001"), r"published_\w+ is"),
    "line of the coming gone": (
        remove(ArchiveEvent, kind="ingestion"),
        "0 times that it came in",
    ),
    "line of a correction gone": (
        remove(ArchiveEvent, kind="correction"),
        "corrections, of which the log says",
    ),
    "purge by hand": (
        lambda: ArchiveEvent.objects.create(
            kind="purge",
            at=RawFile.objects.earliest("pk").received_at,
            raw_file=RawFile.objects.earliest("pk"),
        ),
        "purged, says the log",
    ),
    "run miscounts": (change(IngestRun, created_count=7), "says that it made 7"),
    "source renamed by hand": (change(Source, name="X"), r"^source \d+: name was chan"),
    "alias gone": (remove(Alias), r"^alias \d+: is gone and nobody"),
    "history gone": (
        sql("DELETE FROM articles_historicalevent"),
        r"^event \d+: has no history",
    ),
    "participant gone": (
        sql("DELETE FROM articles_event_participants"),
        r"^event \d+: participants was changed",
    ),
    "merged in a circle": (merge_in_a_circle, r"^entity \d+: merged in a circle"),
    "power taken": (
        lambda: User.objects.filter(username="sari").update(is_superuser=True),
        "^account sari: is_superuser was changed",
    ),
    "event's days changed by hand": (
        change(Event, ends_on="2033-01-01"),
        r"^event \d+: ends_on was changed",
    ),
    "trigger of raw files dropped": (
        drop_trigger("kept_rawfile_update", "articles_rawfile"),
        "^trigger kept_rawfile_update",
    ),
    "trigger of counts dropped": (
        drop_trigger("articles_listing_tally_insert", "articles_listing"),
        "^trigger articles_listing_tally_insert",
    ),
    "trigger of freshness dropped": (
        drop_trigger("articles_article_epoch", "articles_article"),
        "^trigger articles_article_epoch",
    ),
}
