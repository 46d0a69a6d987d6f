"""Citing and exporting in a browser, with scripts and without."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site

pytestmark = pytest.mark.browser


def test_a_citation_is_copied_by_its_button(
    open_site: Callable[..., Page], live_site: Site
) -> None:
    clipboard = ["clipboard-read", "clipboard-write"]
    page = open_site(live_site, permissions=clipboard)
    page.goto("/articles/2/")
    page.get_by_text("Cite this article").click()
    page.get_by_role("button", name="Copy APA").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "Presiden Rusia Vladimir Putin Tiba di Beijing. (2024, May 16). "
        f"Media Indonesia. {page.url}"
    )


def test_a_citation_can_be_had_without_a_script(
    open_site: Callable[..., Page], live_site: Site
) -> None:
    page = open_site(live_site, java_script_enabled=False)
    page.goto("/articles/2/")
    page.get_by_text("Cite this article").click()
    expect(page.locator(".cite-text").first).to_contain_text("(2024, May 16)")
    expect(page.locator(".cite button")).to_have_count(0)


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_filtered_list_is_saved_as_a_file(
    open_site: Callable[..., Page], live_site: Site, *, has_scripts: bool
) -> None:
    page = open_site(live_site, java_script_enabled=has_scripts)
    page.goto("/")
    page.get_by_label("Kompas TV").check()
    page.get_by_role("button", name="Show articles").click()
    expect(page.locator(".result")).to_have_count(1)
    page.get_by_text("Cite, export or follow this list").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="RIS").click()
    assert download.value.suggested_filename.endswith(".ris")
    text = Path(download.value.path()).read_text()
    assert text.count("TY  - NEWS") == 1
    assert "T2  - Kompas TV" in text
