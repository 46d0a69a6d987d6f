"""The triggers that a database has, as its catalogue knows them."""

from collections.abc import Iterable, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

CATALOGUE = {
    "postgresql": (
        "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
        "WHERE tgenabled IN ('O', 'A')"
    ),
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
}


def find_triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return what each trigger does that is there and not turned off."""
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE[connection.vendor])
        return dict(cursor.fetchall())


def find_body(statement: str) -> str:
    """Return what the catalogue keeps of the statement that makes a trigger.

    On PostgreSQL, of the one that makes its function.
    """
    return statement.split("$$")[1] if "$$" in statement else statement


def find_missing(
    connection: BaseDatabaseWrapper, triggers: Iterable[tuple[str, Sequence[str]]]
) -> set[str]:
    """Return the names of those that don't stand as their statements make them."""
    there = find_triggers(connection)
    return {
        name
        for name, statements in triggers
        if there.get(name) != find_body(statements[0])
    }


def drop_triggers(
    connection: BaseDatabaseWrapper, tables: Iterable[str], job: str
) -> None:
    """Take away, if they are there, each table's triggers for one job."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for table in tables:
            for event in ("insert", "update", "delete"):
                name = f"{table}_{job}_{event}"
                on = f" ON {table}" if is_postgresql else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
                if is_postgresql:
                    cursor.execute(f"DROP FUNCTION IF EXISTS {name}")
