from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from articles import append_only, epoch, event_tallies, tallies


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Archive")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(epoch.install, sender=self)
        pre_migrate.connect(_let_migrate, sender=self)
        post_migrate.connect(_keep_for_good, sender=self)
        post_migrate.connect(_keep_count, sender=self)


# SQLite makes a table anew to change it, with no word to the triggers on it; so they
# are no migration's, but put back after every one.
def _let_migrate(using: str, plan: list[Any], **_options: Any) -> None:
    if any(migration.app_label == "articles" for migration, _backwards in plan):
        append_only.uninstall(connections[using])


def _keep_for_good(using: str, **_options: Any) -> None:
    # Not where a test migrates back to before there was a log.
    tables = connections[using].introspection.table_names()
    if {kept.table for kept in append_only.KEPT} <= set(tables):
        append_only.install(connections[using])


def _keep_count(using: str, **_options: Any) -> None:
    connection = connections[using]
    # Not where a test migrates back to before there was all that is counted.
    tables = connection.introspection.table_names()
    if set(tallies.COUNTED) <= set(tables) and tallies.find_missing(connection):
        # Nobody may have counted for a while.
        with transaction.atomic(using):
            tallies.install(connection)
    counted = {kept.table for kept in event_tallies.ALL}
    if counted <= set(tables) and event_tallies.find_missing(connection):
        with transaction.atomic(using):
            event_tallies.install(connection)
