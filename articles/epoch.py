"""One number that changes with everything that a public page can show.

Triggers raise it in the transaction that makes the change, whoever writes. On
PostgreSQL each transaction has a row of its own and the number is their sum: so no
writer waits for another, and in whatever order they commit, each changes the sum.
Steps are of random size, so that an archive put back from a backup never comes to a
number that stood for other articles before.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, cast

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.utils.translation import get_language

from articles.connection import find_connection

Made = TypeVar("Made")

# What pages show: these tables, and those whose rows change only with theirs.
SHOWN = (
    "articles_alias",
    "articles_article",
    "articles_correction",
    "articles_coverage",
    "articles_credit",
    "articles_entity",
    "articles_event",
    "articles_event_participants",
    "articles_extraction",
    "articles_listing",
    "articles_mention",
    "articles_overlap",
    "articles_relatedheadline",
    "articles_reviewreason",
    "articles_sidecar",
    "articles_source",
    "articles_sourcename",
)
# What no page shows, or not without a row of the above.
NOT_SHOWN = (
    "articles_archiveevent",
    "articles_candidate",
    "articles_coveragetally",
    "articles_datetally",
    "articles_fingerprint",
    "articles_ingestrun",
    "articles_namingtally",
    "articles_rawfile",
    "articles_sighting",
    "articles_tally",
)

STEP = {
    "postgresql": "1 + floor(random() * 1000000)::bigint",
    "sqlite": "1 + abs(random() % 1000000)",
}
# Once a transaction is enough, unless it looked at the number in between: a row
# written a thousand times in one transaction is a thousand rows to pass by.
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION articles_epoch_step() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('articles.has_stepped', true) = 'yes' THEN
            RETURN NULL;
        END IF;
        INSERT INTO articles_epoch (writer, steps)
        VALUES (pg_current_xact_id()::text::bigint, {STEP["postgresql"]})
        ON CONFLICT (writer) DO UPDATE
        SET steps = articles_epoch.steps + excluded.steps;
        PERFORM set_config('articles.has_stepped', 'yes', true);
        RETURN NULL;
    END $$
"""
READ = {
    "postgresql": (
        "SELECT coalesce(sum(steps), 0)::bigint, "
        "set_config('articles.has_stepped', '', true) FROM articles_epoch"
    ),
    "sqlite": "SELECT steps FROM articles_epoch",
}


def read_epoch() -> int:
    """Return the number, in one query."""
    database = find_connection()
    with database.cursor() as cursor:
        cursor.execute(READ[database.vendor])
        number: int = cursor.fetchone()[0]
        return number


def epoch_of(request: HttpRequest | None) -> int:
    """Return the number as it was when a request came, read once; or as it is now."""
    if request is None:
        return read_epoch()
    if "archive_epoch" not in request.__dict__:
        request.__dict__["archive_epoch"] = read_epoch()
    epoch: int = request.__dict__["archive_epoch"]
    return epoch


def remember(epoch: int, name: Sequence[object], make: Callable[[], Made]) -> Made:
    """Return what `make` makes of the archive as it is at `epoch`, made once.

    It is kept in Django's cache under its name, for each language apart.
    """
    whole_name = repr((epoch, get_language(), *name))
    key = hashlib.sha256(whole_name.encode()).hexdigest()
    return cast("Made", cache.get_or_set(key, make, timeout=None))


def fold() -> None:
    """Make one row of those that finished transactions left; the sum stays.

    To be called now and then, after many changes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "WITH folded AS "
                "(DELETE FROM articles_epoch WHERE writer <> 0 RETURNING steps) "
                "INSERT INTO articles_epoch (writer, steps) "
                "SELECT 0, coalesce(sum(steps), 0) FROM folded "
                "ON CONFLICT (writer) DO UPDATE "
                "SET steps = articles_epoch.steps + excluded.steps"
            )


def install(**_: object) -> None:
    """Have changes of what is shown raise the number; called after each migration.

    One that makes a table anew, as SQLite's do, drops its triggers.
    """
    existing = set(connection.introspection.table_names())
    if "articles_epoch" not in existing:
        return
    tables = [table for table in SHOWN if table in existing]
    with connection.cursor() as cursor:
        for statement in _triggers(connection.vendor, tables):
            cursor.execute(statement)


def uninstall() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION articles_epoch_step() CASCADE")
            return
        cursor.execute(
            "SELECT name FROM sqlite_master "
            "WHERE type = 'trigger' AND sql LIKE '%%UPDATE articles_epoch%%'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def _triggers(vendor: str, tables: Sequence[str]) -> Iterator[str]:
    if vendor == "postgresql":
        yield FUNCTION
    for table in tables:
        if vendor == "postgresql":
            yield (
                f"CREATE OR REPLACE TRIGGER {table}_epoch "
                f"AFTER INSERT OR UPDATE OR DELETE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION articles_epoch_step()"
            )
            continue
        for event in ("insert", "update", "delete"):
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {table}_epoch_{event} "
                f"AFTER {event} ON {table} BEGIN "
                f"UPDATE articles_epoch SET steps = steps + {STEP['sqlite']}; END"
            )
