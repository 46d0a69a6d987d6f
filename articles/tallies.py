"""Triggers that keep `articles_tally` right, whoever writes, and its rebuild.

One statement-level trigger an event on PostgreSQL, one row trigger on SQLite; what
an article or a listing counts for is said once, as SQL that both understand.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.triggers import drop_triggers
from articles.triggers import find_missing as triggers_missing

# The table whose rows are counted → what one row of it, `r`, counts for.
COUNTED = {
    "articles_listing": """
        SELECT {r}.facet AS facet, 0 AS period, {r}.value AS value
        WHERE {r}.facet <= 3
    """,
    "articles_article": """
        SELECT 0 AS facet, 0 AS period, coalesce({r}.outlet_id, 0) AS value
        WHERE NOT {r}.is_hidden
        UNION ALL SELECT 5, 0, coalesce({r}.outlet_id, 0)
        WHERE NOT {r}.is_hidden AND {r}.published_latest IS NULL
        UNION ALL SELECT 6, 0, coalesce({r}.outlet_id, 0)
        WHERE NOT {r}.is_hidden AND {r}.published_earliest = {r}.published_latest
            AND {r}.published_edtf = replace(replace(replace(
                {r}.published_edtf, '~', ''), '?', ''), '%', '')
    """,
    "articles_sighting": """
        SELECT 9 AS facet, 0 AS period, {r}.candidate_id AS value
    """,
}
# What changes without any of these changes no count.
COLUMNS = {
    "articles_listing": "facet, value",
    "articles_article": (
        "outlet_id, published_earliest, published_latest, published_edtf, is_hidden"
    ),
    "articles_sighting": "candidate_id",
}
ADD = "ON CONFLICT (facet, period, value) DO UPDATE SET count = "


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers anew, and count what is there; call it in a transaction.

    An older migration calls this before all tables are made: the last one matters.
    """
    uninstall(connection)
    existing = connection.introspection.table_names()
    tables = [table for table in COUNTED if table in existing]
    with connection.cursor() as cursor:
        for table in tables:
            for _name, statements in _triggers(connection.vendor, table):
                for statement in statements:
                    cursor.execute(statement)
        rebuild(connection.vendor, cursor, tables)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, if they are there."""
    drop_triggers(connection, COUNTED, "tally")


def find_missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that don't stand as they should."""
    triggers = (_triggers(connection.vendor, table) for table in COUNTED)
    return triggers_missing(connection, chain.from_iterable(triggers))


def rebuild(vendor: str, cursor: Any, tables: Iterable[str] = COUNTED) -> None:
    """Count everything anew; call it in a transaction. Readers are not held up."""
    if vendor == "postgresql":
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE MODE")
    cursor.execute("DELETE FROM articles_tally")
    for table in tables:
        cursor.execute(_count_all(table))


def find_wrong(cursor: Any) -> list[tuple[int, ...]]:
    """Return the tallies that are wrong, each as facet, period, value."""
    counts = " UNION ALL ".join(
        _count_all(table).partition(") ")[2] for table in COUNTED
    )
    tallied = "SELECT facet, period, value, count FROM articles_tally WHERE count <> 0"
    cursor.execute(
        f"WITH tallied AS ({tallied}), counted AS ({counts}) SELECT * FROM "
        "(SELECT * FROM tallied EXCEPT SELECT * FROM counted) AS surplus "
        "UNION SELECT * FROM "
        "(SELECT * FROM counted EXCEPT SELECT * FROM tallied) AS missing ORDER BY 1, 2"
    )
    return sorted({tuple(row[:3]) for row in cursor.fetchall()})


def _count_all(table: str) -> str:
    """One pass over the table for each thing that its rows count for."""
    parts = [
        part.replace("WHERE", f"FROM {table} r WHERE")
        if "WHERE" in part
        else f"{part} FROM {table} r"
        for part in COUNTED[table].format(r="r").split("UNION ALL")
    ]
    return (
        "INSERT INTO articles_tally (facet, period, value, count) "
        "SELECT facet, period, value, count(*) "
        f"FROM ({' UNION ALL '.join(parts)}) AS counted "
        "GROUP BY facet, period, value"
    )


def _triggers(vendor: str, table: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each trigger's name, and the statements that make it."""
    if vendor == "postgresql":
        yield _statement_trigger(table, "insert", {"new_rows": 1})
        yield _statement_trigger(table, "update", {"old_rows": -1, "new_rows": 1})
        yield _statement_trigger(table, "delete", {"old_rows": -1})
        return
    columns = f"UPDATE OF {COLUMNS[table]}"
    yield _row_trigger(table, "insert", "INSERT", {"NEW": 1})
    yield _row_trigger(table, "update", columns, {"OLD": -1, "NEW": 1})
    yield _row_trigger(table, "delete", "DELETE", {"OLD": -1})


def _statement_trigger(
    table: str, event: str, changes: dict[str, int]
) -> tuple[str, list[str]]:
    name = f"{table}_tally_{event}"
    rows = " UNION ALL ".join(
        f"SELECT *, {sign} AS sign FROM {rows}" for rows, sign in changes.items()
    )
    names = {"old_rows": "OLD TABLE AS old_rows", "new_rows": "NEW TABLE AS new_rows"}
    # In one order, so that two writers wait for each other rather than deadlock.
    function = f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO articles_tally (facet, period, value, count)
            SELECT c.facet, c.period, c.value, sum(sign) FROM ({rows}) AS r
            CROSS JOIN LATERAL ({COUNTED[table].format(r="r")}) AS c
            GROUP BY 1, 2, 3 HAVING sum(sign) <> 0 ORDER BY 1, 2, 3
            {ADD} articles_tally.count + excluded.count;
            RETURN NULL;
        END $$
    """
    trigger = f"""
        CREATE TRIGGER {name} AFTER {event} ON {table}
        REFERENCING {" ".join(names[rows] for rows in changes)}
        FOR EACH STATEMENT EXECUTE FUNCTION {name}()
    """
    return name, [function, trigger]


def _row_trigger(
    table: str, event: str, on: str, changes: dict[str, int]
) -> tuple[str, list[str]]:
    name = f"{table}_tally_{event}"
    statements = " ".join(
        f"""
        INSERT INTO articles_tally (facet, period, value, count)
        SELECT facet, period, value, {sign}
        FROM ({COUNTED[table].format(r=row)}) WHERE true
        {ADD} count + excluded.count;
        """
        for row, sign in changes.items()
    )
    statement = f"CREATE TRIGGER {name} AFTER {on} ON {table} BEGIN {statements} END"
    return name, [statement]
