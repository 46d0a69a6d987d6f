"""Many rows into their tables at once: COPY on PostgreSQL, one statement on SQLite.

What is loaded is new. A row that breaks a constraint fails the whole load, so it is
called in a transaction whose caller knows what to do then.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    TextField,
)

# A model, and values by the names of its columns. Objects of Django's take twenty
# times as long to make, and an article has dozens of rows.
Row = tuple[type[Model], dict[str, Any]]

# What databases take as Python has it.
_PLAIN = (BooleanField, CharField, ForeignKey, IntegerField, TextField)


def create_rows(rows: Iterable[Row]) -> None:
    """Insert rows of several models, each model's together.

    Those of one model name the same columns; the others get their defaults. An id
    that is given has to be one of `reserve_ids`.
    """
    by_model: defaultdict[type[Model], list[dict[str, Any]]] = defaultdict(list)
    for model, values in rows:
        by_model[model].append(values)
    # In one order, so that two writers wait for each other rather than deadlock.
    for model in sorted(by_model, key=lambda model: model._meta.label):
        _create(model, by_model[model])


def reserve_ids(model: type[Model], count: int) -> list[int]:
    """Return ids for so many new rows, in rising order; nobody else gets them.

    On SQLite the transaction that asks has to write them: it excludes all others.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) "
                "FROM generate_series(1, %s)",
                [table, count],
            )
            return sorted(number for (number,) in cursor.fetchall())
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
    return list(range(last + 1, last + 1 + count))


def insert_rows(
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    may_be_there: bool = False,
) -> None:
    """Insert rows of values; those that are there stay, if they may be there.

    On SQLite it may be a virtual table.
    """
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        # COPY knows no conflicts.
        if connection.vendor == "postgresql" and not may_be_there:
            statement = f'COPY "{table}" ({names}) FROM STDIN'
            # The copy is psycopg's own, so Django doesn't see its errors.
            with connection.wrap_database_errors, cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(columns))
        statement = f'INSERT INTO "{table}" ({names}) VALUES ({places})'
        if may_be_there:
            statement += " ON CONFLICT DO NOTHING"
        cursor.executemany(statement, list(rows))


def find_ids(table: str, column: str, values: Iterable[str]) -> dict[str, int]:
    """Return the ids of the rows that have one of `values`, which may be thousands."""
    wanted: Any = list(values)
    among = "= ANY(%s)"
    if connection.vendor != "postgresql":
        among, wanted = "IN (SELECT value FROM json_each(%s))", json.dumps(wanted)
    statement = f'SELECT "{column}", id FROM "{table}" WHERE "{column}" {among}'
    with connection.cursor() as cursor:
        cursor.execute(statement, [wanted])
        return dict(cursor.fetchall())


def _create(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    given = rows[0].keys()
    fields: list[Field] = [
        field
        for field in model._meta.concrete_fields
        if field.attname in given or not field.primary_key
    ]
    defaults = {
        field.attname: field.get_default()
        for field in fields
        if field.attname not in given
    }
    names = [field.attname for field in fields]
    if unknown := given - names:
        message = f"{model._meta.label} has no column {', '.join(sorted(unknown))}"
        raise TypeError(message)
    pick = itemgetter(*names)
    values: Iterable[Sequence[Any]] = (pick(defaults | row) for row in rows)
    preparers = [_preparer(field) for field in fields]
    if any(preparers):
        values = map(partial(_prepare, preparers), values)
    insert_rows(model._meta.db_table, [field.column for field in fields], values)


def _prepare(
    preparers: Sequence[Callable[[Any], Any] | None], row: Sequence[Any]
) -> list[Any]:
    return [
        prepare(value) if prepare else value
        for prepare, value in zip(preparers, row, strict=True)
    ]


def _preparer(field: Field) -> Callable[[Any], Any] | None:
    """Return what makes a field's value one of the database's, if anything has to."""
    if isinstance(field, _PLAIN):
        return None
    return partial(field.get_db_prep_save, connection=connection)
