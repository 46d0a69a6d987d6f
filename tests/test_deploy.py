"""What is handed out to run the archive elsewhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsarchive.settings import BASE_DIR

OPERATIONS = (BASE_DIR / "docs" / "operations.md").read_text(encoding="utf-8")
# Set for Python and gunicorn, not for the archive.
OTHERS = {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}


def test_an_image_has_all_that_the_archive_needs(tmp_path: Path) -> None:
    lines = (BASE_DIR / ".dockerignore").read_text().split()
    image = tmp_path / "image"
    for name in (line[1:] for line in lines if line.startswith("!")):
        kept = BASE_DIR / name
        if kept.is_dir():
            shutil.copytree(kept, image / name, ignore=shutil.ignore_patterns("__*__"))
        else:
            shutil.copy(kept, image)
    subprocess.run(
        [sys.executable, "manage.py", "quickstart", "--no-serve"],
        cwd=image,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path / "var")},
        check=True,
        capture_output=True,
    )
    assert (tmp_path / "var" / "archive.db").is_file()


@pytest.mark.parametrize(
    ("file", "pattern"),
    [
        pytest.param("compose.yaml", r"^    ([A-Z_]+): (?!.*POSTGRES_)", id="compose"),
        pytest.param("Dockerfile", r"(?:ENV|^   ) ([A-Z_]+)=", id="Dockerfile"),
        pytest.param(
            "deploy/newsarchive.service", r"\b([A-Z_]+)(?==|,| and )", id="systemd"
        ),
    ],
)
def test_what_is_set_is_documented(file: str, pattern: str) -> None:
    text = (BASE_DIR / file).read_text(encoding="utf-8")
    names = set(re.findall(pattern, text, re.MULTILINE)) - OTHERS
    assert names
    assert {name for name in names if f"| `{name}` |" not in OPERATIONS} == set()


def test_a_server_has_all_pages_at_hand_before_it_takes_requests() -> None:
    """Else whoever comes first waits for imports: seconds, where an export is due."""
    at_hand = (
        "import sys, newsarchive.wsgi; print('articles.views.exports' in sys.modules)"
    )
    gunicorn = ("-m", "gunicorn", "--config=gunicorn.conf.py", "--print-config")
    told = [
        subprocess.check_output(
            [sys.executable, *asked],
            cwd=BASE_DIR,
            env={"PATH": os.environ["PATH"], "SECRET_KEY": "x"},
            text=True,
        )
        for asked in (("-c", at_hand), (*gunicorn, "newsarchive.wsgi"))
    ]
    assert told[0] == "True\n"
    assert re.search(r"^preload_app += True$", told[1], re.MULTILINE)
