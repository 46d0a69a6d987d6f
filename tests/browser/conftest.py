"""A real Chromium against the real server; a page that complains fails its test."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.site import Site, serve_site
from tests.chromium import find_chromium

ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]
TIMEOUT_MS = 10_000


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A served archive with the seeds, shared: tests only read it."""
    with serve_site(tmp_path_factory.mktemp("live")) as site:
        yield site


@pytest.fixture
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A served archive with the seeds, for one test that changes it."""
    with serve_site(tmp_path_factory.mktemp("own")) as site:
        yield site


# Not for the session: while Playwright is there, Django takes its event loop for a
# reason not to talk to the database in this process.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or find_chromium()
    if not path:
        pytest.skip("no Chromium")
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=ARGUMENTS + sandbox
        )
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What pages complained of; a test that expects some takes them out."""
    return []


@pytest.fixture
def open_site(browser: Browser, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a page on a site; further arguments are the browser context's."""
    contexts = []

    def open_page(site: Site, **options: Any) -> Page:
        context = browser.new_context(
            base_url=site.url, **({"locale": "en-US"} | options)
        )
        contexts.append(context)
        context.set_default_timeout(TIMEOUT_MS)
        page = context.new_page()
        listen(page, site, complaints)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_site: Callable[..., Page], live_site: Site) -> Page:
    """A page on the shared site: `page.goto("/")`."""
    return open_site(live_site)


def listen(page: Page, site: Site, complaints: list[str]) -> None:
    """Note errors, violations of the policy (the console has them), strangers."""

    def note_error(message: ConsoleMessage) -> None:
        # The icon is the browser's own wish, not the page's.
        url = message.location["url"]
        if message.type == "error" and not url.endswith("/favicon.ico"):
            complaints.append(f"{message.text} {url}")

    def note_stranger(request: Request) -> None:
        if not request.url.startswith((site.url, "data:")):
            complaints.append(f"leaves the site: {request.url}")

    page.on("console", note_error)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", note_stranger)
