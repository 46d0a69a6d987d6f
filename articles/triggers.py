"""The triggers that a database has, as its catalogue knows them."""

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
