"""The style sheet as it is served."""

import gzip
from pathlib import Path

import pytest
from django.core.management import call_command

from newsarchive.settings import BASE_DIR

# What all styles together may weigh on the wire.
MAX_BYTES = 14_000


@pytest.fixture
def collected(tmp_path: Path, settings: object) -> Path:
    settings.STATIC_ROOT = tmp_path  # type: ignore[attr-defined]
    settings.STORAGES = {  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "newsarchive.staticfiles.BundlingStaticFilesStorage"}
    }
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    return tmp_path


def test_the_sheet_is_one_small_file(collected: Path) -> None:
    sheet = (collected / "css/main.css").read_text(encoding="utf-8")
    assert "@import" not in sheet
    for part in (BASE_DIR / "static/css/components").glob("*.css"):
        assert part.read_text(encoding="utf-8") in sheet
    hashed = max(collected.glob("css/main.*.css"))
    assert len(gzip.compress(hashed.read_bytes())) < MAX_BYTES
