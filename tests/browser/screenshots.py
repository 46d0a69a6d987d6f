"""What `script/screenshots` runs: the main pages of the served seeds, as pictures."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from playwright.sync_api import Browser, sync_playwright

from newsarchive.settings import BASE_DIR
from tests.browser.conftest import ARGUMENTS
from tests.browser.site import serve_site
from tests.chromium import get_chromium

FOLDER = BASE_DIR / "docs/screenshots"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1200, "height": 800}


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    path: str
    viewport: dict[str, int]
    scheme: str = "light"


PICTURES = [
    Picture("list", "/", DESK),
    Picture("article", "/articles/1/", DESK),
    Picture("evidence", "/articles/1/#provenance-heading", DESK),
    Picture("event", "/events/state-visit-2024/", DESK),
    Picture("entity", "/entities/china/", DESK),
    Picture("compare", "/compare/?a=1&b=2", DESK),
    Picture("outlet", "/outlets/media-indonesia/", DESK, "dark"),
    Picture("phone", "/articles/1/", PHONE, "dark"),
]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
    django.setup()
    chromium = get_chromium()
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with (
        tempfile.TemporaryDirectory() as folder,
        serve_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium, args=ARGUMENTS + sandbox
        )
        for picture in PICTURES:
            take(browser, site.url, picture)
        browser.close()


def take(browser: Browser, site: str, picture: Picture) -> None:
    options: dict[str, Any] = {
        "viewport": picture.viewport,
        "color_scheme": picture.scheme,
        "locale": "en",
    }
    page = browser.new_page(**options)
    page.goto(f"{site}{picture.path}")
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    page.close()


if __name__ == "__main__":
    main()
