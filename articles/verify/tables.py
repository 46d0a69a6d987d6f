"""The database itself: its file, triggers, references between tables, runs."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection
from django.db.models import Count, ForeignKey, Model, Q

from articles import append_only, epoch, event_tallies, search, tallies
from articles.models import IngestRun
from articles.triggers import find_triggers
from articles.verify.finding import Finding

REINDEX = "run manage.py reindex"
# Whose rows others refer to, or that refer to others.
APPS = ("articles", "auth", "admin")
# Named in a report; there can be millions.
MOST = 100


def check_files() -> Iterator[Finding]:
    """SQLite's own look at its file, and the search index's at itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA integrity_check({MOST})")
            for (line,) in cursor.fetchall():
                # References that lead nowhere are looked for by themselves.
                if line != "ok":
                    yield Finding("database file", line)
    if not search.is_sound():
        yield Finding("search index", f"does not lead to its words: {REINDEX}")


def check_triggers() -> Iterator[Finding]:
    """Those that keep rows for good, counts right, and pages fresh."""
    is_postgresql = connection.vendor == "postgresql"
    missing = append_only.find_missing(connection) | tallies.find_missing(connection)
    missing |= event_tallies.find_missing(connection)
    missing |= {
        f"{table}_epoch" if is_postgresql else f"{table}_epoch_{event}"
        for table in epoch.SHOWN
        for event in ("insert", "update", "delete")
    } - set(find_triggers(connection))
    for name in sorted(missing):
        yield Finding(f"trigger {name}", "missing or changed: run manage.py migrate")


def check_orphans() -> Iterator[Finding]:
    """Rows that refer to one that isn't there."""
    for app in APPS:
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            for field in model._meta.concrete_fields:
                if isinstance(field, ForeignKey):
                    yield from _find_orphans(model, field)


def _find_orphans(model: type[Model], field: ForeignKey) -> Iterator[Finding]:
    table, other = model._meta.db_table, field.target_field.model._meta
    keys = [
        part.column for part in getattr(model._meta.pk, "fields", (model._meta.pk,))
    ]
    quote = connection.ops.quote_name
    shown = ", ".join(f"row.{quote(key)}" for key in keys)
    # Names of tables and columns alone, which the models give.
    query = (
        f"SELECT {shown}, row.{quote(field.column)} FROM {quote(table)} AS row "  # noqa: S608
        f"WHERE row.{quote(field.column)} IS NOT NULL AND NOT EXISTS "
        f"(SELECT 1 FROM {quote(other.db_table)} AS other "
        f"WHERE other.{quote(field.target_field.column)} = row.{quote(field.column)}) "
        f"LIMIT {MOST}"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        for *key, value in cursor.fetchall():
            name = "/".join(map(str, key))
            missing = f"{other.model_name} {value}, which is not there"
            yield Finding(
                f"{model._meta.model_name} {name}", f"its {field.name} is {missing}"
            )


def check_runs() -> Iterator[Finding]:
    """Whether runs made as many articles as they say."""
    runs = IngestRun.objects.exclude(finished_at=None).annotate(
        stored=Count("raw_files")
    )
    for run in runs.exclude(Q(stored=0, created_count=0)).order_by("pk").iterator():
        if run.stored != run.created_count:
            said = f"says that it made {run.created_count} articles, made {run.stored}"
            yield Finding(f"ingest run {run.pk}", said)
