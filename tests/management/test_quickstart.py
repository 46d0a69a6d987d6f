"""Setting up is done once, and done again it changes and loses nothing."""

import os
import socket
import stat
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from pytest_django import Settings

from articles.models import Article
from tests.builders import make_user


@pytest.fixture
def var(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive's own folder, not there yet, in an environment without a key."""
    var = tmp_path / "var"
    settings.VAR_DIR = var
    settings.SECRET_KEY_PATH = var / "secret-key"
    settings.STATIC_ROOT = var / "static"
    monkeypatch.setattr(django_settings, "SECRET_KEY", "")
    return var


def quickstart(*arguments: str) -> str:
    said = StringIO()
    call_command("quickstart", "--no-serve", *arguments, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_fresh_checkout_gets_all_it_needs(var: Path) -> None:
    said = quickstart()
    assert Article.objects.count() == 5
    assert (var / "static" / "admin").is_dir()
    admin = User.objects.get(is_superuser=True)
    password = said.split("password ")[1].split()[0]
    assert admin.check_password(password)


@pytest.mark.django_db
def test_second_run_changes_nothing(var: Path) -> None:
    quickstart()
    key = (var / "secret-key").read_text()
    admin = User.objects.get()
    assert "password" not in quickstart()
    assert (var / "secret-key").read_text() == key
    assert User.objects.get().password == admin.password
    assert Article.objects.count() == 5


@pytest.mark.django_db
def test_secret_key_is_its_owners_alone(var: Path) -> None:
    quickstart()
    assert stat.S_IMODE(var.stat().st_mode) == 0o700
    assert stat.S_IMODE((var / "secret-key").stat().st_mode) == 0o600
    assert len((var / "secret-key").read_text()) >= 50


@pytest.mark.django_db
def test_given_secret_key_is_not_written_down(var: Path) -> None:
    django_settings.SECRET_KEY = "given by the environment"
    quickstart()
    assert not (var / "secret-key").exists()


@pytest.mark.django_db
def test_existing_superuser_is_enough(var: Path) -> None:
    make_user("boss", is_staff=True, is_superuser=True)
    assert "password" not in quickstart()
    assert User.objects.count() == 1


def test_port_in_use_is_said_before_anything_is_set_up(var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"{port}.* in use.*--port {port + 1}"):
            call_command("quickstart", "--port", str(port))
    assert not var.exists()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param(["--port=99999"], "port must be 0-65535", id="no-such-port"),
        pytest.param(["--bind=192.0.2.1"], "Cannot assign", id="elsewhere"),
        pytest.param(["--bind=no.invalid"], "not known", id="no-such-name"),
    ],
)
def test_address_that_can_not_be_served_on_is_named(
    arguments: list[str], reason: str, var: Path
) -> None:
    with pytest.raises(CommandError, match=reason):
        call_command("quickstart", *arguments)
    assert not var.exists()


def test_database_out_of_reach_takes_one_line_and_no_traceback(tmp_path: Path) -> None:
    environment = os.environ | {
        "DATABASE_URL": "postgres://someone@127.0.0.1:1/archive",
        "VAR_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "quickstart", "--no-serve"],
        cwd=django_settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Can't reach the database" in done.stderr
    assert "port 1 failed" in done.stderr
