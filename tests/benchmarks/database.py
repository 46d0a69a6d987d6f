"""Which database is measured, and Django's settings for it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryDirectory

import django
from django.conf import settings
from django.db import connections

from tests.postgres import run_postgres


@contextmanager
def database(kind: str) -> Iterator[None]:
    """Point Django at the database that the environment names, or at a new one."""
    with ExitStack() as stack:
        if not os.environ.get("DATABASE_URL", "").startswith(kind):
            if kind == "postgres":
                url = stack.enter_context(run_postgres())
            else:
                folder = stack.enter_context(TemporaryDirectory())
                url = f"sqlite:///{folder}/archive.db"
            os.environ["DATABASE_URL"] = url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
        os.environ.setdefault("SECRET_KEY", "for measuring only")
        os.environ["DATABASE_POOL"] = "false"
        django.setup()
        _prepare_settings()
        try:
            yield
        finally:
            connections.close_all()


def _prepare_settings() -> None:
    # Names without a hash, so that pages can be rendered before `collectstatic`.
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    # What is measured is how pages are made.
    settings.CACHES["pages"] = {
        "BACKEND": "django.core.cache.backends.dummy.DummyCache"
    }
