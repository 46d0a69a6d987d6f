"""A name that no entity has: decided on in a browser, and followed by readers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.test_curate import log_in

pytestmark = pytest.mark.browser


def test_a_name_becomes_an_entity_that_its_articles_lead_to(
    own_site: Site, open_site: Callable[..., Page]
) -> None:
    page = open_site(own_site)
    log_in(page, own_site)
    page.goto("/admin/articles/candidate/")
    page.locator("#content tbody th a").first.click()
    page.get_by_label("a new entity, named below").check()
    page.get_by_label("Name of a new entity").fill("Lembaga Contoh")
    page.get_by_label("Kind of a new entity").select_option("organization")
    page.get_by_label("Reason").fill("Seen in the text.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("read again")).to_be_visible()

    page.goto("/entities/lembaga-contoh/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lembaga Contoh")
