"""The site stands, in a browser, as it is served."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site

pytestmark = pytest.mark.browser


def test_printed_password_opens_the_admin(page: Page, live_site: Site) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill(live_site.user)
    page.get_by_label("Password").fill(live_site.password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def test_inline_script_is_a_complaint(page: Page, complaints: list[str]) -> None:
    page.goto("/admin/")
    with page.expect_console_message():
        page.evaluate(
            "document.body.append(Object.assign("
            "document.createElement('script'), {textContent: '1'}))"
        )
    assert "Content Security Policy" in complaints.pop()
