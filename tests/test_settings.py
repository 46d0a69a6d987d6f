"""What the environment decides, and what it decides if it says nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsarchive.settings import BASE_DIR

# What a process of its own makes of its environment.
SHOW = """
import json
from newsarchive import settings
values = {name: value for name, value in vars(settings).items() if name.isupper()}
print(json.dumps(values, default=str))
"""


def run(code: str = SHOW, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=BASE_DIR,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def settings(**environment: str) -> dict[str, Any]:
    done = run(**environment)
    assert done.returncode == 0, done.stderr
    values: dict[str, Any] = json.loads(done.stdout)
    return values


def test_silent_environment_is_safe_and_at_home(tmp_path: Path) -> None:
    found = settings(VAR_DIR=str(tmp_path))
    assert found["DEBUG"] is False
    assert found["SECRET_KEY"] == ""
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["DATABASE"]["NAME"] == str(tmp_path / "archive.db")


@pytest.mark.parametrize(
    ("environment", "is_tls"),
    [
        pytest.param({}, False, id="this-machine-only"),
        pytest.param({"ALLOWED_HOSTS": "localhost,a.example"}, True, id="others"),
        pytest.param({"ALLOWED_HOSTS": "a.lan", "TLS": "false"}, False, id="told-not"),
    ],
)
def test_others_get_tls_only(environment: dict[str, str], is_tls: bool) -> None:
    found = settings(**environment)
    assert found["SECURE_SSL_REDIRECT"] is is_tls
    assert found["SESSION_COOKIE_SECURE"] is is_tls
    assert found["CSRF_COOKIE_SECURE"] is is_tls
    assert found["LANGUAGE_COOKIE_SECURE"] is is_tls
    assert found["LANGUAGE_COOKIE_NAME"].startswith("__Host-") is is_tls
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-") is is_tls
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-") is is_tls
    assert bool(found["SECURE_HSTS_SECONDS"]) is is_tls


def test_forwarded_protocol_is_believed_behind_a_proxy_only() -> None:
    assert "SECURE_PROXY_SSL_HEADER" not in settings()
    assert "SECURE_PROXY_SSL_HEADER" in settings(BEHIND_PROXY="true")


def test_secret_key_comes_from_the_archives_own_folder(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("written by quickstart\n")
    found = settings(VAR_DIR=str(tmp_path))
    assert found["SECRET_KEY"] == "written by quickstart"
    assert settings(VAR_DIR=str(tmp_path), SECRET_KEY="x")["SECRET_KEY"] == "x"


def test_any_variable_can_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgres://reader@db.example/archive\n")
    found = settings(DATABASE_URL_FILE=str(tmp_path / "url"))
    assert found["DATABASE"]["HOST"] == "db.example"
    assert found["DATABASE"]["NAME"] == "archive"


def test_options_of_the_url_stand_beside_our_own() -> None:
    url = "postgres://db.example/archive?sslmode=require&connect_timeout=2"
    options = settings(DATABASE_URL=url)["DATABASE"]["OPTIONS"]
    said = {"sslmode": "require", "connect_timeout": 2, "pool": True}
    assert options.items() >= said.items()
    unpooled = settings(DATABASE_URL=url, DATABASE_POOL="false")["DATABASE"]
    assert "pool" not in unpooled["OPTIONS"]


@pytest.mark.parametrize("url", ["nonsense", "mysql://db.example/archive"])
def test_database_that_is_neither_of_the_two_is_refused(url: str) -> None:
    assert "sqlite:// or postgres://" in run(DATABASE_URL=url).stderr


def test_server_without_a_secret_key_does_not_start(tmp_path: Path) -> None:
    done = run("import newsarchive.wsgi", VAR_DIR=str(tmp_path))
    assert done.returncode == 1
    assert "SECRET_KEY setting must not be empty" in done.stderr


def test_server_with_a_secret_key_starts(tmp_path: Path) -> None:
    done = run("import newsarchive.wsgi", VAR_DIR=str(tmp_path), SECRET_KEY="x")
    assert done.returncode == 0, done.stderr


def test_sqlite_is_not_opened_for_each_request(tmp_path: Path) -> None:
    databases = settings(VAR_DIR=str(tmp_path))["DATABASES"]
    assert databases["default"]["CONN_MAX_AGE"] > 0
