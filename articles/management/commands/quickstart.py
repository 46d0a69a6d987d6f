"""From a fresh checkout to a served archive; run again, it only serves."""

import errno
import os
import secrets
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, transaction

from articles.log import log_change
from articles.management.operator import name_operator

ADMIN = "admin"


class Command(BaseCommand):
    help = (
        "Sets up what is not set up yet (secret key, database, static files, the "
        "seeds, an admin account), then serves the archive."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1", help="address to serve on")
        parser.add_argument("--port", type=int, default=8000, help="port to serve on")
        parser.add_argument(
            "--no-serve", action="store_true", help="stop before serving"
        )

    def handle(self, *, bind: str, port: int, no_serve: bool, **options: Any) -> None:
        if not no_serve:
            check_free(bind, port)
        write_secret_key()
        check_database()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("ingest", settings.BASE_DIR / "seeds", stdout=self.stdout)
        site = f"http://{_join(bind, port)}/"
        self.stdout.write(f"\nArchive: {site}\nAdmin:   {site}{settings.ADMIN_PATH}")
        if password := create_admin():
            self.stdout.write(
                f"         user {ADMIN}, password {password} (shown only now)"
            )
        if not no_serve:
            serve(bind, port)


def check_free(bind: str, port: int) -> None:
    """Raise if nothing can be served there, before anything is set up."""
    try:
        with socket.socket(
            socket.AF_INET6 if ":" in bind else socket.AF_INET
        ) as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind((bind, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        msg = f"Can't serve on {_join(bind, port)}: {reason}."
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            msg += f" Stop what is using it, or choose another: --port {port + 1}"
        raise CommandError(msg) from error


def write_secret_key() -> None:
    """Give the archive a key that only its owner can read, unless it has one."""
    settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        settings.SECRET_KEY  # noqa: B018
    except ImproperlyConfigured:
        settings.SECRET_KEY = secrets.token_urlsafe(50)
        # Empty if a start was killed before it could write.
        settings.SECRET_KEY_PATH.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(
            os.open(settings.SECRET_KEY_PATH, flags, mode=0o600), "w"
        ) as file:
            file.write(settings.SECRET_KEY)


def check_database() -> None:
    """Raise in one line if the database can't be reached."""
    # A pool would go on trying, and would tell of a time-out only.
    connection.settings_dict["OPTIONS"].pop("pool", None)
    try:
        connection.ensure_connection()
    except OperationalError as error:
        msg = f"Can't reach the database: {str(error).splitlines()[0]}"
        raise CommandError(msg) from error


def create_admin() -> str | None:
    """Create the first account that may do everything; return its password."""
    if User.objects.filter(is_superuser=True).exists():
        return None
    if User.objects.filter(username=ADMIN).exists():
        msg = f"The user {ADMIN} may not do everything: run manage.py createsuperuser."
        raise CommandError(msg)
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        admin = User.objects.create_superuser(ADMIN, password=password)
        log_change(admin, {}, by=None, operator=name_operator())
    return password


def serve(bind: str, port: int) -> None:
    """Become gunicorn."""
    connection.close()
    sys.stdout.flush()
    config = str(settings.BASE_DIR / "gunicorn.conf.py")
    gunicorn = [sys.executable, "-m", "gunicorn", f"--config={config}"]
    os.execv(  # noqa: S606
        sys.executable, [*gunicorn, f"--bind={_join(bind, port)}", "newsarchive.wsgi"]
    )


def _join(bind: str, port: int) -> str:
    return f"[{bind}]:{port}" if ":" in bind else f"{bind}:{port}"
