"""`manage.py second_factor`: the key of somebody's codes for the desk."""

from argparse import ArgumentParser
from base64 import b32encode
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import CommandError
from django.db import transaction

from articles.log import log_change, tell
from articles.management.command import ArchiveCommand
from articles.management.operator import name_operator


class Command(ArchiveCommand):
    help = (
        "Make a key for the app that gives somebody their codes, for the first time or "
        "because they lost it: the one before ends. Needs SECOND_FACTOR=true."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SECOND_FACTOR:
            message = "Set SECOND_FACTOR=true and run manage.py migrate first."
            raise CommandError(message)
        name = options["username"]
        user = User.objects.filter(username=name, is_active=True, is_staff=True).first()
        if user is None:
            message = f"“{name}” is nobody who may enter the desk."
            raise CommandError(message)
        key, address = give_key(user)
        self.stdout.write(f"Key: {key}\nThe same for an app or a QR code: {address}")
        self.stdout.write("Hand it over in person; it is shown this once.")


@transaction.atomic
def give_key(user: User) -> tuple[str, str]:
    """Return a new key for a user's app, and the address that tells the app of it."""
    # Its table is there with the setting only.
    from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: PLC0415

    TOTPDevice.objects.filter(user=user).delete()
    device = TOTPDevice.objects.create(user=user, name="app")
    told = tell(user)
    log_change(user, told, by=None, operator=name_operator(), second_factor="new")
    return b32encode(device.bin_key).decode(), device.config_url
