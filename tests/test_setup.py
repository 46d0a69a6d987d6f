"""script/setup, on machines that lack something and on one that has it all."""

import shutil
import subprocess
from pathlib import Path

import pytest

from newsarchive.settings import BASE_DIR

# All that the script takes from the system, besides a Python.
TOOLS = ("apt-get", "cmp", "cp", "dirname", "sh", "uname")
# What the script asks a Python, by a word in the question.
RIGHT = "version_info <"
VENV = "ensurepip"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A project of a requirements file and the script, and a folder of tools."""
    (tmp_path / "script").mkdir()
    shutil.copy(BASE_DIR / "script" / "setup", tmp_path / "script")
    (tmp_path / "requirements.txt").write_text("something==1.0\n")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in TOOLS:
        if path := shutil.which(name):
            (tools / name).symlink_to(path)
    return tmp_path


def make_python(path: Path, *, says_no_to: tuple[str, ...] = ()) -> None:
    """A Python 3.12 that only answers, and keeps what it was asked."""
    path.parent.mkdir(parents=True, exist_ok=True)
    refusals = "".join(f'*"{word}"*) exit 1 ;; ' for word in says_no_to)
    path.write_text(
        "#!/bin/sh\n"
        f'echo "$*" >>"{path}.log"\n'
        f'case "$*" in {refusals}*print*) echo 3.12 ;; esac\n'
    )
    path.chmod(0o755)


def setup(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "script" / "setup"],
        cwd="/",
        env={"PATH": str(checkout / "tools")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_missing_python_is_said_in_one_line(checkout: Path) -> None:
    done = setup(checkout)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("No Python 3.11 or newer found; install: ")


def test_python_too_old_is_none(checkout: Path) -> None:
    make_python(checkout / "tools" / "python3", says_no_to=(RIGHT,))
    assert "No Python 3.11" in setup(checkout).stderr


def test_missing_venv_is_said_in_one_line(checkout: Path) -> None:
    make_python(checkout / "tools" / "python3", says_no_to=(VENV,))
    done = setup(checkout)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("python3 can't make virtual environments; install: ")
    assert "3.12" in line


def test_newer_python_is_found_behind_an_old_one(checkout: Path) -> None:
    make_python(checkout / "tools" / "python3", says_no_to=(RIGHT,))
    make_python(checkout / "tools" / "python3.12", says_no_to=(VENV,))
    assert "python3.12 can't make" in setup(checkout).stderr


def test_requirements_are_installed_by_hash_and_once(checkout: Path) -> None:
    make_python(checkout / ".venv" / "bin" / "python")
    assert setup(checkout).returncode == 0
    assert setup(checkout).returncode == 0
    asked = (checkout / ".venv" / "bin" / "python.log").read_text()
    assert asked.count("-m pip install") == 1
    assert "--require-hashes -r requirements.txt" in asked


def test_changed_requirements_are_installed_again(checkout: Path) -> None:
    make_python(checkout / ".venv" / "bin" / "python")
    setup(checkout)
    (checkout / "requirements.txt").write_text("something==2.0\n")
    setup(checkout)
    asked = (checkout / ".venv" / "bin" / "python.log").read_text()
    assert asked.count("-m pip install") == 2


def test_failed_installation_is_tried_again(checkout: Path) -> None:
    make_python(checkout / ".venv" / "bin" / "python", says_no_to=("pip install",))
    assert setup(checkout).returncode == 1
    assert setup(checkout).returncode == 1
    asked = (checkout / ".venv" / "bin" / "python.log").read_text()
    assert asked.count("-m pip install") == 2
