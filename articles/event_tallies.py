"""Triggers that keep counts by day and by event right, whoever writes; their rebuild.

They count what several tables say together: which article covers an event, whose
it is, from when, and whom it names. A trigger on each of the tables joins the rows
that changed with the others as they stand: so after each statement the counts are
what counting anew would give. One statement-level trigger an event on PostgreSQL,
one row trigger on SQLite, made of the same SQL.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.triggers import drop_triggers
from articles.triggers import find_missing as triggers_missing


@dataclass(frozen=True, slots=True)
class Kept:
    """A table of counts, and how its rows come about."""

    table: str
    keys: str
    counted: str  # by its keys, with each row's `sign`
    made_of: tuple[str, ...]


# What is read of each table, and the name that it has in `Kept.counted`.
COLUMNS = {
    "articles_mention": ("m", ("article_id", "entity_id", "surface", "zone")),
    "articles_coverage": ("c", ("article_id", "event_id", "status")),
    "articles_article": (
        "a",
        (
            "id",
            "outlet_id",
            "published_earliest",
            "published_latest",
            "published_edtf",
            "is_hidden",
        ),
    ),
}
DAYS = Kept(
    "articles_coveragetally",
    "event, outlet, earliest, latest, is_about",
    """
    SELECT c.event_id AS event, coalesce(a.outlet_id, 0) AS outlet,
        {earliest} AS earliest, {latest} AS latest,
        {is_about} AS is_about,
        {sign} AS sign
    FROM {articles_article} AS a
    JOIN {articles_coverage} AS c ON c.article_id = a.id
    WHERE c.status <> 'rejected' AND NOT a.is_hidden
    """,
    ("articles_coverage", "articles_article"),
)
# All articles, on an event or not: for lists to be counted by their days. Each is in
# its outlet's days, in its outlet's month if it is of one, and in the days of all.
DATES = Kept(
    "articles_datetally",
    "outlet, grain, earliest, latest, is_about",
    """
    SELECT CASE WHEN p.part = 2 THEN -1 ELSE coalesce(a.outlet_id, 0) END AS outlet,
        CASE WHEN p.part = 1 THEN 1 WHEN {earliest} / 100 = {latest} / 100 THEN 0
            ELSE 2 END AS grain,
        CASE WHEN p.part = 1 THEN {earliest} / 100 ELSE {earliest} END AS earliest,
        CASE WHEN p.part = 1 THEN {latest} / 100 ELSE {latest} END AS latest,
        {is_about} AS is_about,
        {sign} AS sign
    FROM {articles_article} AS a
    CROSS JOIN (SELECT 0 AS part UNION ALL SELECT 1 UNION ALL SELECT 2) AS p
    WHERE NOT a.is_hidden AND (
        p.part <> 1 OR ({earliest} > 0 AND {earliest} / 100 = {latest} / 100)
    )
    """,
    ("articles_article",),
)
# Each word by zone and outlet; and once more in all, where the zone is empty.
NAMES = Kept(
    "articles_namingtally",
    "event, entity, surface, zone, outlet",
    """
    SELECT c.event_id AS event, m.entity_id AS entity, m.surface AS surface,
        CASE WHEN l.is_whole = 1 THEN '' ELSE m.zone END AS zone,
        CASE WHEN l.is_whole = 1 THEN 0 ELSE coalesce(a.outlet_id, 0) END AS outlet,
        {sign} AS sign
    FROM {articles_mention} AS m
    JOIN {articles_coverage} AS c ON c.article_id = m.article_id
    JOIN {articles_article} AS a ON a.id = m.article_id
    CROSS JOIN (SELECT 0 AS is_whole UNION ALL SELECT 1) AS l
    WHERE c.status <> 'rejected' AND m.zone <> 'boilerplate' AND NOT a.is_hidden
    """,
    ("articles_mention", "articles_coverage", "articles_article"),
)
ALL = (DAYS, DATES, NAMES)
_IS_ABOUT = """
    CASE WHEN a.published_edtf = replace(replace(replace(
        a.published_edtf, '~', ''), '?', ''), '%', '')
    THEN 0 ELSE 1 END
"""
# A day as a number that sorts: 20240516; 0 where there is none.
_DAY = {
    "postgresql": "coalesce(CAST(to_char(a.{column}, 'YYYYMMDD') AS integer), 0)",
    "sqlite": "coalesce(CAST(replace(a.{column}, '-', '') AS integer), 0)",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers anew, and count what is there; call it in a transaction."""
    uninstall(connection)
    with connection.cursor() as cursor:
        for _name, statements in _triggers(connection.vendor):
            for statement in statements:
                cursor.execute(statement)
        rebuild(connection.vendor, cursor)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, if they are there."""
    drop_triggers(connection, COLUMNS, "event_tally")


def find_missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that don't stand as they should."""
    return triggers_missing(connection, _triggers(connection.vendor))


def rebuild(vendor: str, cursor: Any) -> None:
    """Count everything anew; call it in a transaction. Readers are not held up."""
    if vendor == "postgresql":
        cursor.execute(f"LOCK TABLE {', '.join(COLUMNS)} IN SHARE MODE")
    for kept in ALL:
        cursor.execute(f"DELETE FROM {kept.table}")
        cursor.execute(
            f"INSERT INTO {kept.table} ({kept.keys}, count) {_count(kept, vendor)}"
        )


def find_wrong(vendor: str, cursor: Any) -> list[str]:
    """Return the counts that are wrong, each by its table and keys."""
    wrong = set()
    for kept in ALL:
        stand = f"SELECT {kept.keys}, count FROM {kept.table} WHERE count <> 0"
        cursor.execute(
            f"WITH stand AS ({stand}), counted AS ({_count(kept, vendor)}) "
            "SELECT * FROM (SELECT * FROM stand EXCEPT SELECT * FROM counted) AS s "
            "UNION SELECT * FROM "
            "(SELECT * FROM counted EXCEPT SELECT * FROM stand) AS m"
        )
        name = kept.table.removeprefix("articles_")
        for *keys, _count_of in cursor.fetchall():
            wrong.add(f"{name} {'/'.join(map(str, keys))}")
    return sorted(wrong)


def _count(kept: Kept, vendor: str, changed: str = "", rows: str = "") -> str:
    """Return SQL that counts; `rows` stand for the table that has changed."""
    tables = {table: table for table in COLUMNS} | {changed: rows}
    counted = kept.counted.format(
        earliest=_DAY[vendor].format(column="published_earliest"),
        latest=_DAY[vendor].format(column="published_latest"),
        is_about=_IS_ABOUT,
        sign=f"{COLUMNS[changed][0]}.sign" if changed else "1",
        **{table: rows for table, rows in tables.items() if table},
    )
    return (
        f"SELECT {kept.keys}, sum(sign) AS count FROM ({counted}) AS counted "
        f"GROUP BY {kept.keys} HAVING sum(sign) <> 0"
    )


def _add(vendor: str, changed: str, rows: str) -> Iterator[str]:
    """Yield the statements by which changed rows count."""
    for kept in ALL:
        if changed in kept.made_of:
            # In one order, so that two writers wait for each other rather than
            # deadlock.
            yield (
                f"INSERT INTO {kept.table} ({kept.keys}, count) "
                f"{_count(kept, vendor, changed, rows)} ORDER BY {kept.keys} "
                f"ON CONFLICT ({kept.keys}) DO UPDATE "
                f"SET count = {kept.table}.count + excluded.count;"
            )


def _triggers(vendor: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each trigger's name, and the statements that make it."""
    make = _statement_trigger if vendor == "postgresql" else _row_trigger
    for table in COLUMNS:
        for event, signs in (
            ("insert", {"new": 1}),
            ("update", {"old": -1, "new": 1}),
            ("delete", {"old": -1}),
        ):
            name = f"{table}_event_tally_{event}"
            yield name, make(name, table, event, signs)


def _statement_trigger(
    name: str, table: str, event: str, signs: dict[str, int]
) -> list[str]:
    columns = ", ".join(COLUMNS[table][1])
    sets = {which: f"SELECT {columns} FROM {which}_rows" for which in signs}
    # Of an update, what it left as it was needs no counting.
    other = {"old": "new", "new": "old"} if len(signs) == 2 else {}
    changed = {
        which: f"{rows} EXCEPT ALL {sets[other[which]]}" if other else rows
        for which, rows in sets.items()
    }
    rows = " UNION ALL ".join(
        f"SELECT {columns}, {sign} AS sign FROM ({changed[which]}) AS {which}_ones"
        for which, sign in signs.items()
    )
    referencing = " ".join(f"{which.upper()} TABLE AS {which}_rows" for which in signs)
    statements = " ".join(_add("postgresql", table, f"({rows})"))
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {statements} RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {referencing} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


def _row_trigger(name: str, table: str, event: str, signs: dict[str, int]) -> list[str]:
    columns = COLUMNS[table][1]
    rows = " UNION ALL ".join(
        f"SELECT {', '.join(f'{which}.{column} AS {column}' for column in columns)}, "
        f"{sign} AS sign"
        for which, sign in signs.items()
    )
    of = when = ""
    if event == "update":
        of = f" OF {', '.join(columns)}"
        differs = (f"old.{column} IS NOT new.{column}" for column in columns)
        when = f"WHEN {' OR '.join(differs)} "
    statements = " ".join(_add("sqlite", table, f"({rows})"))
    return [
        f"CREATE TRIGGER {name} AFTER {event}{of} ON {table} "
        f"{when}BEGIN {statements} END"
    ]
