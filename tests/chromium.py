"""A Chromium for the browser tests: the system's, else one that can be installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
OS_RELEASE = Path("/etc/os-release")


class ChromiumError(Exception):
    """No Chromium here and none to be had; says why."""


def find_chromium() -> str | None:
    """Return the path of a Chromium that starts, or None.

    Ubuntu's `chromium-browser` is a stub that wants snap: it is tried, not trusted.
    """
    for name in (*NAMES, *_playwrights_own()):
        path = shutil.which(name)
        if path and _succeeds([path, "--version"]):
            return path
    return None


def get_chromium() -> str:
    """Return the path of a Chromium, installed now if need be."""
    if path := find_chromium():
        return path
    if os.geteuid() == 0 and "ID=debian" in _os_release():
        _succeeds(["apt-get", "update"])
        _succeeds(["apt-get", "install", "--yes", "chromium"])
    if path := find_chromium():
        return path
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        playwright.insert(-1, "--with-deps")
    _succeeds(playwright)
    if path := find_chromium():
        return path
    msg = "no Chromium here, and none could be installed"
    raise ChromiumError(msg)


def _playwrights_own() -> list[str]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return [playwright.chromium.executable_path]


def _os_release() -> list[str]:
    return OS_RELEASE.read_text().splitlines() if OS_RELEASE.is_file() else []


def _succeeds(command: list[str]) -> bool:
    done = subprocess.run(command, capture_output=True, check=False)
    return done.returncode == 0
