"""The review queue by keyboard alone, and two curators at one article."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.test_curate import log_in

pytestmark = pytest.mark.browser

HIRE = """
from django.contrib.auth.models import Group, User
sari = User.objects.create_user("sari", password="kata sandi sari", is_staff=True)
sari.groups.add(Group.objects.get(name="curator"))
"""


def press_with_alt(page: Page, key: str) -> None:
    """Press an access key as a keyboard does: Playwright leaves the character out."""
    event = {
        "key": key,
        "code": f"Key{key.upper()}",
        "windowsVirtualKeyCode": ord(key.upper()),
        "unmodifiedText": key,
        "modifiers": 1,
    }
    browser = page.context.new_cdp_session(page)
    for kind in ({"type": "rawKeyDown"}, {"type": "char", "text": key}):
        browser.send("Input.dispatchKeyEvent", kind | event)
    browser.send("Input.dispatchKeyEvent", {"type": "keyUp"} | event)


def start(page: Page, site: Site, **who: str) -> None:
    """Log in, and begin with the first article of the queue."""
    log_in(page, site, **who)
    page.get_by_role("link", name="Start reviewing").wait_for()
    press_with_alt(page, "s")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cari Dukungan")
    page.wait_for_load_state()  # its script listens from then on


@pytest.mark.parametrize(
    ("scheme", "has_script"),
    [("dark", True), ("light", False)],
    ids=["dark", "light_without_script"],
)
def test_outlet_and_date_are_settled_by_keyboard_alone(
    own_site: Site, open_site: Callable[..., Page], scheme: str, *, has_script: bool
) -> None:
    page = open_site(own_site, color_scheme=scheme, java_script_enabled=has_script)
    start(page, own_site)
    keys = page.keyboard

    def press(key: str) -> None:
        """As the legend has it: the key alone where a script listens."""
        if not has_script:
            press_with_alt(page, key)
            return
        keys.press("Escape")
        keys.press(key)

    expect(page.locator(".review-left")).to_contain_text("3")
    press("o")
    expect(page.get_by_label("Outlet")).to_be_focused()
    keys.type("kompas tv")
    press("d")
    keys.press("Control+A")
    keys.type("2024-05-16")
    press("v")
    keys.press("Space")
    press("r")
    keys.type("The outlet's own page has it.")
    keys.press("Control+Enter" if has_script else "Enter")

    expect(page.locator(".messagelist")).to_contain_text("Cari Dukungan")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Cari Dukungan")
    expect(page.locator(".review-left")).to_contain_text("2")
    page.goto("/?outlet=kompas-tv&published_after=2024-05-16&dated=certain")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("article")).to_contain_text("16 May 2024")


def test_whoever_comes_to_a_field_sees_where_it_was_read(
    own_site: Site, open_site: Callable[..., Page]
) -> None:
    page = open_site(own_site, viewport={"width": 1280, "height": 600})
    start(page, own_site)
    page.keyboard.press("d")
    expect(page.locator(".is-looked-at")).to_have_text("Kamis (16 Mei)")
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    expect(page.locator(".is-looked-at")).to_have_text("MSc")
    expect(page.locator(".is-looked-at")).to_be_in_viewport()


def test_single_keys_can_be_switched_off(
    own_site: Site, open_site: Callable[..., Page]
) -> None:
    page = open_site(own_site)
    start(page, own_site)
    page.get_by_label("Outside of fields").uncheck()
    page.reload()
    page.keyboard.press("o")
    expect(page.get_by_label("Outlet")).not_to_be_focused()
    press_with_alt(page, "o")
    expect(page.get_by_label("Outlet")).to_be_focused()


def test_of_two_curators_the_second_is_shown_both_versions(
    own_site: Site, open_site: Callable[..., Page], complaints: list[str]
) -> None:
    own_site.manage("shell", "-c", HIRE)
    first = open_site(own_site)
    start(first, own_site)
    second = open_site(own_site, color_scheme="dark")
    start(second, own_site, user="sari", password="kata sandi sari")
    for page, headline in ((first, "Judul pertama"), (second, "Judul kedua")):
        page.get_by_label("Headline").fill(headline)
        page.get_by_label("Reason").fill("Read again.")
    first.get_by_role("button", name="Save").click()
    expect(first.locator(".messagelist")).to_contain_text("Judul pertama")

    with second.expect_console_message(lambda message: "409" in message.text):
        second.get_by_role("button", name="Save").click()
    assert "409" in complaints.pop()
    alert = second.get_by_role("alert")
    expect(alert).to_contain_text("“Judul pertama” stands now")
    expect(alert).to_contain_text("you have “Judul kedua”")
    second.get_by_role("button", name="Save").click()
    expect(second.locator(".messagelist")).to_contain_text("Judul kedua")
