"""A code of an app besides the password, where the environment asks for it."""

import json
import os
import subprocess
import sys

import pytest

from newsarchive.settings import BASE_DIR

# What somebody sees who first has the password alone, then a key.
LOG_IN = """
import json, re
import django
django.setup()
from base64 import b32decode
from io import StringIO
from time import time
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.oath import totp
from articles.models import ArchiveEvent

def send(client, **form):
    form = {"username": "sari", "password": "right for the tests"} | form
    return client.post("/admin/login/?next=/admin/", form)

user = User.objects.create_superuser("sari", password="right for the tests")
old, new, said = Client(), Client(), StringIO()
old.force_login(user)
found = {"with a session of before": old.get("/admin/").status_code}
found["without a key"] = send(new).status_code
call_command("second_factor", "sari", stdout=said)
key = re.search(r"Key: (\\w+)", said.getvalue())[1]
found["address"] = re.search(r"otpauth:\\S+", said.getvalue())[0]
found["without a code"] = send(new).status_code
found["asks for it"] = 'name="otp_token"' in send(new).content.decode()
code = f"{totp(b32decode(key)):06}"
found["with a code"] = send(new, otp_token=code).status_code
found["at the desk"] = new.get("/admin/").status_code
found["with the same code"] = send(Client(), otp_token=code).status_code
found["log"] = list(ArchiveEvent.objects.values_list("about", flat=True))
try:
    call_command("second_factor", "nobody")
except CommandError as error:
    found["for nobody"] = str(error)
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("second-factor")
    own = {
        "DATABASE_URL": f"sqlite:///{folder}/archive.db",
        "DJANGO_SETTINGS_MODULE": "newsarchive.settings",
        "SECOND_FACTOR": "true",
        "SECRET_KEY": "for tests only",
        "DEBUG": "true",  # names of static files as they are
        "ALLOWED_HOSTS": "testserver,127.0.0.1",
        "TLS": "false",
    }
    return {"PATH": os.environ["PATH"]} | own


def run(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command,
        cwd=BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_who_has_the_password_alone_does_not_enter_the_desk(
    environment: dict[str, str],
) -> None:
    run(environment, "manage.py", "migrate", "--verbosity=0")
    found = json.loads(run(environment, "-c", LOG_IN))
    assert found.pop("address").startswith("otpauth://totp/newsarchive")
    assert found == {
        "with a session of before": 302,
        "without a key": 200,
        "without a code": 200,
        "asks for it": True,
        "with a code": 302,
        "at the desk": 200,
        "with the same code": 200,
        "log": ["user/sari"],
        "for nobody": "“nobody” is nobody who may enter the desk.",
    }


def test_without_the_setting_the_command_says_so(environment: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "second_factor", "sari"]
    done = subprocess.run(
        command,
        cwd=BASE_DIR,
        env=environment | {"SECOND_FACTOR": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Set SECOND_FACTOR=true" in done.stderr
