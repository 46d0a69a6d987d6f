"""Triggers by which the database itself refuses to change what is kept for good.

Raw files, the log, corrections, finished runs and the histories of knowledge are
only ever added to, whoever writes. A purge (`articles.purge`) is the one exception,
and no way around the log: what may go is what a line of the log says is purged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.triggers import find_body, find_triggers

PREFIX = "kept_"
_PURGED = (
    "EXISTS (SELECT 1 FROM articles_archiveevent AS purged "
    "WHERE purged.kind = 'purge' AND purged.raw_file_id = {})"
)
_SAME = "NEW.{0} = OLD.{0}"


def _same(*columns: str) -> str:
    return " AND ".join(_SAME.format(column) for column in columns)


@dataclass(frozen=True, slots=True)
class Kept:
    """A table, and the conditions under which a row of it may still change or go."""

    table: str
    may_change: str = "1 = 0"
    may_go: str = "1 = 0"
    key: str = "id"
    unique: str = ""  # a second key by which SQLite's REPLACE would find a row


KEPT = (
    Kept(
        "articles_rawfile",
        may_change=f"{_PURGED.format('OLD.id')} AND length(NEW.compressed) = 0 AND "
        + _same("id", "sha256", "size", "received_at", "run_id"),
        unique="sha256",
    ),
    Kept(
        "articles_archiveevent",
        may_change=f"{_PURGED.format('OLD.raw_file_id')} AND OLD.kind <> 'purge' "
        "AND NEW.article_id IS NULL AND NEW.detail = '{}' AND "
        "coalesce(NEW.by_id, 0) = coalesce(OLD.by_id, 0) AND "
        "coalesce(NEW.run_id, 0) = coalesce(OLD.run_id, 0) AND "
        + _same("id", "kind", "at", "about", "raw_file_id"),
    ),
    Kept(
        "articles_correction",
        may_go="EXISTS (SELECT 1 FROM articles_article AS article "
        "WHERE article.id = OLD.article_id "
        f"AND {_PURGED.format('article.raw_file_id')})",
    ),
    Kept("articles_ingestrun", may_change="OLD.finished_at IS NULL"),
    *(
        Kept(f"articles_historical{name}", key="history_id")
        for name in ("source", "sourcename", "entity", "alias", "event")
    ),
    Kept("articles_historicalevent_participants", key="m2m_history_id"),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers that are missing or not as they should be."""
    missing = find_missing(connection)
    with connection.cursor() as cursor:
        for name, statements in _triggers(connection.vendor):
            if name in missing:
                _drop(connection.vendor, cursor, name)
                for statement in statements:
                    cursor.execute(statement)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Remove the triggers, as a migration must that changes these tables."""
    with connection.cursor() as cursor:
        for name, _ in _triggers(connection.vendor):
            _drop(connection.vendor, cursor, name)


def find_missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that don't stand as they should."""
    there = find_triggers(connection)
    return {
        name
        for name, statements in _triggers(connection.vendor)
        if there.get(name) != find_body(statements[0])
    }


def _triggers(vendor: str) -> Iterator[tuple[str, list[str]]]:
    make = _on_postgresql if vendor == "postgresql" else _on_sqlite
    for kept in KEPT:
        yield make(kept, "update", kept.may_change)
        yield make(kept, "delete", kept.may_go)
        if vendor == "postgresql":
            yield make(kept, "truncate", "1 = 0")
        else:
            yield make(kept, "insert", _is_new(kept))


def _is_new(kept: Kept) -> str:
    """REPLACE takes a row away without a word, unless a setting says otherwise."""
    keys = (key for key in (kept.key, kept.unique) if key)
    found = " OR ".join(f"there.{key} = NEW.{key}" for key in keys)
    return f"NOT EXISTS (SELECT 1 FROM {kept.table} AS there WHERE {found})"


def _name(kept: Kept, event: str) -> str:
    return f"{PREFIX}{kept.table.removeprefix('articles_')}_{event}"


def _on_postgresql(kept: Kept, event: str, allowed: str) -> tuple[str, list[str]]:
    name = _name(kept, event)
    each = "STATEMENT" if event == "truncate" else "ROW"
    result = {"update": "NEW", "delete": "OLD", "truncate": "NULL"}[event]
    function = f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT ({allowed}) THEN
                RAISE EXCEPTION '{_refusal(kept, event)}'
                USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN {result};
        END $$"""
    trigger = (
        f"CREATE TRIGGER {name} BEFORE {event} ON {kept.table} "
        f"FOR EACH {each} EXECUTE FUNCTION {name}()"
    )
    return name, [function, trigger]


def _on_sqlite(kept: Kept, event: str, allowed: str) -> tuple[str, list[str]]:
    name = _name(kept, event)
    statement = (
        f"CREATE TRIGGER {name} BEFORE {event} ON {kept.table} "
        f"WHEN NOT ({allowed}) "
        f"BEGIN SELECT RAISE(ABORT, '{_refusal(kept, event)}'); END"
    )
    return name, [statement]


def _refusal(kept: Kept, event: str) -> str:
    return f"{kept.table} is kept for good: {event} refused"


def _drop(vendor: str, cursor: Any, name: str) -> None:
    if vendor == "postgresql":
        cursor.execute(f"DROP FUNCTION IF EXISTS {name} CASCADE")
    else:
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
